import { booleanAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const servingCertificate: Check = defineCheck({
  id: 'kubelet/serving-certificate',
  title: 'Kubelet signs its own serving certificate',
  severity: 'low',
  on: 'object',
  kinds: ['kubelet.config.k8s.io/KubeletConfiguration'],
  why: 'Nobody can check that the answer comes from the node, so commands and logs may go through somebody else.',
  remedy: 'Set serverTLSBootstrap to true and approve the requests, or tlsCertFile and tlsPrivateKeyFile.',
  standards: { cis: ['4.2.9', '4.2.11'], nsa: ['encryption'], owasp: ['K09'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0085', 'AVD-KCV-0085'], kubescape: ['C-0183'], checkov: ['CKV_K8S_148'], 'kube-bench': ['4.2.9'] },
  fix: setField(true, 'logs and exec until somebody approves the certificate requests of the nodes', { risky: true }),
  *evaluate({ object }) {
    if (booleanAt(object.value, 'serverTLSBootstrap') === true || stringAt(object.value, 'tlsCertFile')) return;
    yield { path: ['serverTLSBootstrap'], message: 'neither serverTLSBootstrap nor tlsCertFile is set' };
  },
});
