import { type AttackStep, defineStep } from '../../define-step.ts';
import { switchOff } from '../../edits/workload-edits.ts';
import { everyContainer, nodesOf, rootOnNode } from '../containers.ts';

export const privilegedContainer: AttackStep = defineStep({
  id: 'node/privileged-container',
  phase: 'node',
  title: 'Mount the disk of the node from a privileged container',
  condition:
    'The container is privileged, so that root in it sees the devices of the node and has every capability. A pod with user ids or a kernel of its own is no way out, and a user other than root must become root first.',
  mitre: ['T1611'],
  microsoft: ['MS-TA9018'],
  reference: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#privileged-containers',
  effort: 1,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      if (container.spec.securityContext?.privileged !== true) continue;
      const premises = rootOnNode(unit, container, scene);
      if (!premises) continue;
      const path = [...container.path, 'securityContext', 'privileged'];
      for (const node of nodesOf(unit)) {
        yield {
          from: [fact],
          to: { kind: 'node', node },
          says: `leaves the privileged container ${container.name} of ${unit.title} for its node`,
          premises,
          grounds: () => [{ text: `container ${container.name} is privileged`, object: unit.object, path }],
          cuts: () => [switchOff(unit, path, 'a program that needs devices or kernel settings of the node stops working', 8)],
        };
      }
    }
  },
});
