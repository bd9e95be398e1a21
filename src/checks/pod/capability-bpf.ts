import { addedCapabilities } from '../capability-names.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeItem } from '../fixes.ts';

export const capabilityBpf: Check = defineCheck({
  id: 'pod/capability-bpf',
  title: 'Container may load programs into the kernel',
  severity: 'high',
  on: 'container',
  why: 'BPF programs see system calls, traffic and memory of every process on the node, and flaws of the verifier end in the kernel.',
  remedy: 'Remove BPF and PERFMON, except from the one agent that observes the node.',
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
  evaluate: ({ container }) => addedCapabilities(container, ['BPF', 'PERFMON']),
});
