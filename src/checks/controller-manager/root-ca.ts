import { type Check, defineCheck } from '../define.ts';
import { missingFlag } from '../flags.ts';

export const rootCa: Check = defineCheck({
  id: 'controller-manager/root-ca',
  title: 'Pods are not given the authority of the API server',
  severity: 'low',
  on: 'component',
  components: ['kube-controller-manager'],
  why: 'Programs in pods cannot check that they talk to the real API server, and learn not to.',
  remedy: 'Set --root-ca-file to the authority of the cluster.',
  standards: { cis: ['1.3.5'], nsa: ['authentication'], owasp: ['K09'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0037', 'AVD-KCV-0037'], kubescape: ['C-0148'], checkov: ['CKV_K8S_111'], 'kube-bench': ['1.3.5'] },
  unseen: 'The manifests that were looked at hold no controller manager of their own.',
  evaluate: ({ component }) => missingFlag(component, 'root-ca-file', 'pods cannot check the API server'),
});
