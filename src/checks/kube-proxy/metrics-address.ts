import { stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const metricsAddress: Check = defineCheck({
  id: 'kube-proxy/metrics-address',
  title: 'kube-proxy shows its metrics to the network',
  severity: 'low',
  on: 'object',
  kinds: ['kubeproxy.config.k8s.io/KubeProxyConfiguration'],
  why: 'Metrics and the state of the firewall rules are open to whoever reaches the node, without credentials.',
  remedy: 'Set metricsBindAddress to 127.0.0.1:10249, or remove it.',
  standards: {
    cis: ['4.3.1'],
    nsa: ['worker-nodes'],
    owasp: ['K09'],
    mitre: ['T1613'],
    microsoft: ['MS-TA9005'],
    cks: ['cluster-hardening'],
  },
  aliases: { 'kube-bench': ['4.3.1'] },
  fix: setField('127.0.0.1:10249', 'monitoring that reads the metrics from outside the node', { risky: true }),
  *evaluate({ object }) {
    const address = stringAt(object.value, 'metricsBindAddress') ?? '';
    if (address !== '' && !/^(?:127\.|localhost|\[::1\])/.test(address))
      yield { path: ['metricsBindAddress'], message: `metricsBindAddress is ${address}` };
  },
});
