import { stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const alwaysAllow: Check = defineCheck({
  id: 'kubelet/always-allow',
  title: 'Kubelet allows everything to everyone it lets in',
  severity: 'critical',
  on: 'object',
  kinds: ['kubelet.config.k8s.io/KubeletConfiguration'],
  why: 'Every client that gets past authentication, every pod with a token among them, runs commands in all pods of the node.',
  remedy: 'Set authorization.mode to Webhook.',
  standards: {
    cis: ['4.2.2'],
    nsa: ['rbac'],
    owasp: ['K03', 'K06'],
    mitre: ['T1609'],
    microsoft: ['MS-TA9030'],
    cks: ['cluster-hardening'],
  },
  aliases: { trivy: ['KCV0078', 'AVD-KCV-0078'], kubescape: ['C-0173'], checkov: ['CKV_K8S_139'], 'kube-bench': ['4.2.2'] },
  fix: setField('Webhook', 'clients of the kubelet without rights on nodes/proxy', { risky: true }),
  *evaluate({ object }) {
    const path = ['authorization', 'mode'];
    if (stringAt(object.value, ...path) === 'AlwaysAllow') yield { path, message: 'authorization.mode is AlwaysAllow' };
  },
});
