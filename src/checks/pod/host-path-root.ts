import { type Check, defineCheck } from '../define.ts';
import { hostPathViolations } from '../host-paths.ts';

export const hostPathRoot: Check = defineCheck({
  id: 'pod/host-path-root',
  title: 'Pod mounts the file system of its node',
  severity: 'critical',
  on: 'pod',
  why: 'Every file of the node is in reach: credentials of the kubelet, secrets of all pods on it, and, when writable, static pods and cron tables that run as root.',
  remedy: 'Mount the one folder that is needed, read-only, or use a persistent volume, a ConfigMap or a CSI driver.',
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
  evaluate: ({ pod }) => hostPathViolations(pod, 'root'),
});
