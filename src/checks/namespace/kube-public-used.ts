import { type Check, defineCheck } from '../define.ts';

export const kubePublicUsed: Check = defineCheck({
  id: 'namespace/kube-public-used',
  title: 'Object in a namespace that everyone may read',
  severity: 'medium',
  on: 'object',
  kinds: ['/Pod', 'apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'batch/Job', 'batch/CronJob', '/Secret', '/ConfigMap'],
  why: 'kube-public is made to be read without a login; it holds what a new node must know to join, and nothing else belongs there.',
  remedy: 'Move the object to a namespace of its own.',
  standards: { cis: ['5.6.1'], nsa: ['namespaces'], owasp: ['K01'], mitre: ['T1613'], cks: ['cluster-setup'] },
  aliases: {},
  unseen: 'None of the published manifests that were looked at puts anything there.',
  *evaluate({ object }) {
    if (object.namespace === 'kube-public' && object.name !== 'cluster-info')
      yield { path: ['metadata', 'namespace'], message: 'the namespace is kube-public' };
  },
});
