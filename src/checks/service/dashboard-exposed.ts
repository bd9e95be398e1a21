import { type Check, defineCheck } from '../define.ts';
import { isDashboard, isOpen, outsideType } from './exposure.ts';

export const dashboardExposed: Check = defineCheck({
  id: 'service/dashboard-exposed',
  title: 'Kubernetes dashboard is open to the outside',
  severity: 'high',
  on: 'object',
  kinds: ['/Service'],
  why: 'The dashboard shows and changes whatever its visitor may; open to the network it is found by scanners and tried with stolen tokens.',
  remedy: 'Use type ClusterIP and kubectl port-forward.',
  standards: {
    nsa: ['authentication'],
    owasp: ['K06', 'K07'],
    mitre: ['T1133'],
    microsoft: ['MS-TA9005', 'MS-TA9032'],
    cks: ['cluster-setup'],
  },
  aliases: { kubescape: ['C-0021'] },
  *evaluate({ object }) {
    if (isDashboard(object) && isOpen(object)) yield { path: ['spec', 'type'], message: `the dashboard is open as ${outsideType(object)}` };
  },
});
