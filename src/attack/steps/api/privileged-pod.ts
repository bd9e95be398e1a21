import type { AttackStep } from '../../define-step.ts';
import { defineTechniqueStep } from '../through-api.ts';

export const privilegedPod: AttackStep = defineTechniqueStep({
  id: 'api/privileged-pod',
  technique: 'privileged-pod',
  title: 'Create a pod that owns its node',
  condition:
    'It may create pods, or what the cluster makes pods of, in a namespace where admission lets a privileged pod in, or may change the label of the namespace that stops it.',
  mitre: ['T1610', 'T1611'],
  microsoft: ['MS-TA9008', 'MS-TA9018'],
  reference: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation',
  effort: 1,
  does: 'creates a privileged pod and gets',
  pod: 'privileged',
});
