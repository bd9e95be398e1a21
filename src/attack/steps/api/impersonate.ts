import type { AttackStep } from '../../define-step.ts';
import { defineTechniqueStep } from '../through-api.ts';

export const impersonate: AttackStep = defineTechniqueStep({
  id: 'api/impersonate',
  technique: 'impersonate',
  title: 'Send requests in the name of another',
  condition: 'It may impersonate the user, the group together with a user, or the service account.',
  mitre: ['T1078'],
  microsoft: ['MS-TA9029'],
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/',
  effort: 1,
  does: 'sends requests in the name of',
});
