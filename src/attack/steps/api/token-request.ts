import type { AttackStep } from '../../define-step.ts';
import { defineTechniqueStep } from '../through-api.ts';

export const tokenRequest: AttackStep = defineTechniqueStep({
  id: 'api/token-request',
  technique: 'token-request',
  title: 'Ask for a token of a service account',
  condition: 'It may create serviceaccounts/token; the token is valid for as long as it asks for.',
  mitre: ['T1528'],
  microsoft: ['MS-TA9016'],
  reference: 'https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/',
  effort: 1,
  does: 'asks for a token of',
});
