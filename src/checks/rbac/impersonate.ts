import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';
import { powerfulIdentities } from './powerful-names.ts';

export const impersonate: Check = defineRight({
  id: 'rbac/impersonate',
  title: 'Somebody may act as others',
  severity: 'high',
  inNamespace: 'medium',
  why: 'Whoever impersonates a user, group or service account has all its rights; system:masters is a group, and the API server asks no further for its members.',
  remedy: 'Limit impersonate to the users or accounts that are meant with resourceNames, never for groups without names; or remove it.',
  standards: { cis: ['5.1.8'], nsa: ['rbac'], owasp: ['K03'], mitre: ['T1078'], microsoft: ['MS-TA9016'], cks: ['cluster-hardening'] },
  aliases: {
    trivy: ['KSV043', 'AVD-KSV-0043'],
    kubescape: ['C-0065', 'C-0191'],
    checkov: ['CKV2_K8S_3'],
    'kube-linter': ['impersonate-without-resource-names'],
    'kube-bench': ['5.1.8'],
  },
  unseen: 'No role that was looked at gives this right by its name.',
  rights: [
    { apiGroup: '', resources: ['users', 'groups', 'serviceaccounts'], verbs: ['impersonate'] },
    { apiGroup: 'authentication.k8s.io', resources: ['users', 'groups'], verbs: ['impersonate:user-info'] },
    { apiGroup: 'authentication.k8s.io', resources: ['serviceaccounts'], verbs: ['impersonate:serviceaccount'] },
    { apiGroup: 'authentication.k8s.io', resources: ['nodes'], verbs: ['impersonate:arbitrary-node'] },
  ],
  names: powerfulIdentities,
  // Only service accounts are impersonated in a namespace; users and groups stand in none.
  isLeft: ({ kind }, { resources }) => kind === 'namespaces' && !resources.includes('serviceaccounts'),
  breaks: 'programs and people that act for others',
});
