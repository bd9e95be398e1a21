import { addedCapabilities } from '../capability-names.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeItem } from '../fixes.ts';

export const capabilityNetAdmin: Check = defineCheck({
  id: 'pod/capability-net-admin',
  title: 'Container may reconfigure the network',
  severity: 'high',
  on: 'container',
  why: 'Routes, firewall rules and addresses can be changed: traffic redirected or mirrored, and on the network of the node that of every pod.',
  remedy: 'Remove NET_ADMIN. A service mesh can do without it by its CNI plugin.',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.9'],
    nsa: ['hardened-containers'],
    owasp: ['K01'],
    mitre: ['T1611'],
    cks: ['microservice-vulnerabilities', 'system-hardening'],
  },
  aliases: { kubescape: ['C-0046'], trivy: ['KSV022', 'AVD-KSV-0022'], checkov: ['CKV_K8S_25'], polaris: ['dangerousCapabilities'] },
  fix: removeItem('a program that uses the right that the capability gives', { risky: true }),
  evaluate: ({ container }) => addedCapabilities(container, ['NET_ADMIN']),
});
