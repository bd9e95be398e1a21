import { type Check, defineCheck } from '../define.ts';
import { hostPathViolations } from '../host-paths.ts';

export const hostPathProc: Check = defineCheck({
  id: 'pod/host-path-proc',
  title: 'Pod mounts kernel interfaces of its node',
  severity: 'high',
  on: 'pod',
  why: '/proc and /sys of the node show every process with its environment and, when writable, let a container name the program that the kernel runs as root (core_pattern, release_agent).',
  remedy: 'Remove the volume, or mount it read-only for node exporters and run those as an unprivileged user.',
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
  *evaluate({ pod }) {
    for (const violation of hostPathViolations(pod, 'proc'))
      yield violation.message.endsWith('read-only') ? { ...violation, severity: 'medium' } : violation;
  },
});
