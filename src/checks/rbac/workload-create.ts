import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const workloadCreate: Check = defineRight({
  id: 'rbac/workload-create',
  title: 'Somebody may create pods or workloads',
  severity: 'high',
  inNamespace: 'medium',
  why: 'Whoever creates a pod chooses its service account, mounts any Secret of the namespace, and where Pod Security does not forbid it becomes root on a node.',
  remedy:
    'Let a deployment pipeline create workloads, in a Role of each namespace that it serves, and enforce the level restricted or baseline of Pod Security there.',
  standards: {
    cis: ['5.1.4'],
    nsa: ['rbac'],
    owasp: ['K03'],
    mitre: ['T1610'],
    microsoft: ['MS-TA9008', 'MS-TA9012'],
    cks: ['cluster-hardening'],
  },
  aliases: { trivy: ['KSV048', 'AVD-KSV-0048'], kubescape: ['C-0188'], 'kube-linter': ['access-to-create-pods'], 'kube-bench': ['5.1.4'] },
  rights: [
    { apiGroup: '', resources: ['pods', 'replicationcontrollers'], verbs: ['create', 'update', 'patch'] },
    { apiGroup: 'apps', resources: ['deployments', 'daemonsets', 'statefulsets', 'replicasets'], verbs: ['create', 'update', 'patch'] },
    { apiGroup: 'batch', resources: ['jobs', 'cronjobs'], verbs: ['create', 'update', 'patch'] },
  ],
  needs: ['create'],
  breaks: 'programs that start pods',
});
