import { type ContainerView, capabilityName, resolveSetting } from '../../kubernetes/index.ts';
import { type AttackStep, defineStep, type Ground, open, type Premise } from '../define-step.ts';
import { dropCapability } from '../edits/workload-edits.ts';
import type { Unit } from '../scene/units.ts';
import { becomesRoot, everyContainer, nodesOf, rootPremises } from './containers.ts';

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
  premises(unit: Unit, container: ContainerView): readonly Premise[] | undefined;
}

/** A way out of a container by one capability. */
export function defineCapabilityStep(step: CapabilityStep): AttackStep {
  const { id, capability, title, condition, reference, effort, does, to } = step;
  return defineStep({
    id,
    phase: 'node',
    title,
    condition,
    mitre: ['T1611', 'T1068'],
    microsoft: ['MS-TA9018'],
    reference,
    effort,
    *moves(scene) {
      for (const { unit, container, fact } of everyContainer(scene)) {
        if (!hasCapability(container, capability)) continue;
        const asRoot = rootPremises(unit.pod, container, becomesRoot);
        const further = step.premises(unit, container);
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

/** Whether AppArmor is switched off for a container; the profile of container runtimes denies mounts. */
export function appArmorPremises({ pod }: Unit, container: ContainerView): readonly Premise[] {
  const annotation = pod.metadata.annotations?.[`container.apparmor.security.beta.kubernetes.io/${container.name}`];
  const type = resolveSetting(pod, container, 'appArmorProfile').value?.type;
  if (type === 'Unconfined' || annotation === 'unconfined') return [];
  return [open('no AppArmor profile stops mounts: nodes without AppArmor have none, and the profile of container runtimes does')];
}
