import { type Check, defineCheck } from '../define.ts';
import { listOf } from '../flags.ts';

export const kubeletCertificates: Check = defineCheck({
  id: 'controller-manager/kubelet-certificates',
  title: 'Certificates of kubelets are not renewed',
  severity: 'low',
  on: 'component',
  components: ['kube-controller-manager'],
  why: 'Serving certificates of kubelets stay the same for years, or are signed by the kubelet itself.',
  remedy: 'Remove RotateKubeletServerCertificate=false from --feature-gates.',
  standards: { cis: ['1.3.6'], nsa: ['control-plane-hardening'], owasp: ['K09'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0038', 'AVD-KCV-0038'], kubescape: ['C-0149'], checkov: ['CKV_K8S_112'], 'kube-bench': ['1.3.6'] },
  unseen: 'Nobody sets it in the manifests that were looked at.',
  *evaluate({ component }) {
    const flag = component.flags.get('feature-gates');
    if (flag && listOf(flag).some((gate) => /^RotateKubeletServerCertificate=(?:false|0|f)$/i.test(gate)))
      yield { path: flag.path, message: 'RotateKubeletServerCertificate is switched off' };
  },
});
