import type { AttackStep } from '../../define-step.ts';
import { defineTechniqueStep } from '../through-api.ts';

export const createTokenSecret: AttackStep = defineTechniqueStep({
  id: 'api/create-token-secret',
  technique: 'create-token-secret',
  title: 'Have the cluster write a token into a Secret, and read it',
  condition: 'It may create Secrets and read them in the namespace of the service account.',
  mitre: ['T1528'],
  microsoft: ['MS-TA9016'],
  reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets',
  effort: 2,
  does: 'creates a Secret for a token and reads the token of',
});
