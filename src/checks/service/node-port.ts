import { isRecord, listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { isApiServer, isDashboard, outsideType, productAt } from './exposure.ts';
import { CONTROLS, DATABASES } from './ports.ts';

/** It means nothing for a Service inside the cluster, and the API server refuses it there. */
const POLICY = { kind: 'remove', path: ['spec', 'externalTrafficPolicy'] } as const;

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
  fix: (_, { object }) => {
    const ports = listAt(object.value, 'spec', 'ports');
    const edits = ports.flatMap((port, index) =>
      isRecord(port) && port['nodePort'] !== undefined ? [{ kind: 'remove' as const, path: ['spec', 'ports', index, 'nodePort'] }] : [],
    );
    const policy = stringAt(object.value, 'spec', 'externalTrafficPolicy') === undefined ? [] : [POLICY];
    return makeFix([...edits, ...policy, { kind: 'set', path: ['spec', 'type'], value: 'ClusterIP' }], 'clients outside the cluster', {
      risky: true,
    });
  },
  *evaluate({ object }) {
    // What has a check of its own, which says more, is left to it.
    if (outsideType(object) !== 'NodePort' || isApiServer(object) === true || isDashboard(object)) return;
    const ports = listAt(object.value, 'spec', 'ports');
    if (ports.length > 0 && ports.every((port) => productAt(port, DATABASES) ?? productAt(port, CONTROLS))) return;
    yield { path: ['spec', 'type'], message: 'the type is NodePort' };
  },
});
