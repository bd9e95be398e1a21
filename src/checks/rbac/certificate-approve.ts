import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';
import { clientSigners } from './powerful-names.ts';

export const certificateApprove: Check = defineRight({
  id: 'rbac/certificate-approve',
  title: 'Somebody may approve or sign certificates of the cluster',
  severity: 'high',
  inNamespace: 'low',
  why: 'An approved request becomes a client certificate with the name and groups that it asks for, system:nodes among them, and no such certificate can be revoked.',
  remedy:
    'Leave approval and signing to the controller manager and to the one controller that needs it, limited to its own signer with resourceNames.',
  standards: { cis: ['5.1.11'], nsa: ['rbac'], owasp: ['K03'], mitre: ['T1078'], cks: ['cluster-hardening'] },
  aliases: {
    kubescape: ['C-0280'],
    checkov: ['CKV_K8S_156'],
    'kube-linter': ['approve-signers-without-resource-names'],
    'kube-bench': ['5.1.11'],
  },
  rights: [
    {
      apiGroup: 'certificates.k8s.io',
      resources: ['certificatesigningrequests/approval', 'certificatesigningrequests/status'],
      verbs: ['update', 'patch'],
    },
    { apiGroup: 'certificates.k8s.io', resources: ['signers'], verbs: ['approve', 'sign'] },
  ],
  isClusterScoped: true,
  names: clientSigners,
  breaks: 'controllers that approve or sign certificates',
});
