import { isRecord, listAt, recordAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { rulesOf } from './rules.ts';

export const allNamespaces: Check = defineCheck({
  id: 'network-policy/all-namespaces',
  title: 'Policy that allows every pod of the cluster',
  severity: 'low',
  on: 'object',
  kinds: ['networking.k8s.io/NetworkPolicy'],
  why: 'An empty namespaceSelector matches every namespace, today and later: a pod that is broken into anywhere in the cluster passes, and so do the pods of other teams and tenants.',
  remedy: 'Name the namespaces with the label kubernetes.io/metadata.name, and the pods with a podSelector in the same entry.',
  standards: { cis: ['5.3.2'], nsa: ['network-policies', 'namespaces'], owasp: ['K07'], microsoft: ['MS-TA9034'], cks: ['cluster-setup'] },
  aliases: {},
  *evaluate({ object }) {
    for (const { direction, peers, ports } of rulesOf(object)) {
      if (direction === 'egress' && isNamesOnly(ports)) continue;
      for (const { path, peer } of peers) {
        if (!isRecord(peer) || !isEmptySelector(peer['namespaceSelector'])) continue;
        if (peer['podSelector'] !== undefined && !isEmptySelector(peer['podSelector'])) continue;
        yield {
          path: [...path, 'namespaceSelector'],
          message: `${direction === 'egress' ? 'pods may connect to' : 'pods may be reached from'} every pod of every namespace`,
        };
      }
    }
  },
});

function isEmptySelector(selector: unknown): boolean {
  return (
    isRecord(selector) && Object.keys(recordAt(selector, 'matchLabels')).length === 0 && listAt(selector, 'matchExpressions').length === 0
  );
}

/** Every pod asks for names, and the servers of names stand in a namespace that is called differently in each cluster. */
function isNamesOnly(ports: readonly unknown[]): boolean {
  return ports.length > 0 && ports.every((port) => isRecord(port) && port['port'] === 53);
}
