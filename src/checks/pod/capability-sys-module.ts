import { addedCapabilities } from '../capability-names.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeItem } from '../fixes.ts';

export const capabilitySysModule: Check = defineCheck({
  id: 'pod/capability-sys-module',
  title: 'Container may load kernel modules',
  severity: 'critical',
  on: 'container',
  why: 'A kernel module runs with the rights of the kernel: the node and everything on it belong to whoever may load one.',
  remedy: 'Remove SYS_MODULE; load modules when the node starts.',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.9'],
    nsa: ['hardened-containers'],
    owasp: ['K01'],
    mitre: ['T1611', 'T1068'],
    cks: ['microservice-vulnerabilities', 'system-hardening'],
  },
  aliases: { trivy: ['KSV120', 'AVD-KSV-0120'], kubescape: ['C-0046'], checkov: ['CKV_K8S_25'], polaris: ['dangerousCapabilities'] },
  unseen: 'None of the published manifests that were looked at adds it.',
  fix: removeItem('a program that uses the right that the capability gives', { risky: true }),
  evaluate: ({ container }) => addedCapabilities(container, ['SYS_MODULE']),
});
