import { type ContainerView, capabilityName, resolveSetting } from '../../kubernetes/index.ts';
import { type AttackStep, defineStep, type Ground, open, type Premise } from '../define-step.ts';
import { dropCapability } from '../edits/workload-edits.ts';
import type { Scene } from '../scene/scene.ts';
import type { Unit } from '../scene/units.ts';
import { everyContainer, nodesOf, rootOnNode } from './containers.ts';

/** Whether a container that is not privileged has a capability that runtimes do not give by themselves. */
export function hasCapability({ spec }: ContainerView, name: string): boolean {
  if (spec.securityContext?.privileged === true) return false;
  // What is added counts, also beside "drop: ALL".
  return (spec.securityContext?.capabilities?.add ?? []).some((text) => ['ALL', name].includes(capabilityName(text)));
}

export function groundsOfCapability({ object }: Unit, { name, path, spec }: ContainerView, capability: string): Ground[] {
  const added = spec.securityContext?.capabilities?.add ?? [];
  const index = added.findIndex((text) => ['ALL', capability].includes(capabilityName(text)));
  return [
    {
      text: `container ${name} adds the capability ${added[index] ?? capability}`,
      object,
      path: [...path, 'securityContext', 'capabilities', 'add', index],
    },
  ];
}

interface CapabilityStep {
  readonly id: string;
  readonly capability: string;
  readonly title: string;
  readonly condition: string;
  readonly reference: string;
  readonly effort: number;
  /** What the attacker does, from the container on. */
  readonly does: string;
  readonly to: 'node' | 'files';
  premises(unit: Unit, container: ContainerView, scene: Scene): readonly Premise[] | undefined;
}

/** A way out of a container by one capability. */
export function defineCapabilityStep(step: CapabilityStep): AttackStep {
  const { id, capability, title, condition, reference, effort, does, to } = step;
  return defineStep({
    id,
    phase: 'node',
    title,
    condition,
    mitre: ['T1611'],
    microsoft: ['MS-TA9018'],
    reference,
    effort,
    *moves(scene) {
      for (const { unit, container, fact } of everyContainer(scene)) {
        if (!hasCapability(container, capability)) continue;
        const asRoot = rootOnNode(unit, container, scene);
        const further = step.premises(unit, container, scene);
        if (!asRoot || !further) continue;
        for (const node of nodesOf(unit)) {
          yield {
            from: [fact],
            to: { kind: to, node },
            says: `${does} from container ${container.name} of ${unit.title}`,
            premises: [...asRoot, ...further],
            grounds: () => groundsOfCapability(unit, container, capability),
            cuts: () => [dropCapability(unit, container, [capability, 'ALL'])].filter((edit) => edit !== undefined),
          };
        }
      }
    },
  });
}

/**
 * The AppArmor profile that confines a container: the annotation of releases before 1.30 counts where no field says anything. `unknown`
 * means that of the container runtime where nodes have AppArmor, and none where they do not.
 */
export function appArmorOf({ pod }: Unit, container: ContainerView): 'none' | 'runtime' | 'own' | 'unknown' {
  const annotation = pod.metadata.annotations?.[`container.apparmor.security.beta.kubernetes.io/${container.name}`];
  const type = resolveSetting(pod, container, 'appArmorProfile').value?.type ?? annotation?.split('/')[0];
  switch (type?.toLowerCase()) {
    case 'unconfined':
      return 'none';
    case 'runtimedefault':
    case 'runtime':
      return 'runtime';
    case 'localhost':
      return 'own';
    default:
      return 'unknown';
  }
}

/** Whether AppArmor lets something happen that the profile of container runtimes denies. `instead` is another way where it is known to deny it. */
export function appArmorPremises(unit: Unit, container: ContainerView, what: string, instead?: string): readonly Premise[] | undefined {
  switch (appArmorOf(unit, container)) {
    case 'none':
      return [];
    case 'own':
      return [open(`the AppArmor profile of the container allows ${what}`)];
    case 'runtime':
      return instead === undefined ? undefined : [open(instead)];
    case 'unknown':
      return [open(`no AppArmor profile denies ${what}: nodes without AppArmor have none, and the profile of container runtimes does`)];
  }
}

/** Whether a seccomp profile of one's own may stand in the way; that of container runtimes lets through what a capability is for. */
export function seccompPremises({ pod }: Unit, container: ContainerView, call: string): readonly Premise[] {
  return resolveSetting(pod, container, 'seccompProfile').value?.type === 'Localhost'
    ? [open(`the seccomp profile of the container lets ${call} through`)]
    : [];
}
