import { addedCapabilities } from '../capability-names.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeItem } from '../fixes.ts';

export const capabilitySysRawio: Check = defineCheck({
  id: 'pod/capability-sys-rawio',
  title: 'Container has raw access to hardware',
  severity: 'critical',
  on: 'container',
  why: 'Ports, memory and disks can be read and written past the kernel: nothing on the node is out of reach.',
  remedy: 'Remove SYS_RAWIO; let a device plugin grant the one device.',
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
  evaluate: ({ container }) => addedCapabilities(container, ['SYS_RAWIO']),
});
