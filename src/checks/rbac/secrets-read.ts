import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const secretsRead: Check = defineRight({
  id: 'rbac/secrets-read',
  title: 'Somebody may read Secrets',
  severity: 'high',
  inNamespace: 'medium',
  why: 'Secrets are passwords, keys and tokens of other programs: whoever reads them is those programs. A list or watch returns the contents too, so it is no weaker than get.',
  remedy:
    'Mount the Secrets that a program needs into its pod, or limit get to their names with resourceNames in a Role of their namespace; list and watch should not be given at all.',
  standards: {
    cis: ['5.1.2'],
    nsa: ['rbac', 'secrets'],
    owasp: ['K03', 'K08'],
    mitre: ['T1552.007'],
    microsoft: ['MS-TA9025'],
    cks: ['cluster-hardening'],
  },
  aliases: {
    trivy: ['KSV041', 'AVD-KSV-0041', 'KSV113', 'AVD-KSV-0113'],
    kubescape: ['C-0015', 'C-0186'],
    checkov: ['CKV2_K8S_5'],
    'kube-linter': ['access-to-secrets', 'cluster-wide-secrets-access'],
    'kube-bench': ['5.1.2'],
  },
  rights: [{ apiGroup: '', resources: ['secrets'], verbs: ['get', 'list', 'watch'] }],
  breaks: 'programs that read Secrets through the API',
});
