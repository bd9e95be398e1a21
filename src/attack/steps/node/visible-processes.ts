import { type ContainerView, capabilityName, DEFAULT_CAPABILITIES } from '../../../kubernetes/index.ts';
import { type AttackStep, defineStep, open, type Premise } from '../../define-step.ts';
import { switchOff } from '../../edits/workload-edits.ts';
import type { Fact } from '../../facts.ts';
import type { Scene } from '../../scene/scene.ts';
import type { Unit } from '../../scene/units.ts';
import { everyContainer, isLasting, keepsCapability, nodesOf, rootOnNode } from '../containers.ts';
import { isOnNode } from '../from-node/pods-of-node.ts';

/** A process shows its variables and files to whoever has its user and all of its capabilities: https://man7.org/linux/man-pages/man2/ptrace.2.html */
function holdsMore({ spec }: ContainerView): boolean {
  const { privileged, capabilities } = spec.securityContext ?? {};
  return privileged === true || (capabilities?.add ?? []).some((text) => !DEFAULT_CAPABILITIES.has(capabilityName(text)));
}

function* environments(
  scene: Scene,
  nodes: ReadonlySet<string>,
): Generator<{ unit: Unit; container: ContainerView; node: string; premises: readonly Premise[] }> {
  for (const node of nodes) {
    for (const unit of scene.units) {
      const premises = isOnNode(scene, unit, node);
      if (!premises) continue;
      for (const container of unit.pod.containers)
        if (isLasting(container) && !holdsMore(container)) yield { unit, container, node, premises };
    }
  }
}

export const visibleProcesses: AttackStep = defineStep({
  id: 'node/visible-processes',
  phase: 'node',
  title: 'Look into other pods through their processes',
  condition:
    'The pod shares the processes of its node (hostPID). Root without SYS_PTRACE sees the arguments of all, and the variables and files of processes of the same user that hold no more capabilities than its own: those of ordinary containers of other pods, once it takes their user (SETUID), but none of the node itself.',
  mitre: ['T1611', 'T1552.001'],
  microsoft: ['MS-TA9018', 'MS-TA9027'],
  reference: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#host-namespaces',
  effort: 2,
  *moves(scene) {
    const nodes = new Set<string>();
    for (const { unit, container, fact } of everyContainer(scene)) {
      if (unit.pod.spec.hostPID !== true || !keepsCapability(container, 'SETUID') || !keepsCapability(container, 'SETGID')) continue;
      const premises = rootOnNode(unit, container, scene);
      if (!premises) continue;
      const path = [...unit.pod.path, 'hostPID'];
      for (const node of nodesOf(unit)) {
        nodes.add(node);
        yield {
          from: [fact],
          to: { kind: 'processes', node },
          says: `sees the processes of the node from container ${container.name} of ${unit.title}`,
          premises,
          grounds: () => [{ text: 'the pod shares the processes of its node', object: unit.object, path }],
          cuts: () => [switchOff(unit, path, 'a program that watches or signals processes of the node stops working')],
        };
      }
    }
    for (const { unit, container, node, premises } of environments(scene, nodes)) {
      const to: Fact = { kind: 'container', unit, container };
      yield {
        from: [{ kind: 'processes', node }],
        to,
        says: `reaches container ${container.name} of ${unit.title} through its processes`,
        premises: [
          ...premises,
          open(`no AppArmor profile of its own and no kernel of its own keeps others from container ${container.name}`),
        ],
      };
    }
  },
});
