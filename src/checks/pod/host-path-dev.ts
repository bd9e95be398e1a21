import { type Check, defineCheck } from '../define.ts';
import { hostPathViolations } from '../host-paths.ts';

export const hostPathDev: Check = defineCheck({
  id: 'pod/host-path-dev',
  title: 'Pod mounts devices of its node',
  severity: 'high',
  on: 'pod',
  why: 'Device files give past the file system to disks, memory and hardware; with the capability to use them a container reads the whole disk of the node.',
  remedy: 'Use a device plugin, which grants the one device that is needed.',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.11'],
    nsa: ['pod-security-enforcement'],
    owasp: ['K01'],
    mitre: ['T1611'],
    microsoft: ['MS-TA9013'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: { trivy: ['KSV023', 'AVD-KSV-0023'], kubescape: ['C-0048'], 'kube-linter': ['sensitive-host-mounts'], polaris: ['hostPathSet'] },
  evaluate: ({ pod }) => hostPathViolations(pod, 'dev'),
});
