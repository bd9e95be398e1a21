import { formatPorts, isEmptyPorts, type PolicyRule, subtractPorts } from '../../engines/network/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { numbersOf } from './covers.ts';
import { NETWORK_POLICY } from './define-policy-check.ts';
import { entriesOfWorld } from './entries-of-world.ts';
import { networkOfWorld } from './network-of-world.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

export const noPeers: Check = defineCheck({
  id: 'network/no-peers',
  title: 'Rule that opens ports to everybody',
  severity: 'low',
  on: 'object',
  kinds: NETWORK_POLICY,
  why: 'A rule without from or to is for every pod of the cluster and every address outside it. For egress that is also the metadata service and the API of every other team.',
  remedy: 'Name the peers: pods, namespaces, or the addresses that are needed.',
  standards: POLICY_STANDARDS,
  aliases: {},
  unseen: 'The published manifests that were looked at name the peers of a port.',
  scope: 'world',
  *evaluate({ object }, { world }) {
    const network = networkOfWorld(world);
    for (const rule of network.policyOf(object)?.rules ?? []) {
      if (rule.peers !== 'all' || rule.ports === 'all' || isForNames(rule)) continue;
      const pods = rule.direction === 'ingress' ? network.select(rule.policy.subject) : [];
      // What stands behind a way in from outside is meant for everybody.
      if (pods.some((pod) => entriesOfWorld(world).ofPod.has(pod))) continue;
      const does = rule.direction === 'ingress' ? 'everybody may connect to' : 'the pods may connect to everybody on';
      yield { path: rule.path, message: `${does} ${nameOf(rule.ports)}` };
    }
  },
});

function nameOf(ports: Exclude<PolicyRule['ports'], 'all'>): string {
  const numbers = numbersOf(ports);
  const names = ports.flatMap((port) => (port.kind === 'named' ? port.name : []));
  return [...(isEmptyPorts(numbers) ? [] : [formatPorts(numbers)]), ...names].join(', ');
}

/** Every pod asks for names, and where their servers stand is different in each cluster. */
function isForNames({ direction, ports }: PolicyRule): boolean {
  if (direction !== 'egress' || ports === 'all') return false;
  const dns = numbersOf(
    [53, 5353].flatMap((port) => (['UDP', 'TCP'] as const).map((protocol) => ({ kind: 'range', protocol, first: port, last: port }))),
  );
  return (
    ports.every((port) => (port.kind === 'named' ? port.name.startsWith('dns') : true)) &&
    isEmptyPorts(subtractPorts(numbersOf(ports), dns))
  );
}
