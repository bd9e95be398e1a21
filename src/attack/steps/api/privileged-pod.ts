import { resourceAction } from '../../../engines/rbac/index.ts';
import { type AttackStep, defineStep, usual } from '../../define-step.ts';
import { enforceBaseline } from '../../edits/access-edits.ts';
import { CHOSEN_NODE } from '../../facts.ts';
import { creations } from './creations.ts';

export const privilegedPod: AttackStep = defineStep({
  id: 'api/privileged-pod',
  phase: 'api',
  title: 'Create a pod that owns its node',
  condition:
    'It may create pods, or what the cluster makes pods of, in a namespace where admission lets a privileged pod in, or may change the label of the namespace that stops it.',
  mitre: ['T1610', 'T1611'],
  microsoft: ['MS-TA9008', 'MS-TA9018'],
  reference: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation',
  effort: 1,
  *moves(scene) {
    const { admission, surroundings } = scene;
    for (const namespace of surroundings.namespaces.keys()) {
      const says = `creates a privileged pod in namespace ${namespace}`;
      const verdict = admission.admits('privileged', namespace);
      if (verdict.kind === 'admitted') {
        yield {
          from: [creations(namespace)],
          to: { kind: 'node', node: CHOSEN_NODE },
          says,
          premises: verdict.premises,
          cuts: () => enforceBaseline(namespace, scene),
        };
      }
      const { level } = admission.levelOf(namespace);
      // What is refused for another reason than the label stays refused without it.
      const plain = admission.admits('plain', namespace);
      if (plain.kind === 'refused') continue;
      const label = {
        kind: 'one-of',
        actions: ['update', 'patch'].map((verb) => resourceAction(verb, 'namespaces', { namespace, name: namespace })),
      } as const;
      yield {
        from: [creations(namespace), label],
        to: { kind: 'node', node: CHOSEN_NODE },
        says,
        premises: [usual(`the label by which namespace ${namespace} enforces ${level} is changed first`), ...plain.premises],
      };
    }
  },
});
