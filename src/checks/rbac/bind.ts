import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';
import { powerfulRoles } from './powerful-names.ts';

export const bind: Check = defineRight({
  id: 'rbac/bind',
  title: 'Somebody may bind any role',
  severity: 'high',
  inNamespace: 'medium',
  why: 'The verb bind lets its holder give any role, cluster-admin included, to anybody, whatever the holder may do otherwise.',
  remedy:
    'Limit bind to reviewed roles with resourceNames, or remove it: without it, bindings can be made of roles whose rights the binder holds.',
  standards: { cis: ['5.1.8'], nsa: ['rbac'], owasp: ['K03'], mitre: ['T1098.006'], microsoft: ['MS-TA9019'], cks: ['cluster-hardening'] },
  aliases: { kubescape: ['C-0191'], checkov: ['CKV_K8S_157'], 'kube-linter': ['bind-verb-in-role'], 'kube-bench': ['5.1.8'] },
  rights: [{ apiGroup: 'rbac.authorization.k8s.io', resources: ['roles', 'clusterroles'], verbs: ['bind'] }],
  leavesStars: true,
  names: powerfulRoles,
  breaks: 'controllers that bind roles with rights they do not hold',
});
