import { type Check, defineCheck } from '../define.ts';
import { missingFlag } from '../flags.ts';

export const kubeletCa: Check = defineCheck({
  id: 'api-server/kubelet-ca',
  title: 'API server does not check the certificates of kubelets',
  severity: 'medium',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Commands and logs of pods go to whoever answers at the address of the node.',
  remedy: 'Set --kubelet-certificate-authority, after serving certificates of kubelets are signed by the cluster.',
  standards: { cis: ['1.2.5'], nsa: ['control-plane-hardening'], owasp: ['K09'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0004', 'AVD-KCV-0004'], kubescape: ['C-0117'], checkov: ['CKV_K8S_73'], 'kube-bench': ['1.2.5'] },
  evaluate: ({ component }) => missingFlag(component, 'kubelet-certificate-authority', 'any answer is taken for the kubelet'),
});
