import { listAt } from '../../core/index.ts';
import { defaultRole } from '../../engines/rbac/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { ROLE_KINDS } from './define-right.ts';
import { policyOfWorld } from './policy-of-world.ts';
import { describePowers } from './powers-in-words.ts';

export const unusedRole: Check = defineCheck({
  id: 'rbac/unused-role',
  title: 'Role that nobody is bound to',
  severity: 'info',
  on: 'object',
  kinds: ROLE_KINDS,
  why: 'It gives nothing today, and lies ready: one binding, made in haste, gives all of it, and nobody reviews the role then.',
  remedy: 'Delete the role, or add the binding that is kept elsewhere to what is scanned.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'Roles in the manifests that were looked at come with their bindings.',
  scope: 'world',
  *evaluate({ object }, { world }) {
    const policy = policyOfWorld(world);
    const role = policy.roleOf(object);
    // Where no bindings are kept at all, they are made by other means.
    if (!role || !policy.hasBindings || defaultRole(role) || listAt(object.value, 'rules').length === 0) return;
    if (policy.bindingsTo(role).length > 0 || policy.gatherersOf(role).length > 0) return;
    // A binding that names no namespace may be installed where the role is.
    if (policy.isNamedAnywhere(role)) return;
    const powers = describePowers(role.rules, role.kind === 'Role');
    yield {
      path: ['metadata', 'name'],
      severity: powers === '' ? 'info' : 'low',
      message: powers === '' ? 'nobody is bound to it' : `nobody is bound to it; a binding would give ${powers}`,
    };
  },
});
