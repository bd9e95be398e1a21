import { type AttackStep, defineStep } from '../../define-step.ts';
import { creations } from './creations.ts';

export const mountSecret: AttackStep = defineStep({
  id: 'api/mount-secret',
  phase: 'api',
  title: 'Mount a Secret into a pod of one’s own',
  condition:
    'It may create pods, or what the cluster makes pods of, in the namespace of the Secret: a pod may mount any Secret beside it, whether or not its creator may read Secrets. The pod must be admitted.',
  mitre: ['T1610', 'T1552.007'],
  microsoft: ['MS-TA9008', 'MS-TA9025'],
  reference: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation',
  effort: 1,
  *moves({ ofKind, admission, namespace: fallback }) {
    for (const { name, namespace = fallback } of ofKind('', 'Secret')) {
      const verdict = admission.admits('plain', namespace);
      if (verdict.kind === 'refused') continue;
      yield {
        from: [creations(namespace)],
        to: { kind: 'secret', namespace, name },
        says: `creates a pod that mounts Secret ${namespace}/${name}`,
        premises: verdict.premises,
      };
    }
  },
});
