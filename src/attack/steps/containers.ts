import {
  type ContainerView,
  findHostPaths,
  type HostPath,
  normalisePath,
  type PodView,
  resolveSetting,
  type VolumeMount,
} from '../../kubernetes/index.ts';
import { type Ground, open, type Premise } from '../define-step.ts';
import { type Fact, SOME_NODE, SOME_WORKER } from '../facts.ts';
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

/** The nodes on which a unit runs. */
export function nodesOf({ nodes, toleratesControlPlane }: Unit): readonly string[] {
  return nodes ?? [toleratesControlPlane ? SOME_NODE : SOME_WORKER];
}

/**
 * Who a process in a container is on the node: `undefined` where nobody there can be root, since the pod has user ids of its own
 * (https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/).
 */
export function rootPremises(pod: PodView, container: ContainerView, otherwise: (user: string) => Premise): readonly Premise[] | undefined {
  if (pod.spec.hostUsers === false) return undefined;
  const user = resolveSetting(pod, container, 'runAsUser').value;
  if (user === 0) return [];
  if (user !== undefined) return [otherwise(`user ${user}`)];
  if (resolveSetting(pod, container, 'runAsNonRoot').value === true) return [otherwise('its user, who is not root')];
  return [open('the image runs as root, since nothing here says which user it runs as')];
}

/** How a user who is not root may become root in a container that allows it. */
export function becomesRoot(user: string): Premise {
  return open(`the image holds a program by which ${user} becomes root`);
}

/** A place of the node as a container sees it. */
export interface MountedHostPath extends HostPath {
  readonly mount: VolumeMount;
  /** Of the node, with the part of the volume that is mounted. */
  readonly mounted: string;
  readonly mountIndex: number;
}

export function mountedHostPaths(pod: PodView, container: ContainerView): MountedHostPath[] {
  const paths = findHostPaths(pod);
  return (container.spec.volumeMounts ?? []).flatMap((mount, mountIndex) => {
    const path = paths.find(({ volume }) => volume === mount.name);
    // A part whose name comes from a variable is somewhere below.
    const mounted = path && normalisePath(`${path.path}/${mount.subPath ?? ''}`);
    return path && mounted ? [{ ...path, mount, mounted, mountIndex, isWritable: mount.readOnly !== true }] : [];
  });
}

/** What a host path says about itself. */
export function groundOfPath({ object }: Unit, { field, mounted, isWritable }: MountedHostPath): Ground {
  return { text: `${mounted} of the node is mounted ${isWritable ? 'writable' : 'read-only'}`, object, path: field };
}

/** Whether a path holds another, or is it. */
export function holds(path: string, inner: string): boolean {
  return path === '/' || inner === path || inner.startsWith(`${path}/`);
}
