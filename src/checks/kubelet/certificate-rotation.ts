import { booleanAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const certificateRotation: Check = defineCheck({
  id: 'kubelet/certificate-rotation',
  title: 'Kubelet does not renew its certificate',
  severity: 'medium',
  on: 'object',
  kinds: ['kubelet.config.k8s.io/KubeletConfiguration'],
  why: 'The certificate runs out and the node is lost, or it is made to last for years and a stolen one is good as long.',
  remedy: 'Set rotateCertificates to true.',
  standards: { cis: ['4.2.10'], nsa: ['authentication'], owasp: ['K06'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0087', 'AVD-KCV-0087'], kubescape: ['C-0181'], checkov: ['CKV_K8S_149'], 'kube-bench': ['4.2.10'] },
  fix: setField(true, 'nothing: the kubelet renews its own certificate'),
  *evaluate({ object }) {
    // The program's own default is false; kubeadm writes true.
    if (booleanAt(object.value, 'rotateCertificates') !== true)
      yield {
        path: ['rotateCertificates'],
        message: `rotateCertificates is ${booleanAt(object.value, 'rotateCertificates') === false ? 'false' : 'not set, which means false'}`,
      };
  },
});
