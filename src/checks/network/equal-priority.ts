import {
  type Endpoint,
  intersectAddresses,
  intersectPorts,
  isEmptyPorts,
  type NetworkPod,
  type Peer,
  type Policy,
  type PolicyRule,
  type Protocol,
} from '../../engines/network/index.ts';
import type { Check, Violation } from '../define.ts';
import { numbersOf } from './covers.ts';
import { CLUSTER_POLICIES, definePolicyCheck } from './define-policy-check.ts';
import { namePod, nameRule, ruleEvidence } from './names.ts';
import type { WorldNetwork } from './network-of-world.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

/** https://network-policy-api.sigs.k8s.io/reference/spec/: of overlapping rules at the same priority either may be asked first. */
export const equalPriority: Check = definePolicyCheck({
  id: 'network/equal-priority',
  title: 'Policies of the same priority that contradict each other',
  severity: 'medium',
  kinds: CLUSTER_POLICIES,
  why: 'Which of the two is asked first is left open, so the same connection is let in by one network plugin and refused by another, or differently after an update.',
  remedy: 'Give the policy that must win a smaller priority.',
  standards: POLICY_STANDARDS,
  aliases: {},
  unseen: 'No published manifest that was looked at has a policy for the whole cluster.',
  *find(policy, network) {
    const { policies } = network.network;
    for (const other of policies.slice(0, policies.indexOf(policy))) {
      if (other.kind !== policy.kind || other.tier !== policy.tier || other.priority !== policy.priority) continue;
      const found = firstConflict(policy, other, network);
      if (found) yield found;
    }
  },
});

function firstConflict(policy: Policy, other: Policy, network: WorldNetwork): Violation | undefined {
  const others = new Set(network.select(other.subject));
  const shared = oneOfEachClass(
    network.select(policy.subject).filter((pod) => others.has(pod)),
    network,
  );
  if (shared.length === 0) return undefined;
  for (const rule of policy.rules) {
    for (const against of other.rules) {
      if (rule.direction !== against.direction || rule.action === against.action || !mayMeet(rule, against)) continue;
      const ends = sharedEnds(rule, against, network);
      for (const pod of shared) {
        for (const end of ends) {
          const port = undecidedPort(rule, against, pod, end, network);
          if (port) return describe(rule, against, pod, end, port, network);
        }
      }
    }
  }
  return undefined;
}

function mayMeet({ ports: one }: PolicyRule, { ports: other }: PolicyRule): boolean {
  if (one === 'all' || other === 'all') return true;
  const isNamed = [...one, ...other].some(({ kind }) => kind === 'named');
  return isNamed || !isEmptyPorts(intersectPorts(numbersOf(one), numbersOf(other)));
}

type Port = readonly [protocol: Protocol, port: number];

/** The engine is asked about the first port of each entry: a rule before these two may decide it for certain. */
function undecidedPort(
  rule: PolicyRule,
  against: PolicyRule,
  pod: NetworkPod,
  end: Endpoint,
  { connectivity }: WorldNetwork,
): Port | undefined {
  const self: Endpoint = { kind: 'pod', pod };
  const [from, to] = rule.direction === 'ingress' ? [end, self] : [self, end];
  const destination = to.kind === 'pod' ? to.pod : undefined;
  const own = portsOf(rule, destination);
  const ports = [...own, ...portsOf(against, destination)];
  return ports.find(([protocol, port]) => connectivity.decide(from, to, protocol, port).doubts.includes('equal-priority'));
}

function portsOf({ ports }: PolicyRule, destination: NetworkPod | undefined): Port[] {
  if (ports === 'all') return [['TCP', 1]];
  return ports.flatMap((port): readonly Port[] => {
    if (port.kind === 'range') return [[port.protocol, port.first]];
    return (destination?.ports ?? []).flatMap((one): readonly Port[] => (one.name === port.name ? [[one.protocol, one.port]] : []));
  });
}

function sharedEnds(rule: PolicyRule, against: PolicyRule, network: WorldNetwork): Endpoint[] {
  if (rule.peers === 'all' || against.peers === 'all') return [];
  return rule.peers.flatMap((one) => (against.peers as readonly Peer[]).flatMap((other) => sharedBy(one, other, network)));
}

function sharedBy(one: Peer, other: Peer, network: WorldNetwork): Endpoint[] {
  if (one.kind === 'pods' && other.kind === 'pods') {
    const chosen = new Set(network.select(other.pods));
    return oneOfEachClass(
      network.select(one.pods).filter((pod) => chosen.has(pod)),
      network,
    ).map((pod) => ({ kind: 'pod', pod }));
  }
  if (one.kind !== 'addresses' || other.kind !== 'addresses') return [];
  const { ipv4, ipv6 } = intersectAddresses(one.addresses, other.addresses);
  const [first4, first6] = [ipv4[0], ipv6[0]];
  if (first4 !== undefined) return [{ kind: 'address', address: { address: BigInt(first4), bits: 32 } }];
  return first6 === undefined ? [] : [{ kind: 'address', address: { address: first6, bits: 128 } }];
}

/** Pods of more classes than this are not asked about: what holds for so many holds for the rest. */
const MOST_CLASSES = 16;

function oneOfEachClass(pods: readonly NetworkPod[], { connectivity }: WorldNetwork): NetworkPod[] {
  return [...new Map(pods.map((pod) => [connectivity.classOf(pod), pod])).values()].slice(0, MOST_CLASSES);
}

function describe(
  rule: PolicyRule,
  against: PolicyRule,
  pod: NetworkPod,
  end: Endpoint,
  [protocol, port]: Port,
  network: WorldNetwork,
): Violation {
  const other = end.kind === 'pod' ? namePod(end.pod) : 'addresses that both name';
  const [from, to] = rule.direction === 'ingress' ? [other, namePod(pod)] : [namePod(pod), other];
  return {
    path: ['spec', 'priority'],
    message: `from ${from} to ${to} on ${protocol} ${port}, ${nameRule(against)} says ${against.action} and ${rule.direction}[${rule.index}] here says ${rule.action}, both at priority ${rule.policy.priority}`,
    evidence: ruleEvidence([against, rule], network),
  };
}
