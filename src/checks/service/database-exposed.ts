import { listAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { isOpen, outsideType, productAt } from './exposure.ts';
import { DATABASES } from './ports.ts';

export const databaseExposed: Check = defineCheck({
  id: 'service/database-exposed',
  title: 'Port of a database is open to the outside',
  severity: 'high',
  on: 'object',
  kinds: ['/Service'],
  why: 'Databases, caches and queues are attacked within minutes of being reachable, and many of them ask for no password.',
  remedy: 'Use type ClusterIP, and a port-forward or a bastion for administration.',
  standards: { nsa: ['network-policies'], owasp: ['K07'], mitre: ['T1133', 'T1190'], microsoft: ['MS-TA9005'], cks: ['cluster-setup'] },
  aliases: { 'kube-linter': ['exposed-services'] },
  *evaluate({ object }) {
    if (!isOpen(object)) return;
    for (const [index, port] of listAt(object.value, 'spec', 'ports').entries()) {
      const found = productAt(port, DATABASES);
      if (found)
        yield { path: ['spec', 'ports', index], message: `port ${found.number} (${found.product}) is open as ${outsideType(object)}` };
    }
  },
});
