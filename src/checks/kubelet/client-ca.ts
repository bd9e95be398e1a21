import { stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const clientCa: Check = defineCheck({
  id: 'kubelet/client-ca',
  title: 'Kubelet knows no client certificates',
  severity: 'medium',
  on: 'object',
  kinds: ['kubelet.config.k8s.io/KubeletConfiguration'],
  why: 'The API server cannot prove itself by its certificate, so the kubelet has to let others in.',
  remedy: 'Set authentication.x509.clientCAFile to the authority of the cluster.',
  standards: { cis: ['4.2.3'], nsa: ['authentication'], owasp: ['K06'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0079', 'AVD-KCV-0079'], kubescape: ['C-0174'], checkov: ['CKV_K8S_140'], 'kube-bench': ['4.2.3'] },
  *evaluate({ object }) {
    const path = ['authentication', 'x509', 'clientCAFile'];
    if (!stringAt(object.value, ...path)) yield { path, message: 'authentication.x509.clientCAFile is not set' };
  },
});
