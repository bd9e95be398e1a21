import type { ContainerView } from '../../../kubernetes/index.ts';
import { resolveSetting } from '../../../kubernetes/index.ts';
import { type AttackStep, defineStep, open, type Premise } from '../../define-step.ts';
import { switchOff } from '../../edits/workload-edits.ts';
import type { Unit } from '../../scene/units.ts';
import { everyContainer, isLasting, keepsCapability, rootInPod } from '../containers.ts';

/**
 * Whether a process of one container may look into those of another: with the same user and no fewer capabilities, as root that takes the user
 * of others, or with SYS_PTRACE (https://man7.org/linux/man-pages/man2/ptrace.2.html, "Ptrace access mode checking").
 */
function reaches(unit: Unit, container: ContainerView, other: ContainerView): readonly Premise[] | undefined {
  const userOf = (one: ContainerView): number | undefined => resolveSetting(unit.pod, one, 'runAsUser').value;
  const [own, others] = [userOf(container), userOf(other)];
  const adds = (one: ContainerView): readonly string[] => one.spec.securityContext?.capabilities?.add ?? [];
  const hasNoMore = other.spec.securityContext?.privileged !== true && adds(other).every((name) => adds(container).includes(name));
  if (own !== undefined && own === others && own !== 0 && hasNoMore) return [];
  const asRoot = rootInPod(unit, container);
  if (!asRoot) {
    return own === undefined || others === undefined
      ? [open(`containers ${container.name} and ${other.name} run as the same user`)]
      : undefined;
  }
  if (keepsCapability(container, 'SYS_PTRACE')) return asRoot;
  if (!hasNoMore) return undefined;
  if (keepsCapability(container, 'SETUID') && keepsCapability(container, 'SETGID')) return asRoot;
  return others === 0 ? asRoot : others === undefined ? [...asRoot, open(`container ${other.name} runs as root as well`)] : undefined;
}

export const sharedProcesses: AttackStep = defineStep({
  id: 'inside/shared-processes',
  phase: 'inside',
  title: 'Reach into another container of the pod',
  condition:
    'The containers share a process namespace: whoever has the same user, or is root and may take it, sees the files and the variables of the others under /proc, as long as they hold no more capabilities.',
  mitre: ['T1552.001'],
  microsoft: ['MS-TA9007'],
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/',
  effort: 2,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      if (unit.pod.spec.shareProcessNamespace !== true) continue;
      for (const other of unit.pod.containers) {
        if (other === container || !isLasting(other)) continue;
        const premises = reaches(unit, container, other);
        if (!premises) continue;
        const path = [...unit.pod.path, 'shareProcessNamespace'];
        yield {
          from: [fact],
          to: { kind: 'container', unit, container: other },
          says: `reaches from container ${container.name} into container ${other.name} of ${unit.title}`,
          premises,
          grounds: () => [{ text: 'the containers share their processes', object: unit.object, path }],
          cuts: () => [switchOff(unit, path, 'containers that signal or watch each other stop doing so')],
        };
      }
    }
  },
});
