import { stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';
import { BINDING_KINDS } from './bindings.ts';
import { RBAC_GROUP } from './policy-of-world.ts';

export const roleRefGroup: Check = defineCheck({
  id: 'rbac/role-ref-group',
  title: 'Reference to a role of a foreign group',
  severity: 'medium',
  on: 'object',
  kinds: BINDING_KINDS,
  why: 'The API server refuses the binding, so the rights that it should give or narrow are not what the file says.',
  remedy: `Set roleRef.apiGroup to ${RBAC_GROUP}.`,
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'Manifests that are published have been applied, so this mistake is not in them.',
  fix: setField(RBAC_GROUP, 'nothing that works today: the API server begins to accept the binding, and it gives what it says', {
    risky: true,
  }),
  *evaluate({ object }) {
    const group = stringAt(object.value, 'roleRef', 'apiGroup');
    if (group !== undefined && group !== '' && group !== RBAC_GROUP)
      yield { path: ['roleRef', 'apiGroup'], message: `roles are of the group ${RBAC_GROUP}, not of ${group}` };
  },
});
