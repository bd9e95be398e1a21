import type { AttackStep } from '../../define-step.ts';
import { defineTechniqueStep } from '../through-api.ts';

export const fullRights: AttackStep = defineTechniqueStep({
  id: 'api/full-rights',
  technique: 'full-rights',
  title: 'Use every right in the cluster',
  condition: 'A binding for the whole cluster gives every verb on every resource.',
  mitre: ['T1078'],
  microsoft: ['MS-TA9019'],
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
  effort: 1,
  does: 'holds',
});
