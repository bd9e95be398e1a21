import { addedCapabilities } from '../capability-names.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeItem } from '../fixes.ts';

export const capabilityDacReadSearch: Check = defineCheck({
  id: 'pod/capability-dac-read-search',
  title: 'Container may read any file by handle',
  severity: 'critical',
  on: 'container',
  why: 'The capability opens files by handle past all permissions and, by a published technique, files of the node past the container.',
  remedy: 'Remove DAC_READ_SEARCH; give the user of the container read permission.',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.9'],
    nsa: ['hardened-containers'],
    owasp: ['K01'],
    mitre: ['T1611'],
    cks: ['microservice-vulnerabilities', 'system-hardening'],
  },
  aliases: { kubescape: ['C-0046'], trivy: ['KSV022', 'AVD-KSV-0022'], checkov: ['CKV_K8S_25'], polaris: ['dangerousCapabilities'] },
  unseen: 'None of the published manifests that were looked at adds it.',
  fix: removeItem('a program that uses the right that the capability gives', { risky: true }),
  evaluate: ({ container }) => addedCapabilities(container, ['DAC_READ_SEARCH']),
});
