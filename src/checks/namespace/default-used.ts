import { type Check, defineCheck } from '../define.ts';

export const defaultUsed: Check = defineCheck({
  id: 'namespace/default-used',
  title: 'Workload in the default namespace',
  severity: 'low',
  on: 'object',
  kinds: [
    '/Pod',
    '/ReplicationController',
    'apps/Deployment',
    'apps/StatefulSet',
    'apps/DaemonSet',
    'apps/ReplicaSet',
    'batch/Job',
    'batch/CronJob',
  ],
  why: 'Everything that names no namespace lands there, so no policy, quota or role can be made to fit what runs in it.',
  remedy: 'Give the application a namespace of its own.',
  standards: { cis: ['5.6.4'], nsa: ['namespaces'], owasp: ['K01'], cks: ['cluster-setup'] },
  aliases: {
    trivy: ['KSV110', 'AVD-KSV-0110'],
    kubescape: ['C-0061', 'C-0212'],
    checkov: ['CKV_K8S_21'],
    'kube-linter': ['use-namespace'],
  },
  *evaluate({ object }) {
    // Only what says so itself: where nothing is said, the installation decides.
    if (object.namespace === 'default') yield { path: ['metadata', 'namespace'], message: 'the namespace is default' };
  },
});
