import { type Check, defineCheck } from '../define.ts';
import { hostPathViolations } from '../host-paths.ts';

export const hostPath: Check = defineCheck({
  id: 'pod/host-path',
  title: 'Pod mounts a folder of its node',
  severity: 'medium',
  on: 'pod',
  why: 'A host path ties the pod to what lies on the node, survives it, and shares it with every other pod that mounts the same place, past quotas and access control.',
  remedy: 'Use a persistent volume (type local, if it must be on the node), or mount it with readOnly.',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.11'],
    nsa: ['pod-security-enforcement'],
    owasp: ['K01'],
    mitre: ['T1611'],
    microsoft: ['MS-TA9013'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: {
    trivy: ['KSV121', 'AVD-KSV-0121', 'KSV023', 'AVD-KSV-0023'],
    kubescape: ['C-0048', 'C-0045'],
    'kube-linter': ['sensitive-host-mounts', 'writable-host-mount'],
    polaris: ['hostPathSet'],
  },
  *evaluate({ pod }) {
    for (const violation of hostPathViolations(pod, 'other'))
      yield violation.message.endsWith('read-only') ? { ...violation, severity: 'low' } : violation;
  },
});
