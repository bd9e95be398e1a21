import { addedCapabilities } from '../capability-names.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeItem } from '../fixes.ts';

export const capabilitySysPtrace: Check = defineCheck({
  id: 'pod/capability-sys-ptrace',
  title: 'Container may trace other processes',
  severity: 'high',
  on: 'container',
  why: 'Memory of other processes can be read and changed: secrets taken from neighbours in the pod and, with hostPID, from every process of the node.',
  remedy: 'Remove SYS_PTRACE; debug with an ephemeral container when it is needed.',
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
  evaluate: ({ container }) => addedCapabilities(container, ['SYS_PTRACE']),
});
