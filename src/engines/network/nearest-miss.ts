import { type FieldEdit, listAt } from '../../core/index.ts';
import { addressesOf, formatAddresses } from './addresses.ts';
import type { Engine } from './engine.ts';
import type { Judgement } from './judge.ts';
import type { Party } from './party.ts';
import type { NetworkPod } from './pods.ts';
import type { Direction, Policy, PolicyRule } from './policy.ts';
import type { Protocol } from './ports.ts';
import type { Profile } from './profiles.ts';
import type { Labels } from './selector.ts';

/** An addition to a policy, and the size of what it adds: a port to a rule, a peer to a rule, or a rule. */
export interface Change {
  readonly kind: 'add-port' | 'add-peer' | 'add-rule';
  readonly direction: Direction;
  readonly policy: Policy;
  readonly edit: FieldEdit;
}

/** An end of a flow: what policies see of it, and the pod that it is. */
export interface End {
  readonly party: Party;
  readonly pod?: NetworkPod;
  /** Whether no other pod was meant. */
  readonly isAlone?: boolean;
}

interface DeniedFlow {
  readonly from: End;
  readonly to: End;
  readonly out: Profile | undefined;
  readonly into: Profile | undefined;
  readonly egress: Judgement | undefined;
  readonly ingress: Judgement | undefined;
}

/** One change for each end that does not let the flow through; empty where no policy can say it, such as for pods without an address of their own. */
export function nearestMiss(engine: Engine, flow: DeniedFlow, protocol: Protocol, port: number): Change[] {
  const ends = [
    { profile: flow.out, judgement: flow.egress, other: flow.to },
    { profile: flow.into, judgement: flow.ingress, other: flow.from },
  ];
  const changes: Change[] = [];
  for (const { profile, judgement, other } of ends) {
    if (!profile || !judgement || judgement.verdict === 'allow') continue;
    const change = changeFor(engine, profile, judgement, other, protocol, port);
    if (!change) return [];
    changes.push(change);
  }
  return changes;
}

function changeFor(
  engine: Engine,
  profile: Profile,
  judgement: Judgement,
  other: End,
  protocol: Protocol,
  port: number,
): Change | undefined {
  const grounds = judgement.grounds.filter(({ kind }) => kind === 'isolation' || kind === 'rules');
  if (grounds.length > 1) {
    // Where it is left open whether a rule matches, each way ends in a denial, and only what comes before the first such rule helps.
    const [first] = [...judgement.passed, ...grounds.flatMap((one) => (one.kind === 'rules' ? one.matches : []))]
      .map(({ rule }) => rule)
      .filter(({ policy }) => policy.tier === 'admin')
      .sort((a, b) => a.policy.priority - b.policy.priority || a.index - b.index);
    return first && insertBefore(first, other, protocol, port);
  }
  const [ground] = grounds;
  if (ground?.kind === 'isolation') return addToIsolating(engine, profile, ground.policies, other, protocol, port);
  const rule = ground?.kind === 'rules' ? ground.matches[0]?.rule : undefined;
  return rule?.action === 'deny' ? insertBefore(rule, other, protocol, port) : undefined;
}

function addToIsolating(
  { judge }: Engine,
  profile: Profile,
  policies: readonly Policy[],
  other: End,
  protocol: Protocol,
  port: number,
): Change | undefined {
  const { direction } = profile;
  const rules = policies.flatMap((policy) => policy.rules.filter((rule) => rule.direction === direction));
  const anyPort = (rule: PolicyRule): PolicyRule => ({ ...rule, ports: 'all' });
  const anyPeer = (rule: PolicyRule): PolicyRule => ({ ...rule, peers: 'all' });
  const isCertain = (rule: PolicyRule): boolean => {
    const match = judge.matchRule(rule, profile, other.party, protocol, port);
    return match !== undefined && match.doubt === undefined;
  };
  const byPeer = rules.find((rule) => isCertain(anyPort(rule)));
  if (byPeer) {
    return {
      kind: 'add-port',
      direction,
      policy: byPeer.policy,
      edit: { kind: 'add', path: [...byPeer.path, 'ports'], value: { protocol, port } },
    };
  }
  const [policy] = policies;
  const peer = policy && peerOf(other);
  if (!peer) return undefined;
  const field = direction === 'ingress' ? 'from' : 'to';
  const byPort = rules.find((rule) => isCertain(anyPeer(rule)));
  if (byPort)
    return { kind: 'add-peer', direction, policy: byPort.policy, edit: { kind: 'add', path: [...byPort.path, field], value: peer } };
  const value = { [field]: [peer], ports: [{ protocol, port }] };
  return { kind: 'add-rule', direction, policy, edit: { kind: 'add', path: ['spec', direction], value } };
}

/** Rules of the other kinds decide in their order, so what should come through must be accepted before it is denied. */
function insertBefore(rule: PolicyRule, other: End, protocol: Protocol, port: number): Change | undefined {
  const { policy, direction, index } = rule;
  const peer = clusterPeerOf(other, direction);
  if (!peer) return undefined;
  const isNew = policy.kind === 'ClusterNetworkPolicy';
  const field = direction === 'ingress' ? 'from' : 'to';
  const ports = isNew
    ? { protocols: [{ [protocol.toLowerCase()]: { destinationPort: { number: port } } }] }
    : { ports: [{ portNumber: { protocol, port } }] };
  const value = { action: isNew ? 'Accept' : 'Allow', [field]: [peer], ...ports };
  const list = listAt(policy.object.value, 'spec', direction);
  return { kind: 'add-rule', direction, policy, edit: { kind: 'set', path: ['spec', direction], value: list.toSpliced(index, 0, value) } };
}

/** Labels that change with each version of a workload, or with each replica. */
const SHORT_LIVED = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
]);

function lastingLabels(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !SHORT_LIVED.has(key)));
}

function selectorsOf({ pod: known, party }: End): { readonly namespaceSelector: object; readonly podSelector: object } | undefined {
  const pod = party.kind === 'imagined' ? party.pod : known;
  if (!pod || known?.hostNetwork) return undefined;
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': pod.namespace } },
    podSelector: { matchLabels: lastingLabels(pod.labels) },
  };
}

function cidrOf({ address }: Extract<Party, { kind: 'address' }>): string {
  return `${formatAddresses(addressesOf({ ...address, prefix: address.bits }))}/${address.bits}`;
}

function peerOf(end: End): object | undefined {
  const { party } = end;
  switch (party.kind) {
    case 'pods':
    case 'imagined':
      return selectorsOf(end);
    case 'address':
      return { ipBlock: { cidr: cidrOf(party) } };
    case 'unknown-pod':
      return { namespaceSelector: {} };
    case 'node':
      return undefined;
  }
}

function clusterPeerOf(end: End, direction: Direction): object | undefined {
  const { party } = end;
  switch (party.kind) {
    case 'pods':
    case 'imagined': {
      const pods = selectorsOf(end);
      return pods && { pods };
    }
    case 'address':
      return direction === 'egress' ? { networks: [cidrOf(party)] } : undefined;
    case 'unknown-pod':
      return { namespaces: {} };
    case 'node':
      return undefined;
  }
}
