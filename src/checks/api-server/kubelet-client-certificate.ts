import { type Check, defineCheck } from '../define.ts';
import { missingFlag } from '../flags.ts';

export const kubeletClientCertificate: Check = defineCheck({
  id: 'api-server/kubelet-client-certificate',
  title: 'API server has no certificate for kubelets',
  severity: 'medium',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Kubelets that ask for a certificate refuse it, so they are set to ask for none.',
  remedy: 'Set --kubelet-client-certificate and --kubelet-client-key.',
  standards: { cis: ['1.2.4'], nsa: ['control-plane-hardening'], owasp: ['K09'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0003', 'AVD-KCV-0003'], kubescape: ['C-0116'], checkov: ['CKV_K8S_72'], 'kube-bench': ['1.2.4'] },
  unseen: 'The example sets it.',
  evaluate: ({ component }) => missingFlag(component, 'kubelet-client-certificate', 'it cannot prove itself to kubelets'),
});
