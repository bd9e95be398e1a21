import { stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const streamingTimeout: Check = defineCheck({
  id: 'kubelet/streaming-timeout',
  title: 'Sessions through the kubelet never end',
  severity: 'low',
  on: 'object',
  kinds: ['kubelet.config.k8s.io/KubeletConfiguration'],
  why: 'Abandoned sessions of exec and port-forward stay open, for whoever takes them over and until the kubelet has no more connections.',
  remedy: 'Set streamingConnectionIdleTimeout to a time such as 4h, or remove it.',
  standards: { cis: ['4.2.5'], nsa: ['control-plane-hardening'], owasp: ['K09'], mitre: ['T1499'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0081', 'AVD-KCV-0081'], kubescape: ['C-0176'], checkov: ['CKV_K8S_143'], 'kube-bench': ['4.2.5'] },
  fix: setField('4h0m0s', 'sessions that are idle for four hours'),
  *evaluate({ object }) {
    const timeout = stringAt(object.value, 'streamingConnectionIdleTimeout');
    if (timeout !== undefined && /^0(?:[a-z]+|$)/.test(timeout))
      yield { path: ['streamingConnectionIdleTimeout'], message: `streamingConnectionIdleTimeout is ${timeout}` };
  },
});
