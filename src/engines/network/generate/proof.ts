import { viewPod } from '../../../kubernetes/index.ts';
import { type AddressSet, formatAddresses, intersectAddresses, isEmptyAddresses, NO_ADDRESSES, subtractAddresses } from '../addresses.ts';
import { type Connectivity, createConnectivity } from '../connectivity.ts';
import { readNetwork } from '../network.ts';
import type { NetworkObject } from '../objects.ts';
import type { NetworkPod } from '../pods.ts';
import type { Direction } from '../policy.ts';
import {
  ALL_PORTS,
  formatPorts,
  intersectPorts,
  isEmptyPorts,
  NO_PORTS,
  type PortSet,
  portRange,
  subtractPorts,
  unitePorts,
} from '../ports.ts';
import type { Reach } from '../tally.ts';
import { blockAddresses, DNS_LABELS, DNS_NAMESPACE, type Need, type NeedEnd, namesPod } from './need.ts';
import type { Plan } from './plan.ts';
import { POLICY_KINDS } from './policy-kinds.ts';

export interface ProvenFlow {
  readonly from: string;
  readonly to: string;
  readonly ports: string;
}

/** What the engine says of the written policies, beside what is needed. */
export interface Proof {
  /** Needed flows that are closed. */
  readonly missing: readonly ProvenFlow[];
  /** Open flows that are not needed. */
  readonly excess: readonly ProvenFlow[];
  /** Flows that are open on some network plugins only, because a range of addresses may mean pods. */
  readonly perhaps: readonly ProvenFlow[];
  readonly checked: {
    /** Ordered pairs of pods, those that stand for unknown pods included. */
    readonly pairs: number;
    /** Ends outside the cluster: parts of the address space, for each pod and direction. */
    readonly outside: number;
    readonly needs: number;
  };
  /** Refusals and other problems of the written policies. */
  readonly problems: readonly string[];
}

const STAND_IN = 'seawall-stand-in';

/** Reads policies in place of those of today and compares every pair of pods, and everything outside, with the needs of the plan. */
export function provePolicies(
  plan: Plan,
  objects: readonly NetworkObject[],
  policies: readonly NetworkObject[],
  podRanges?: readonly string[],
): Proof {
  const rest = objects.filter((object) => !isPolicy(object));
  const { defaultNamespace } = plan.options;
  const network = readNetwork([...rest, ...standIns(plan), ...policies], { defaultNamespace, ...(podRanges ? { podRanges } : {}) });
  const written = new Set(policies);
  const problems = network.problems.filter(({ object }) => written.has(object)).map(({ message, object }) => `${object.name}: ${message}`);
  const connectivity = createConnectivity(network);
  const expected = createExpected(plan);
  const lists = { missing: [] as ProvenFlow[], excess: [] as ProvenFlow[], perhaps: [] as ProvenFlow[] };
  const pairs = comparePairs(connectivity, expected, lists);
  const outside = compareOutside(connectivity, expected, lists);
  return { ...lists, checked: { pairs, outside, needs: plan.needs.length }, problems };
}

export function isPolicy({ group, kind }: Pick<NetworkObject, 'group' | 'kind'>): boolean {
  return POLICY_KINDS.has(`${group}/${kind}`);
}

/** Pods that nobody planned for: one in each governed namespace, one elsewhere, and one that answers for the DNS of the cluster. */
function standIns({ governed, groups, network }: Plan): NetworkObject[] {
  const make = (namespace: string, name: string, labels: Readonly<Record<string, string>>): NetworkObject => ({
    group: '',
    kind: 'Pod',
    namespace,
    name,
    value: { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels }, spec: { containers: [] } },
    pods: [viewPod({}, { containers: [] })],
  });
  const isWhole = new Set(groups.filter(({ selector }) => Object.keys(selector.labels).length === 0).map(({ namespace }) => namespace));
  const dns: NeedEnd = { kind: 'dns' };
  return [
    ...[...governed].filter((namespace) => !isWhole.has(namespace)).map((namespace) => make(namespace, STAND_IN, {})),
    make(STAND_IN, STAND_IN, {}),
    ...(network.pods.some((pod) => namesPod(dns, pod)) ? [] : [make(DNS_NAMESPACE, `${STAND_IN}-dns`, DNS_LABELS)]),
  ];
}

function isStandIn({ name }: NetworkPod): boolean {
  return name.startsWith(STAND_IN);
}

interface Expected {
  isGoverned(pod: NetworkPod): boolean;
  /** The needs in which a pod is the subject of that direction. */
  needsOf(pod: NetworkPod, direction: Direction): readonly Need[];
}

function createExpected({ governed, needs, groups }: Plan): Expected {
  const groupOf = new Map(groups.flatMap((group) => group.pods.map(({ id }) => [id, group] as const)));
  const indexed = { ingress: new Map<unknown, Need[]>(), egress: new Map<unknown, Need[]>() };
  for (const need of needs) {
    for (const [direction, end] of [
      ['egress', need.from],
      ['ingress', need.to],
    ] as const) {
      const key = end.kind === 'group' ? end.group : end.kind === 'namespace' ? end.name : undefined;
      if (key === undefined) continue;
      const list = indexed[direction].get(key);
      if (list) list.push(need);
      else indexed[direction].set(key, [need]);
    }
  }
  return {
    isGoverned: ({ namespace }) => governed.has(namespace),
    needsOf: ({ id, namespace }, direction) => [
      ...(indexed[direction].get(groupOf.get(id)) ?? []),
      ...(direction === 'egress' ? (indexed.egress.get(namespace) ?? []) : []),
    ],
  };
}

type Lists = Readonly<Record<'missing' | 'excess' | 'perhaps', ProvenFlow[]>>;

interface Side {
  readonly pod: NetworkPod;
  readonly count: number;
  readonly isGoverned: boolean;
  readonly needs: readonly Need[];
}

function sidesOf(connectivity: Connectivity, expected: Expected, direction: Direction): Map<number, Side[]> {
  const sides = new Map<number, Side[]>();
  for (const { id, pods } of connectivity.classes) {
    const list: Side[] = [];
    const seen = new Set<string>();
    for (const pod of pods) {
      if (pod.hostNetwork) continue;
      const needs = expected.needsOf(pod, direction);
      const key = needs.map((need) => numberOf(need)).join();
      if (seen.has(key)) continue;
      seen.add(key);
      list.push({ pod, count: pods.length, isGoverned: expected.isGoverned(pod), needs });
    }
    sides.set(id, list);
  }
  return sides;
}

const numbers = new WeakMap<Need, number>();
let lastNumber = 0;
function numberOf(need: Need): number {
  const known = numbers.get(need) ?? ++lastNumber;
  numbers.set(need, known);
  return known;
}

function comparePairs(connectivity: Connectivity, expected: Expected, lists: Lists): number {
  const matrix = connectivity.matrix('class');
  const [sources, targets] = [sidesOf(connectivity, expected, 'egress'), sidesOf(connectivity, expected, 'ingress')];
  let pairs = 0;
  for (const { from, cells } of matrix.rows()) {
    for (const source of sources.get(from.id) ?? []) {
      for (const { id: to } of matrix.bundles) {
        for (const target of targets.get(to) ?? []) {
          // What policies mean for a pod that talks to itself is left open.
          if (source.pod === target.pod && source.count === 1) continue;
          pairs += source.count * target.count;
          comparePair(source, target, matrix.reach(cells[to] ?? 0), lists);
        }
      }
    }
  }
  return pairs;
}

interface Wanted {
  readonly sure: PortSet;
  readonly may: PortSet;
}

function wantedPorts({ isGoverned, needs }: Side, other: NetworkPod, peerOf: (need: Need) => NeedEnd): Wanted {
  if (!isGoverned) return { sure: ALL_PORTS, may: ALL_PORTS };
  let [sure, may] = [NO_PORTS, NO_PORTS];
  for (const need of needs) {
    const end = peerOf(need);
    const isNamed = namesPod(end, other);
    if (!isNamed && end.kind !== 'addresses') continue;
    const ports = portRange(need.protocol, need.port, need.port);
    if (isNamed) sure = unitePorts(sure, ports);
    may = unitePorts(may, ports);
  }
  return { sure, may };
}

function comparePair(source: Side, target: Side, reach: Reach, lists: Lists): void {
  const { certain, possible } = reach;
  const [out, into] = [wantedPorts(source, target.pod, ({ to }) => to), wantedPorts(target, source.pod, ({ from }) => from)];
  const [sure, may] = [intersectPorts(out.sure, into.sure), intersectPorts(out.may, into.may)];
  const ends = { from: source.pod.id, to: target.pod.id };
  report(lists.missing, ends, subtractPorts(sure, certain));
  report(lists.excess, ends, unitePorts(subtractPorts(certain, sure), subtractPorts(possible, may)));
  if (isStandIn(source.pod) || isStandIn(target.pod)) return;
  report(lists.perhaps, ends, subtractPorts(intersectPorts(possible, may), certain));
}

function report(list: ProvenFlow[], ends: { readonly from: string; readonly to: string }, ports: PortSet): void {
  if (!isEmptyPorts(ports)) list.push({ ...ends, ports: formatPorts(ports) });
}

function compareOutside(connectivity: Connectivity, expected: Expected, lists: Lists): number {
  let pieces = 0;
  for (const direction of ['ingress', 'egress'] as const) {
    for (const side of [...sidesOf(connectivity, expected, direction).values()].flat()) {
      if (!side.isGoverned) continue;
      const peers = side.needs.map((need) => ({ need, set: addressesIn(direction === 'ingress' ? need.from : need.to) }));
      const known = peers.filter(({ set }) => set === 'all' || !isEmptyAddresses(set));
      for (const { addresses, reach } of connectivity.external(side.pod, direction)) {
        for (const piece of refine(
          addresses,
          known.flatMap(({ set }) => (set === 'all' ? [] : [set])),
        )) {
          pieces++;
          const wanted = known
            .filter(({ set }) => set === 'all' || !isEmptyAddresses(intersectAddresses(set, piece)))
            .reduce((ports, { need }) => unitePorts(ports, portRange(need.protocol, need.port, need.port)), NO_PORTS);
          const outside = formatAddresses(piece);
          const ends = direction === 'ingress' ? { from: outside, to: side.pod.id } : { from: side.pod.id, to: outside };
          report(lists.missing, ends, subtractPorts(wanted, reach.certain));
          report(lists.excess, ends, subtractPorts(reach.possible, wanted));
        }
      }
    }
  }
  return pieces;
}

function addressesIn(end: NeedEnd): AddressSet | 'all' {
  if (end.kind === 'everyone') return 'all';
  return end.kind === 'addresses' ? blockAddresses(end.blocks) : NO_ADDRESSES;
}

/** Cuts addresses where the needs of a pod change, so that one answer holds for each piece. */
function refine(addresses: AddressSet, sets: readonly AddressSet[]): AddressSet[] {
  let pieces = [addresses];
  for (const set of new Set(sets))
    pieces = pieces
      .flatMap((piece) => [intersectAddresses(piece, set), subtractAddresses(piece, set)])
      .filter((piece) => !isEmptyAddresses(piece));
  return pieces;
}
