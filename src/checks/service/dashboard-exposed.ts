import { stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const dashboardExposed: Check = defineCheck({
  id: 'service/dashboard-exposed',
  title: 'Kubernetes dashboard is open to the outside',
  severity: 'high',
  on: 'object',
  kinds: ['/Service'],
  why: 'The dashboard shows and changes whatever its visitor may; open to the network it is found by scanners and tried with stolen tokens.',
  remedy: 'Use type ClusterIP and kubectl port-forward.',
  standards: { nsa: ['authentication'], owasp: ['K06', 'K07'], mitre: ['T1133'], microsoft: ['MS-TA9005'], cks: ['cluster-setup'] },
  aliases: { kubescape: ['C-0021'], checkov: ['CKV_K8S_33'] },
  *evaluate({ object }) {
    const type = stringAt(object.value, 'spec', 'type');
    if ((type === 'NodePort' || type === 'LoadBalancer') && /kubernetes-dashboard/.test(object.name))
      yield { path: ['spec', 'type'], message: `the dashboard is open as ${type}` };
  },
});
