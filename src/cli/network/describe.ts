import type { FieldEdit } from '../../core/index.ts';
import { formatFieldPath } from '../../core/index.ts';
import {
  type AddressSet,
  ALL_ADDRESSES,
  type Change,
  type Decision,
  type DifferenceEnd,
  DOUBTS,
  formatAddresses,
  formatPorts,
  type Ground,
  isEmptyAddresses,
  type Judgement,
  type Peer,
  type Policy,
  type PolicyRule,
  type PortMatch,
  type Reach,
  type RuleMatch,
  subtractAddresses,
  subtractPorts,
} from '../../engines/network/index.ts';
import type { NetworkState } from './read-connectivity.ts';

/** `NetworkPolicy shop/web`, `ClusterNetworkPolicy deny-all`. */
export function policyName({ kind, namespace, name }: Policy): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** `TCP 80,443`, and which of them only perhaps. */
export function describeReach({ certain, possible }: Reach): string {
  const perhaps = subtractPorts(possible, certain);
  const [sure, open] = [formatPorts(certain), formatPorts(perhaps)];
  if (open === 'none') return sure === 'all' ? 'all ports' : sure;
  return sure === 'none' ? `perhaps ${open === 'all' ? 'all ports' : open}` : `${sure}, perhaps ${open}`;
}

/** What the policies of each end say, a line for each. */
export function describeDecision({ egress, ingress, doubts, nearestMiss }: Decision, state: NetworkState): string[] {
  return [
    ...(egress ? describeJudgement('out', egress, state) : []),
    ...(ingress ? describeJudgement('in', ingress, state) : []),
    ...doubts.map((doubt) => `undefined: ${DOUBTS[doubt]}`),
    ...nearestMiss.map((change) => describeChange(change, state)),
  ];
}

/** What the policies of one end say, a line for each reason. */
export function describeJudgement(direction: 'out' | 'in', judgement: Judgement, state: NetworkState): string[] {
  const start = direction === 'out' ? 'on the way out: ' : 'on the way in: ';
  const passed = judgement.passed.map((match) => `${start}passed on by ${describeMatch(match, state)}`);
  return [...passed, ...judgement.grounds.flatMap((ground) => describeGround(ground, state).map((line) => `${start}${line}`))];
}

function describeGround(ground: Ground, state: NetworkState): string[] {
  switch (ground.kind) {
    case 'default':
      return ['allowed, since no policy restricts it'];
    case 'own-node':
      return ['allowed, if it comes from the node of the pod'];
    case 'isolation': {
      const names = ground.policies.map((policy) => `${policyName(policy)}  ${state.placeOf(policy.object)}`);
      return [`denied: no rule of ${names.join(', ')} lets it through`];
    }
    case 'rules':
      return ground.matches.map((match) => `${ACTIONS[match.rule.action]} by ${describeMatch(match, state)}`);
  }
}

const ACTIONS = { accept: 'allowed', deny: 'denied', pass: 'passed on' } as const;

function describeMatch({ rule, peer, port, doubt }: RuleMatch, state: NetworkState): string {
  const parts = [peer === undefined ? 'everybody' : `peer ${peer + 1}`, port === undefined ? 'every port' : `port ${port + 1}`];
  const perhaps = doubt === undefined ? '' : ', perhaps';
  return `${policyName(rule.policy)}, ${rule.direction} rule ${rule.index + 1}${rule.name === undefined ? '' : ` (${rule.name})`}: ${parts.join(', ')}${perhaps}  ${state.placeOf(rule.policy.object, rule.path)}`;
}

function describeChange({ kind, direction, policy, edit }: Change, state: NetworkState): string {
  const what = { 'add-port': 'a port', 'add-peer': 'a peer', 'add-rule': `a rule for ${direction}` }[kind];
  return `to allow it, add ${what} to ${policyName(policy)}: ${describeAddition(edit)}  ${state.placeOf(policy.object, edit.kind === 'rename' ? [] : edit.path)}`;
}

/** `spec.ingress[0].from: {...}`, with what is to be added as it could be pasted. */
function describeAddition(edit: FieldEdit): string {
  const value = 'value' in edit ? ` ${JSON.stringify(edit.value)}` : '';
  return `${edit.kind === 'rename' ? '' : formatFieldPath(edit.path)}${value}`;
}

/** Addresses for people: by what is missing, where that is shorter. */
export function describeAddresses(set: AddressSet): string {
  const missing = subtractAddresses(ALL_ADDRESSES, set);
  if (isEmptyAddresses(missing)) return 'every address';
  const [own, other] = [formatAddresses(set), formatAddresses(missing)];
  return other.length < own.length ? `every address but ${other}` : own;
}

/** A rule in plain words. */
export function describePolicyRule({ action, peers, ports, direction }: PolicyRule): string {
  const who = peers === 'all' ? 'everybody, inside and outside the cluster' : peers.map(describePeer).join(' or ');
  const where = ports === 'all' ? 'every port' : ports.map(describePort).join(', ');
  const verb = { accept: direction === 'ingress' ? 'lets in' : 'lets out', deny: 'denies', pass: 'leaves to the next tier' }[action];
  return `${verb} ${direction === 'ingress' ? 'from' : 'to'} ${who}, on ${where}`;
}

function describePeer(peer: Peer): string {
  switch (peer.kind) {
    case 'pods': {
      const { namespace, pods } = peer.pods;
      const whose =
        typeof namespace === 'string'
          ? `of namespace ${namespace}`
          : namespace.selectsAll
            ? 'of every namespace'
            : `of namespaces with ${namespace.words.join(' and ')}`;
      return `${pods.selectsAll ? 'all pods' : `pods with ${pods.words.join(' and ')}`} ${whose}`;
    }
    case 'addresses':
      return `addresses ${describeAddresses(peer.addresses)}`;
    case 'nodes':
      return 'nodes of the cluster';
    case 'domain-names':
      return 'addresses of certain domain names';
  }
}

function describePort(match: PortMatch): string {
  if (match.kind === 'named') return `the port called ${match.name}`;
  const { protocol, first, last } = match;
  if (first === 1 && last === 65_535) return `every port of ${protocol}`;
  return first === last ? `${protocol} ${first}` : `${protocol} ${first}-${last}`;
}

/** What stands at one end of a flow that differs. */
export function describeEnd(end: DifferenceEnd): string {
  if (end.kind === 'workload') return end.name;
  return end.kind === 'addresses' ? describeAddresses(end.addresses) : 'the internet, through a Service or route';
}
