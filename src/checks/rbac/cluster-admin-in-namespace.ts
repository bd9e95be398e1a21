import type { Check } from '../define.ts';
import { defineBindingOf } from './define-binding-of.ts';

export const clusterAdminInNamespace: Check = defineBindingOf({
  id: 'rbac/cluster-admin-in-namespace',
  title: 'Somebody is bound to cluster-admin in a namespace',
  severity: 'medium',
  why: 'Inside the namespace nothing is held back: quotas, network policies and bindings that the team should live with can be removed, and the labels that enforce Pod Security with them.',
  remedy:
    'Bind admin or edit, or a Role with the rights that are used. roleRef cannot be changed in a live cluster: create the new binding, then delete this one.',
  standards: {
    cis: ['5.1.1'],
    nsa: ['rbac'],
    owasp: ['K03'],
    mitre: ['T1078'],
    microsoft: ['MS-TA9019'],
    cks: ['cluster-hardening'],
  },
  aliases: { polaris: ['rolebindingClusterAdminClusterRole'], kubescape: ['C-0185'] },
  unseen: 'No binding that was looked at gives rights in this way.',
  // In the namespace of the cluster's own components it is worth the cluster.
  severityOf: ({ kind, roleRef, namespace }) => {
    if (kind !== 'RoleBinding' || roleRef.kind !== 'ClusterRole' || roleRef.name !== 'cluster-admin') return undefined;
    return namespace === 'kube-system' ? 'high' : 'medium';
  },
});
