import {
  ALL_ADDRESSES,
  isEmptyAddresses,
  type Peer,
  type PolicyRule,
  subtractAddresses,
  uniteAddresses,
} from '../../engines/network/index.ts';
import type { Check } from '../define.ts';
import { CLUSTER_POLICIES, definePolicyCheck } from './define-policy-check.ts';
import { namePods } from './names.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

export const adminAcceptsAll: Check = definePolicyCheck({
  id: 'network/admin-accepts-all',
  title: 'Policy for the cluster that opens what namespaces close',
  severity: 'medium',
  kinds: CLUSTER_POLICIES,
  why: 'Rules of the Admin tier are asked before NetworkPolicies, and what they accept is accepted: the default deny of every namespace they are for has no effect in this direction.',
  remedy: 'Use the action Pass, which leaves the decision to the NetworkPolicies; or name the peers and ports that must always be open.',
  standards: POLICY_STANDARDS,
  aliases: {},
  unseen: 'No published manifest that was looked at has a policy for the whole cluster.',
  *find(policy, network) {
    if (policy.tier !== 'admin') return;
    for (const rule of policy.rules.filter(isForEverybody)) {
      const closed = network.select(policy.subject).filter((pod) => network.isolating(pod, rule.direction).length > 0);
      const what = rule.direction === 'ingress' ? 'every pod of the cluster may connect' : 'pods may connect everywhere';
      const whom = closed.length === 0 ? '' : `, past the NetworkPolicies of ${namePods(closed)}`;
      yield { path: rule.path, message: `${what} on every port${whom}` };
    }
  },
});

function isForEverybody({ action, peers, ports }: PolicyRule): boolean {
  if (action !== 'accept' || ports !== 'all') return false;
  return peers === 'all' || peers.some(choosesAllPods) || isWholeInternet(peers);
}

function choosesAllPods(peer: Peer): boolean {
  return peer.kind === 'pods' && typeof peer.pods.namespace !== 'string' && peer.pods.namespace.selectsAll && peer.pods.pods.selectsAll;
}

function isWholeInternet(peers: readonly Peer[]): boolean {
  const addresses = peers.flatMap((peer) => (peer.kind === 'addresses' ? peer.addresses : []));
  const { ipv4 } = subtractAddresses(ALL_ADDRESSES, addresses.reduce(uniteAddresses, { ipv4: [], ipv6: [] }));
  return isEmptyAddresses({ ipv4, ipv6: [] });
}
