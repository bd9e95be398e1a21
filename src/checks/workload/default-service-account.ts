import { findComponents } from '../../inventory/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const defaultServiceAccount: Check = defineCheck({
  id: 'workload/default-service-account',
  title: 'Pod uses the default service account',
  severity: 'low',
  on: 'pod',
  why: 'Whatever is granted to the default account is granted to every pod of the namespace that names no other.',
  remedy: 'Create a ServiceAccount for the workload and name it in serviceAccountName.',
  standards: {
    cis: ['5.1.5'],
    nsa: ['service-account-tokens', 'rbac'],
    owasp: ['K03'],
    mitre: ['T1528'],
    microsoft: ['MS-TA9016'],
    cks: ['cluster-hardening'],
  },
  aliases: { checkov: ['CKV_K8S_41'], 'kube-linter': ['default-service-account'], kubesec: ['ServiceAccountName'], kubescape: ['C-0189'] },
  *evaluate({ object, pod }) {
    const name = pod.spec.serviceAccountName ?? pod.spec.serviceAccount;
    // Static pods of the control plane have no service account.
    if ((name !== undefined && name !== 'default' && name !== '') || findComponents(object).length > 0) return;
    // A pod without a token gains nothing from an account of its own.
    if (pod.spec.automountServiceAccountToken === false) return;
    const field =
      pod.spec.serviceAccountName === undefined && pod.spec.serviceAccount !== undefined ? 'serviceAccount' : 'serviceAccountName';
    yield {
      path: [...pod.path, field],
      message: name ? 'serviceAccountName is default' : 'serviceAccountName is not set, which means default',
    };
  },
});
