import { defaultRole } from '../../engines/rbac/index.ts';
import type { Check } from '../define.ts';
import { defineBindingOf } from './define-binding-of.ts';
import { worstRank } from './powers-in-words.ts';

export const systemRoleBinding: Check = defineBindingOf({
  id: 'rbac/system-role-binding',
  title: 'Role of a component of the cluster is bound to somebody else',
  severity: 'medium',
  why: 'The roles named system: are cut for the components of the control plane. They change with every release, and several of them read all Secrets or start any pod.',
  remedy:
    'Write a role with the rights that are used and bind that. roleRef cannot be changed in a live cluster: create the new binding, then delete this one.',
  standards: { cis: ['5.1.1'], nsa: ['rbac'], owasp: ['K03'], mitre: ['T1078'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'No binding that was looked at gives rights in this way.',
  severityOf: (binding, role) => {
    if (!role.name.startsWith('system:') || !defaultRole(role)) return undefined;
    const rank = worstRank(role.rules, binding.kind === 'RoleBinding');
    if (rank > 2) return undefined;
    return rank === 1 && binding.kind === 'ClusterRoleBinding' ? 'high' : 'medium';
  },
});
