import { hostPathGroup } from '../../../kubernetes/index.ts';
import { type AttackStep, defineStep } from '../../define-step.ts';
import { mountReadOnly, removeVolume } from '../../edits/workload-edits.ts';
import { everyContainer, groundOfPath, holds, mountedHostPaths, nodesOf, rootPremises } from '../containers.ts';

export const corePattern: AttackStep = defineStep({
  id: 'node/core-pattern',
  phase: 'node',
  title: 'Have the kernel run a program when another crashes',
  condition:
    '/proc of the node is mounted writable and the user of the container is root: what /proc/sys/kernel/core_pattern names runs on the node as root.',
  mitre: ['T1611'],
  microsoft: ['MS-TA9013'],
  reference: 'https://man7.org/linux/man-pages/man5/core.5.html',
  effort: 2,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      for (const path of mountedHostPaths(unit.pod, container)) {
        // The whole file system speaks in a step of its own.
        if (!path.isWritable || hostPathGroup(path.mounted) !== 'proc' || !holds(path.mounted, '/proc/sys/kernel/core_pattern')) continue;
        const premises = rootPremises(unit.pod, container, () => ({ kind: 'open', text: '' }));
        // The file is written by user 0 alone.
        if (!premises || premises.some(({ text }) => text === '')) continue;
        for (const node of nodesOf(unit)) {
          yield {
            from: [fact],
            to: { kind: 'node', node },
            says: `has the kernel run a program on the node by ${path.mounted}, from container ${container.name} of ${unit.title}`,
            premises,
            grounds: () => [groundOfPath(unit, path)],
            cuts: () => [mountReadOnly(unit, container, path.volume), removeVolume(unit, path.volume)],
          };
        }
      }
    }
  },
});
