import { numberAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const readOnlyPort: Check = defineCheck({
  id: 'kubelet/read-only-port',
  title: 'Kubelet answers anyone on a port of its own',
  severity: 'high',
  on: 'object',
  kinds: ['kubelet.config.k8s.io/KubeletConfiguration'],
  why: 'Port 10255 shows every pod of the node with its environment to whoever asks, without credentials and without TLS.',
  remedy: 'Set readOnlyPort to 0, or remove it.',
  standards: {
    cis: ['4.2.4'],
    nsa: ['authentication'],
    owasp: ['K06'],
    mitre: ['T1613'],
    microsoft: ['MS-TA9030'],
    cks: ['cluster-hardening'],
  },
  aliases: { trivy: ['KCV0080', 'AVD-KCV-0080'], kubescape: ['C-0175'], checkov: ['CKV_K8S_141'], 'kube-bench': ['4.2.4'] },
  fix: setField(0, 'monitoring that reads port 10255', { risky: true }),
  *evaluate({ object }) {
    const port = numberAt(object.value, 'readOnlyPort') ?? 0;
    if (port !== 0) yield { path: ['readOnlyPort'], message: `readOnlyPort is ${port}` };
  },
});
