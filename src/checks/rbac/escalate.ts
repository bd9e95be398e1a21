import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const escalate: Check = defineRight({
  id: 'rbac/escalate',
  title: 'Somebody may give roles any right',
  severity: 'high',
  inNamespace: 'medium',
  why: 'The verb escalate switches off the rule that nobody can give away more than they have: one changed role later the holder may do everything that the role can be bound to.',
  remedy:
    'Remove escalate. Whoever manages roles should hold the rights that those roles give, or create bindings of reviewed roles with bind and resourceNames.',
  standards: { cis: ['5.1.8'], nsa: ['rbac'], owasp: ['K03'], mitre: ['T1098.006'], microsoft: ['MS-TA9019'], cks: ['cluster-hardening'] },
  aliases: { kubescape: ['C-0191'], checkov: ['CKV_K8S_158'], 'kube-linter': ['escalate-verb-in-role'], 'kube-bench': ['5.1.8'] },
  rights: [
    { apiGroup: 'rbac.authorization.k8s.io', resources: ['roles', 'clusterroles'], verbs: ['escalate', 'create', 'update', 'patch'] },
  ],
  // Writing a ClusterRole is a request without a namespace: a RoleBinding gives it for Roles alone.
  isLeft: ({ kind }, { resources }) => kind === 'namespaces' && !resources.includes('roles'),
  needs: ['escalate'],
  breaks: 'controllers that write roles with rights they do not hold',
});
