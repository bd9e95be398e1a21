import { type Check, defineCheck } from '../define.ts';
import { missingFlag } from '../flags.ts';

export const tlsCertificate: Check = defineCheck({
  id: 'api-server/tls-certificate',
  title: 'API server makes its own certificate',
  severity: 'medium',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'A self-signed certificate teaches clients to skip the check, and then anybody may stand in between.',
  remedy: 'Set --tls-cert-file and --tls-private-key-file.',
  standards: { cis: ['1.2.24'], nsa: ['encryption'], owasp: ['K09'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0027', 'AVD-KCV-0027'], kubescape: ['C-0138'], checkov: ['CKV_K8S_100'], 'kube-bench': ['1.2.24'] },
  unseen: 'The example sets it.',
  evaluate: ({ component }) => missingFlag(component, 'tls-cert-file', 'it signs a certificate for itself'),
});
