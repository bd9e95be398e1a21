import { addedCapabilities } from '../capability-names.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeItem } from '../fixes.ts';

export const capabilityAll: Check = defineCheck({
  id: 'pod/capability-all',
  title: 'Container has every capability',
  severity: 'critical',
  on: 'container',
  why: 'All capabilities together are root on the node in all but name: devices, kernel modules, mounts and every process are in reach.',
  remedy: 'Remove ALL from capabilities.add and name the one that is needed.',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.9'],
    nsa: ['hardened-containers'],
    owasp: ['K01'],
    mitre: ['T1611', 'T1068'],
    cks: ['microservice-vulnerabilities', 'system-hardening'],
  },
  aliases: { kubescape: ['C-0046'], trivy: ['KSV022', 'AVD-KSV-0022'], checkov: ['CKV_K8S_25'], polaris: ['dangerousCapabilities'] },
  fix: removeItem('a program that uses the right that the capability gives', { risky: true }),
  evaluate: ({ container }) => addedCapabilities(container, ['ALL']),
});
