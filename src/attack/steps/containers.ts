import { stringAt } from '../../core/index.ts';
import {
  type ContainerView,
  capabilityName,
  DEFAULT_CAPABILITIES,
  normalisePath,
  type PodView,
  resolveSetting,
  type VolumeMount,
} from '../../kubernetes/index.ts';
import { type Ground, open, type Premise } from '../define-step.ts';
import type { CandidateEdit } from '../edits/candidate-edit.ts';
import { removeVolume } from '../edits/workload-edits.ts';
import { type Fact, SOME_NODE, SOME_WORKER } from '../facts.ts';
import type { NodePlace } from '../scene/node-places.ts';
import type { Scene } from '../scene/scene.ts';
import type { Unit } from '../scene/units.ts';

export interface Inside {
  readonly unit: Unit;
  readonly container: ContainerView;
  /** Being inside. */
  readonly fact: Fact;
}

/** Every container that runs for longer than the start of its pod, or runs then: attackers sit in each. */
export function* everyContainer({ units }: Scene): Generator<Inside> {
  for (const unit of units) {
    for (const container of unit.pod.containers) yield { unit, container, fact: { kind: 'container', unit, container } };
  }
}

/** Whether it is there for as long as its pod: others run while the pod starts, and then nobody can enter them. */
export function isLasting({ kind, spec }: ContainerView): boolean {
  return kind !== 'init' || spec.restartPolicy === 'Always';
}

/** The nodes on which a unit runs. */
export function nodesOf({ nodes, toleratesControlPlane }: Unit): readonly string[] {
  return nodes ?? [toleratesControlPlane ? SOME_NODE : SOME_WORKER];
}

/** How a process that is not root becomes it; `undefined` where `no_new_privs` keeps every program from that. */
function becomesRoot({ spec }: ContainerView, user: string): Premise | undefined {
  return spec.securityContext?.allowPrivilegeEscalation === false
    ? undefined
    : open(`the image holds a program by which ${user} becomes root`);
}

/** Whether the user of a container is root; `undefined` where it cannot be. `otherwise` says what a user who is not can do instead. */
function userPremises(
  pod: PodView,
  container: ContainerView,
  otherwise: (user: string) => Premise | undefined,
): readonly Premise[] | undefined {
  const user = resolveSetting(pod, container, 'runAsUser').value;
  if (user === 0) return [];
  if (user !== undefined || resolveSetting(pod, container, 'runAsNonRoot').value === true) {
    const premise = otherwise(user === undefined ? 'its user, who is not root,' : `user ${user}`);
    return premise && [premise];
  }
  return [open('the image runs as root, since nothing here says which user it runs as')];
}

/** Root inside the pod, whatever that is on the node. */
export function rootInPod({ pod }: Unit, container: ContainerView): readonly Premise[] | undefined {
  return userPremises(pod, container, (user) => becomesRoot(container, user));
}

/**
 * Root in the eyes of the kernel of the node: `undefined` where the pod has user ids of its own
 * (https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/), or a kernel of its own.
 */
export function rootOnNode(unit: Unit, container: ContainerView, scene: Scene): readonly Premise[] | undefined {
  if (unit.pod.spec.hostUsers === false) return undefined;
  const own = userPremises(unit.pod, container, (user) => becomesRoot(container, user));
  const kernel = kernelPremises(unit, scene);
  return own && kernel && [...own, ...kernel];
}

/** Handlers whose containers run on the kernel of the node, and those that give each pod another one. */
const ON_KERNEL = /^(?:runc|crun|youki|nvidia(?:-.*)?|docker)$/;
const SANDBOXES = /^(?:runsc|gvisor|kata)/;

/** Whether containers share the kernel with their node: https://kubernetes.io/docs/concepts/containers/runtime-class/ */
export function kernelPremises({ pod }: Unit, scene: Scene): readonly Premise[] | undefined {
  const name = pod.spec.runtimeClassName;
  if (!name) return [];
  const handler = stringAt(scene.find('node.k8s.io', 'RuntimeClass', '', name)?.value, 'handler') ?? '';
  if (SANDBOXES.test(handler)) return undefined;
  return ON_KERNEL.test(handler) ? [] : [open(`containers of RuntimeClass ${name} run on the kernel of the node`)];
}

/**
 * Root in the eyes of files of the node. A pod with user ids of its own gets its volumes with mapped ids, so that its root owns there what
 * root owns (https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/127-user-namespaces).
 */
export function rootOfFiles({ pod }: Unit, container: ContainerView, otherwise: (user: string) => Premise): readonly Premise[] {
  const mapped =
    pod.spec.hostUsers === false ? [open('the container runtime mounts the folder with mapped ids, as it does for volumes')] : [];
  return [...(userPremises(pod, container, otherwise) ?? []), ...mapped];
}

/** Whether the processes of a container keep a capability that runtimes give to root by themselves. */
export function keepsCapability({ spec }: ContainerView, name: string): boolean {
  const { privileged, capabilities } = spec.securityContext ?? {};
  const has = (list: readonly string[] | undefined): boolean => (list ?? []).some((text) => ['ALL', name].includes(capabilityName(text)));
  return privileged === true || has(capabilities?.add) || (DEFAULT_CAPABILITIES.has(name) && !has(capabilities?.drop));
}

/** A place of the node as a container sees it. */
export interface MountedPlace extends NodePlace {
  readonly mount: VolumeMount;
  /** Of the node, with the part of the volume that is mounted. */
  readonly mounted: string;
  readonly mountIndex: number;
  readonly isWritable: boolean;
  /** Whether other file systems below, such as /proc under /, may be written to: read-only mounts leave them as they are. */
  readonly isWritableBelow: boolean;
}

export function mountedPlaces(scene: Scene, unit: Unit, container: ContainerView): MountedPlace[] {
  const mounts = container.spec.volumeMounts ?? [];
  if (mounts.length === 0) return [];
  const places = scene.placesOf(unit);
  return mounts.flatMap((mount, mountIndex) =>
    places
      .filter(({ volume, isDevice }) => volume === mount.name && !isDevice)
      .map((place) => {
        const isWritable = mount.readOnly !== true && !place.isReadOnly;
        return {
          ...place,
          mount,
          // A part whose name comes from a variable is somewhere below.
          mounted: normalisePath(`${place.path}/${mount.subPath ?? ''}`),
          mountIndex,
          isWritable,
          isWritableBelow: isWritable || !['Enabled', 'IfPossible'].includes(mount.recursiveReadOnly ?? ''),
        };
      }),
  );
}

/** What a place says about itself. */
export function groundOfPlace({ object, field, mounted, isWritable }: MountedPlace): Ground {
  return { text: `${mounted} of the node is mounted ${isWritable ? 'writable' : 'read-only'}`, object, path: field };
}

/** Edits after which the container does not see the place any more. */
export function cutPlace(unit: Unit, { volume }: NodePlace): CandidateEdit[] {
  return (unit.pod.spec.volumes ?? []).some(({ name }) => name === volume) ? [removeVolume(unit, volume)] : [];
}

/** Whether a path holds another, or is it. */
export function holds(path: string, inner: string): boolean {
  return path === '/' || inner === path || inner.startsWith(`${path}/`);
}
