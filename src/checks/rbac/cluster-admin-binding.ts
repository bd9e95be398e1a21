import type { Check } from '../define.ts';
import { defineBindingOf } from './define-binding-of.ts';

export const clusterAdminBinding: Check = defineBindingOf({
  id: 'rbac/cluster-admin-binding',
  title: 'Somebody is bound to cluster-admin',
  severity: 'high',
  why: 'cluster-admin may do everything with everything: whoever gets hold of one such account, its token, its laptop or its pod, has the cluster and every Secret in it.',
  remedy:
    'Bind a role with the rights that are used instead. roleRef cannot be changed in a live cluster: create the new binding, then delete this one. People should have cluster-admin for an hour and an incident, not for good.',
  standards: {
    cis: ['5.1.1'],
    nsa: ['rbac'],
    owasp: ['K03'],
    mitre: ['T1078', 'T1098.006'],
    microsoft: ['MS-TA9019'],
    cks: ['cluster-hardening'],
  },
  aliases: {
    trivy: ['KSV111', 'AVD-KSV-0111'],
    kubescape: ['C-0035', 'C-0185'],
    'kube-linter': ['cluster-admin-role-binding'],
    polaris: ['clusterrolebindingClusterAdmin'],
    'kube-bench': ['5.1.1'],
  },
  severityOf: ({ kind, roleRef }) =>
    kind === 'ClusterRoleBinding' && roleRef.kind === 'ClusterRole' && roleRef.name === 'cluster-admin' ? 'high' : undefined,
});
