import { type Check, defineCheck } from '../define.ts';
import { missingFlag } from '../flags.ts';

export const serviceAccountKey: Check = defineCheck({
  id: 'controller-manager/service-account-key',
  title: 'Controller manager signs no tokens of its own',
  severity: 'low',
  on: 'component',
  components: ['kube-controller-manager'],
  why: 'Tokens of service accounts cannot be renewed with a key of their own.',
  remedy: 'Set --service-account-private-key-file.',
  standards: { cis: ['1.3.4'], nsa: ['authentication'], owasp: ['K06'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0036', 'AVD-KCV-0036'], kubescape: ['C-0147'], checkov: ['CKV_K8S_110'], 'kube-bench': ['1.3.4'] },
  unseen: 'The manifests that were looked at hold no controller manager of their own.',
  evaluate: ({ component }) => missingFlag(component, 'service-account-private-key-file', 'tokens have no key of their own'),
});
