import { addedCapabilities } from '../capability-names.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeItem } from '../fixes.ts';

export const capabilitySysAdmin: Check = defineCheck({
  id: 'pod/capability-sys-admin',
  title: 'Container may administer the system',
  severity: 'critical',
  on: 'container',
  why: 'SYS_ADMIN is the new root: mounts, namespaces, cgroups and dozens of other kernel interfaces, several of which are published ways out of a container.',
  remedy: 'Remove SYS_ADMIN. Mounting belongs to CSI drivers; tracing needs BPF or PERFMON alone.',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.9'],
    nsa: ['hardened-containers'],
    owasp: ['K01'],
    mitre: ['T1611', 'T1068'],
    cks: ['microservice-vulnerabilities', 'system-hardening'],
  },
  aliases: {
    trivy: ['KSV005', 'AVD-KSV-0005'],
    kubescape: ['C-0046'],
    checkov: ['CKV_K8S_39'],
    polaris: ['dangerousCapabilities'],
    kubesec: ['CapSysAdmin'],
  },
  fix: removeItem('a program that uses the right that the capability gives', { risky: true }),
  evaluate: ({ container }) => addedCapabilities(container, ['SYS_ADMIN']),
});
