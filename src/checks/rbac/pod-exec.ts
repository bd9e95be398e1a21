import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const podExec: Check = defineRight({
  id: 'rbac/pod-exec',
  title: 'Somebody may run commands in pods',
  severity: 'high',
  inNamespace: 'medium',
  why: 'A shell in a running container has its files, its Secrets in memory and its service account, and leaves no trace in the image or the manifest.',
  remedy: 'Take pods/exec out of standing roles; give it for an incident and a namespace, or debug with a copy of the pod.',
  standards: { nsa: ['rbac'], owasp: ['K03'], mitre: ['T1609'], microsoft: ['MS-TA9006'], cks: ['cluster-hardening'] },
  aliases: {
    trivy: ['KSV053', 'AVD-KSV-0053'],
    kubescape: ['C-0002'],
    checkov: ['CKV2_K8S_2'],
    polaris: [
      'clusterrolePodExecAttach',
      'clusterrolebindingPodExecAttach',
      'rolePodExecAttach',
      'rolebindingRolePodExecAttach',
      'rolebindingClusterRolePodExecAttach',
    ],
  },
  rights: [{ apiGroup: '', resources: ['pods/exec'], verbs: ['create', 'get'] }],
  breaks: 'programs and people that run commands in pods',
});
