import { type Check, defineCheck } from '../define.ts';
import { missingFlag } from '../flags.ts';

export const serviceAccountKey: Check = defineCheck({
  id: 'api-server/service-account-key',
  title: 'API server checks tokens with its own TLS key',
  severity: 'low',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Tokens and TLS depend on one key, so that neither can be renewed without the other.',
  remedy: 'Set --service-account-key-file to the public key that tokens are signed for.',
  standards: { cis: ['1.2.22'], nsa: ['authentication'], owasp: ['K06'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0025', 'AVD-KCV-0025'], kubescape: ['C-0136'], checkov: ['CKV_K8S_97'], 'kube-bench': ['1.2.22'] },
  unseen: 'The example sets it.',
  evaluate: ({ component }) => missingFlag(component, 'service-account-key-file', 'tokens are checked with the TLS key'),
});
