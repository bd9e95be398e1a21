import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const bindingWrite: Check = defineRight({
  id: 'rbac/binding-write',
  title: 'Somebody may write bindings',
  severity: 'medium',
  inNamespace: 'low',
  why: 'Whoever may write bindings adds anybody to roles whose rights they hold, in places where nobody looks for them; together with bind, to any role.',
  remedy:
    'Leave bindings to the pipeline that applies reviewed manifests; remove create, update and patch on rolebindings and clusterrolebindings from everything else.',
  standards: { cis: ['5.1.8'], nsa: ['rbac'], owasp: ['K03'], mitre: ['T1098.006'], microsoft: ['MS-TA9019'], cks: ['cluster-hardening'] },
  aliases: {
    trivy: ['KSV050', 'AVD-KSV-0050', 'KSV051', 'AVD-KSV-0051', 'KSV052', 'AVD-KSV-0052', 'KSV055', 'AVD-KSV-0055'],
    checkov: ['CKV2_K8S_1'],
  },
  rights: [
    { apiGroup: 'rbac.authorization.k8s.io', resources: ['rolebindings', 'clusterrolebindings'], verbs: ['create', 'update', 'patch'] },
  ],
  breaks: 'controllers that bind roles',
});
