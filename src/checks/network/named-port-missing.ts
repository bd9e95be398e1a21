import type { PolicyRule } from '../../engines/network/index.ts';
import type { Check } from '../define.ts';
import { definePolicyCheck, NETWORK_POLICY } from './define-policy-check.ts';
import { mayChooseElsewhere } from './elsewhere.ts';
import { namePods } from './names.ts';
import type { WorldNetwork } from './network-of-world.ts';
import { destinationsOf } from './pod-ports.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

export const namedPortMissing: Check = definePolicyCheck({
  id: 'network/named-port-missing',
  title: 'Rule for a port name that no pod has',
  severity: 'low',
  kinds: NETWORK_POLICY,
  why: 'A name means the port that each destination pod gives that name. Where none does, the rule opens nothing; people then open everything to make it work.',
  remedy: 'Give the container port this name and protocol, or write the number.',
  standards: POLICY_STANDARDS,
  aliases: {},
  unseen: 'The published manifests that were looked at name ports their pods have.',
  *find(policy, network) {
    for (const rule of policy.rules) {
      for (const [at, port] of (rule.ports === 'all' ? [] : rule.ports).entries()) {
        if (port.kind !== 'named') continue;
        const why = whyNothing(rule, port.name, port.protocol, network);
        if (why !== undefined) yield { path: [...rule.path, 'ports', at, 'port'], message: `port ${port.name} opens nothing: ${why}` };
      }
    }
  },
});

function whyNothing(rule: PolicyRule, name: string, protocol: string | undefined, network: WorldNetwork): string | undefined {
  const isAddresses = rule.direction === 'egress' && rule.peers !== 'all' && rule.peers.every(({ kind }) => kind === 'addresses');
  if (isAddresses) return 'addresses outside the cluster have no port names';
  const pods = destinationsOf(rule, network, (at) => {
    const peer = rule.peers === 'all' ? undefined : rule.peers[at];
    return peer?.kind !== 'pods' || mayChooseElsewhere(peer.pods, rule.policy, network);
  });
  if (!pods || pods.length === 0) return undefined;
  const named = pods.filter(({ ports }) => ports.some((port) => port.name === name));
  if (named.some(({ ports }) => ports.some((port) => port.name === name && port.protocol === protocol))) return undefined;
  if (named.length === 0) return `${namePods(pods)} ${pods.length === 1 ? 'has' : 'have'} no port of that name`;
  return `${namePods(named)} ${named.length === 1 ? 'has' : 'have'} it with another protocol than ${protocol}`;
}
