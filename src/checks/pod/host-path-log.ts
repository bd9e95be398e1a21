import { type Check, defineCheck } from '../define.ts';
import { hostPathViolations } from '../host-paths.ts';

export const hostPathLog: Check = defineCheck({
  id: 'pod/host-path-log',
  title: 'Pod mounts the logs of its node',
  severity: 'medium',
  on: 'pod',
  why: 'Logs of all pods are in reach, with what they leak. Writable, it is an escape: the kubelet follows links placed there and serves any file of the node as a log.',
  remedy: 'Mount /var/log read-only, and only in the log collector.',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.11'],
    nsa: ['logging'],
    owasp: ['K01'],
    mitre: ['T1611'],
    microsoft: ['MS-TA9013'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: { trivy: ['KSV023', 'AVD-KSV-0023'], kubescape: ['C-0048'], 'kube-linter': ['sensitive-host-mounts'], polaris: ['hostPathSet'] },
  *evaluate({ pod }) {
    for (const violation of hostPathViolations(pod, 'log'))
      yield violation.message.endsWith('writable') ? { ...violation, severity: 'high' } : violation;
  },
});
