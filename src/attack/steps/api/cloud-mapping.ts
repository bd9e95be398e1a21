import type { AttackStep } from '../../define-step.ts';
import { defineTechniqueStep } from '../through-api.ts';

export const cloudMapping: AttackStep = defineTechniqueStep({
  id: 'api/cloud-mapping',
  technique: 'cloud-mapping',
  title: 'Map a cloud identity to system:masters',
  condition: 'The ConfigMap kube-system/aws-auth maps identities of AWS to groups, and it may change it.',
  mitre: ['T1098'],
  microsoft: ['MS-TA9001'],
  reference: 'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
  effort: 2,
  does: 'maps an identity of the cloud to system:masters and gets',
});
