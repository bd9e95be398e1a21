import { stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const nodePort: Check = defineCheck({
  id: 'service/node-port',
  title: 'Service is open on every node',
  severity: 'medium',
  on: 'object',
  kinds: ['/Service'],
  why: 'A node port is open on all addresses of all nodes, past Ingress, TLS and often the firewall.',
  remedy: 'Use type ClusterIP behind an Ingress or a Gateway.',
  standards: { nsa: ['network-policies'], owasp: ['K07'], mitre: ['T1133', 'T1190'], microsoft: ['MS-TA9005'], cks: ['cluster-setup'] },
  aliases: { 'kube-linter': ['exposed-services'], 'kube-score': ['service-type'] },
  *evaluate({ object }) {
    if (stringAt(object.value, 'spec', 'type') === 'NodePort' && object.name !== 'kubernetes')
      yield { path: ['spec', 'type'], message: 'the type is NodePort' };
  },
});
