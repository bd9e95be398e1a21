import { addedCapabilities } from '../capability-names.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeItem } from '../fixes.ts';

export const capabilitySystemControl: Check = defineCheck({
  id: 'pod/capability-system-control',
  title: 'Container may restart the node or change its clock',
  severity: 'high',
  on: 'container',
  why: 'A reboot or a wrong clock (certificates, logs, leases) hits every pod of the node, and the kernel log gives away addresses that exploits need.',
  remedy: 'Remove SYS_BOOT, SYSLOG and SYS_TIME.',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.9'],
    nsa: ['hardened-containers'],
    owasp: ['K01'],
    mitre: ['T1499', 'T1562.001'],
    cks: ['microservice-vulnerabilities', 'system-hardening'],
  },
  aliases: { kubescape: ['C-0046'], trivy: ['KSV022', 'AVD-KSV-0022'], checkov: ['CKV_K8S_25'], polaris: ['dangerousCapabilities'] },
  unseen: 'None of the published manifests that were looked at adds it.',
  fix: removeItem('a program that uses the right that the capability gives', { risky: true }),
  evaluate: ({ container }) => addedCapabilities(container, ['SYS_BOOT', 'SYSLOG', 'SYS_TIME']),
});
