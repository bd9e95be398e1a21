import type { Check } from '../define.ts';
import { defineBindingOf } from './define-binding-of.ts';

const BROAD: ReadonlySet<string> = new Set(['admin', 'edit']);

export const broadRoleClusterWide: Check = defineBindingOf({
  id: 'rbac/broad-role-cluster-wide',
  title: 'Role for the people of one namespace is bound in the whole cluster',
  severity: 'high',
  why: 'admin and edit are made for one namespace. In the whole cluster they read every Secret and start pods in kube-system under the accounts of its controllers, which is little less than cluster-admin.',
  remedy:
    'Replace the ClusterRoleBinding by RoleBindings in the namespaces that are meant. roleRef and kind cannot be changed in a live cluster: create the new bindings, then delete this one.',
  standards: {
    cis: ['5.1.1', '5.1.2', '5.1.4'],
    nsa: ['rbac'],
    owasp: ['K03'],
    mitre: ['T1078'],
    microsoft: ['MS-TA9019'],
    cks: ['cluster-hardening'],
  },
  aliases: { kubescape: ['C-0272'] },
  unseen: 'No binding that was looked at gives rights in this way.',
  severityOf: ({ kind, roleRef }) =>
    kind === 'ClusterRoleBinding' && roleRef.kind === 'ClusterRole' && BROAD.has(roleRef.name) ? 'high' : undefined,
});
