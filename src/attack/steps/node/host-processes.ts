import { type AttackStep, defineStep } from '../../define-step.ts';
import { dropCapability, switchOff } from '../../edits/workload-edits.ts';
import { appArmorPremises, groundsOfCapability, hasCapability, seccompPremises } from '../capabilities.ts';
import { everyContainer, nodesOf, rootOnNode } from '../containers.ts';

export const hostProcesses: AttackStep = defineStep({
  id: 'node/host-processes',
  phase: 'node',
  title: 'Take over a process of the node',
  condition:
    'The pod shares the processes of its node (hostPID), the container adds SYS_PTRACE and its user is root: it writes into processes outside, or walks through /proc/1/root. The AppArmor profile of container runtimes keeps it from processes outside.',
  mitre: ['T1611'],
  microsoft: ['MS-TA9018'],
  reference: 'https://man7.org/linux/man-pages/man2/ptrace.2.html',
  effort: 2,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      // A privileged container needs no process for it.
      if (unit.pod.spec.hostPID !== true || !hasCapability(container, 'SYS_PTRACE')) continue;
      const asRoot = rootOnNode(unit, container, scene);
      const appArmor = appArmorPremises(unit, container, 'to look into processes outside');
      if (!asRoot || !appArmor) continue;
      const path = [...unit.pod.path, 'hostPID'];
      for (const node of nodesOf(unit)) {
        yield {
          from: [fact],
          to: { kind: 'node', node },
          says: `takes over a process of the node from container ${container.name} of ${unit.title}`,
          premises: [...asRoot, ...appArmor, ...seccompPremises(unit, container, 'ptrace')],
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
