import type { AttackStep } from '../../define-step.ts';
import { defineTechniqueStep } from '../through-api.ts';

export const createPod: AttackStep = defineTechniqueStep({
  id: 'api/create-pod',
  technique: 'create-pod',
  title: 'Create a pod that runs as a service account',
  condition:
    'It may create pods, or anything that the cluster makes pods of, in a namespace; each may run as any service account there. The pod must be admitted.',
  mitre: ['T1610', 'T1528'],
  microsoft: ['MS-TA9008', 'MS-TA9016'],
  reference: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation',
  effort: 1,
  does: 'creates a pod that runs as',
  needsPod: true,
});
