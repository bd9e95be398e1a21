import { type AttackStep, defineStep } from '../../define-step.ts';
import { switchOff } from '../../edits/workload-edits.ts';
import { becomesRoot, everyContainer, rootPremises } from '../containers.ts';

export const sharedProcesses: AttackStep = defineStep({
  id: 'inside/shared-processes',
  phase: 'inside',
  title: 'Reach into another container of the pod',
  condition: 'The containers share a process namespace, so root in one sees the file system and the variables of the others under /proc.',
  mitre: ['T1611'],
  microsoft: ['MS-TA9004'],
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/',
  effort: 2,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      if (unit.pod.spec.shareProcessNamespace !== true) continue;
      // Inside one pod the user ids are the same, whatever they are on the node.
      const premises = rootPremises({ ...unit.pod, spec: { ...unit.pod.spec, hostUsers: true } }, container, becomesRoot) ?? [];
      for (const other of unit.pod.containers) {
        if (other === container || other.kind === 'init') continue;
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
