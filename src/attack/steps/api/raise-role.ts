import type { AttackStep } from '../../define-step.ts';
import { defineTechniqueStep } from '../through-api.ts';

export const raiseRole: AttackStep = defineTechniqueStep({
  id: 'api/raise-role',
  technique: 'raise-role',
  title: 'Add rights to a role that one holds',
  condition: 'It may change the role and has the verb escalate for it.',
  mitre: ['T1098.006'],
  microsoft: ['MS-TA9019'],
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-creation-or-update',
  effort: 1,
  does: 'adds rights to its own role and gets',
});
