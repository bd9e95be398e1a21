import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const secretsWrite: Check = defineRight({
  id: 'rbac/secrets-write',
  title: 'Somebody may write Secrets',
  severity: 'high',
  inNamespace: 'medium',
  why: 'Whoever writes a Secret decides with which password, key or certificate other programs work; and a new Secret of the type kubernetes.io/service-account-token is filled with a lasting token of any service account of the namespace.',
  remedy:
    'Leave the making of Secrets to one controller with a Role in the namespaces that it serves, and limit update and patch to their names with resourceNames.',
  standards: {
    cis: ['5.1.2'],
    nsa: ['rbac', 'secrets'],
    owasp: ['K03', 'K08'],
    mitre: ['T1528', 'T1552.007'],
    microsoft: ['MS-TA9016'],
    cks: ['cluster-hardening'],
  },
  aliases: { trivy: ['KSV041', 'AVD-KSV-0041', 'KSV113', 'AVD-KSV-0113'], 'kube-linter': ['access-to-secrets'], 'kube-bench': ['5.1.2'] },
  rights: [{ apiGroup: '', resources: ['secrets'], verbs: ['create', 'update', 'patch'] }],
  leavesStars: true,
  breaks: 'programs that make or change Secrets',
});
