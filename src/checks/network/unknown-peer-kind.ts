import { type Check, defineCheck } from '../define.ts';
import { CLUSTER_POLICIES } from './define-policy-check.ts';
import { networkOfWorld } from './network-of-world.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

export const unknownPeerKind: Check = defineCheck({
  id: 'network/unknown-peer-kind',
  title: 'Peer of a kind that no plugin knows',
  severity: 'medium',
  on: 'object',
  kinds: CLUSTER_POLICIES,
  why: 'The network policy API asks plugins to fail closed: a rule that accepts then matches nothing, and one that denies or passes denies everything to its pods. One slip in the name of a field can cut off the cluster.',
  remedy: 'Use namespaces or pods; in egress also nodes, networks and domainNames.',
  standards: POLICY_STANDARDS,
  aliases: {},
  unseen: 'No published manifest that was looked at has a policy for the whole cluster.',
  scope: 'world',
  *evaluate({ object }, { world }) {
    for (const { code, path, message } of networkOfWorld(world).problemsOf(object)) {
      if (code === 'fails-closed') yield { path, message };
    }
  },
});
