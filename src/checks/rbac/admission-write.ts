import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const admissionWrite: Check = defineRight({
  id: 'rbac/admission-write',
  title: 'Somebody may change admission',
  severity: 'high',
  inNamespace: 'low',
  why: "A webhook of one's own sees every Secret that is written and may change every pod that is created; a changed or loosened one no longer holds others back.",
  remedy:
    'Let only the pipeline that installs a policy engine write these objects; a controller that keeps its own webhook up to date needs update and patch on its name alone, with resourceNames.',
  standards: {
    cis: ['5.1.12'],
    nsa: ['rbac'],
    owasp: ['K03', 'K04'],
    mitre: ['T1562.001'],
    microsoft: ['MS-TA9015'],
    cks: ['cluster-hardening'],
  },
  aliases: { trivy: ['KSV114', 'AVD-KSV-0114'], kubescape: ['C-0281'], checkov: ['CKV_K8S_155'], 'kube-bench': ['5.1.12'] },
  unseen: 'No role that was looked at gives this right by its name.',
  rights: [
    {
      apiGroup: 'admissionregistration.k8s.io',
      resources: [
        'validatingwebhookconfigurations',
        'mutatingwebhookconfigurations',
        'validatingadmissionpolicies',
        'validatingadmissionpolicybindings',
        'mutatingadmissionpolicies',
        'mutatingadmissionpolicybindings',
      ],
      verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
    },
  ],
  isClusterScoped: true,
  breaks: 'controllers that register or update their webhooks',
});
