import { type AttackStep, defineStep } from '../../define-step.ts';
import { dropCapability, switchOff } from '../../edits/workload-edits.ts';
import { groundsOfCapability, hasCapability } from '../capabilities.ts';
import { becomesRoot, everyContainer, nodesOf, rootPremises } from '../containers.ts';

export const hostProcesses: AttackStep = defineStep({
  id: 'node/host-processes',
  phase: 'node',
  title: 'Take over a process of the node',
  condition:
    'The pod shares the processes of its node (hostPID), and the container has the capability SYS_PTRACE, with which root writes into processes outside.',
  mitre: ['T1611', 'T1068'],
  microsoft: ['MS-TA9018'],
  reference: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#host-namespaces',
  effort: 2,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      // A privileged container needs no process for it.
      if (unit.pod.spec.hostPID !== true || !hasCapability(container, 'SYS_PTRACE')) continue;
      const premises = rootPremises(unit.pod, container, becomesRoot);
      if (!premises) continue;
      const path = [...unit.pod.path, 'hostPID'];
      for (const node of nodesOf(unit)) {
        yield {
          from: [fact],
          to: { kind: 'node', node },
          says: `takes over a process of the node from container ${container.name} of ${unit.title}`,
          premises,
          grounds: () => [
            { text: 'the pod shares the processes of its node', object: unit.object, path },
            ...groundsOfCapability(unit, container, 'SYS_PTRACE'),
          ],
          cuts: () => [
            switchOff(unit, path, 'a program that watches or signals processes of the node stops working'),
            ...[dropCapability(unit, container, ['SYS_PTRACE', 'ALL'])].filter((edit) => edit !== undefined),
          ],
        };
      }
    }
  },
});
