import type { AttackStep } from '../../define-step.ts';
import { defineTechniqueStep } from '../through-api.ts';

export const bindRole: AttackStep = defineTechniqueStep({
  id: 'api/bind-role',
  technique: 'bind-role',
  title: 'Bind a role to oneself',
  condition: 'It may write bindings and has the verb bind for the role.',
  mitre: ['T1098.006'],
  microsoft: ['MS-TA9019'],
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-binding-creation-or-update',
  effort: 1,
  does: 'binds a role to itself and gets',
});
