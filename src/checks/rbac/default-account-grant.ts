import type { Check } from '../define.ts';
import { defineWideSubject } from './define-wide-subject.ts';

export const defaultAccountGrant: Check = defineWideSubject({
  id: 'rbac/default-account-grant',
  title: 'Rights for the default service account',
  severity: 'medium',
  why: 'Every pod of the namespace that names no account runs as this one, so a right that one program needed goes to all of them, and to whatever is deployed next.',
  remedy: 'Give the program a ServiceAccount of its own, name it in the binding, and set serviceAccountName in its pods.',
  standards: {
    cis: ['5.1.5'],
    nsa: ['rbac', 'service-account-tokens'],
    owasp: ['K03'],
    mitre: ['T1528'],
    microsoft: ['MS-TA9016'],
    cks: ['cluster-hardening'],
  },
  aliases: { checkov: ['CKV_K8S_42'], kubescape: ['C-0189'], 'kube-bench': ['5.1.5'] },
  unseen: 'No binding that was looked at gives rights in this way.',
  isMeant: ({ kind, name }) => kind === 'ServiceAccount' && name === 'default',
  who: ({ namespace }) => (namespace === '' ? 'the default service account' : `the default service account of namespace ${namespace}`),
  severityOf: (rank, { kind }) => {
    if (rank <= 2) return kind === 'ClusterRoleBinding' ? 'high' : 'medium';
    return 'low';
  },
  breaks: 'pods without an account of their own that call the Kubernetes API',
});
