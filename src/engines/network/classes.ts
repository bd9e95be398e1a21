import { AddressIndex } from './address-index.ts';
import { type AddressSet, addressesKey } from './addresses.ts';
import { GroupFinder } from './group-finder.ts';
import { type Membership, NOBODY } from './membership.ts';
import type { NamedPort, NetworkNamespace, NetworkPod } from './pods.ts';
import type { Peer, PodSelection, Policy, PolicyRule } from './policy.ts';
import { NO_PORTS, type PortSet, portRange, unitePorts } from './ports.ts';
import type { Relation } from './tally.ts';

/** Pods that no policy can tell apart. */
export interface PodClass {
  readonly id: number;
  readonly pods: readonly NetworkPod[];
  readonly hostNetwork: boolean;
  /** A key that equals that of classes whose named ports, as far as rules use them, are the same. */
  readonly portsKey: string;
}

export interface Classes {
  readonly list: readonly PodClass[];
  of(pod: NetworkPod): PodClass;
  subjects(policy: Policy): Membership;
  peers(peer: Peer): Membership;
  /** Ports of that name on the pods of a class, in the protocol if one is given. */
  resolve(podClass: PodClass, name: string, protocol: string | undefined): PortSet;
  /** The classes that have a port of that name. */
  withPort(name: string): readonly number[];
}

export interface ClassesInput {
  readonly pods: readonly NetworkPod[];
  readonly namespaces: ReadonlyMap<string, NetworkNamespace>;
  readonly policies: readonly Policy[];
  /** Where pods of unknown address may be. */
  readonly podRanges: AddressSet;
}

export function keyOfPeer(peer: Peer): string {
  switch (peer.kind) {
    case 'pods':
      return peer.pods.key;
    case 'addresses':
      return `${peer.from} ${addressesKey(peer.addresses)}`;
    default:
      return peer.kind;
  }
}

/**
 * Groups pods by what policies can see of them: first by namespace, the labels that selectors name, the named ports that rules name and the
 * blocks their addresses lie in; then by which selections chose them.
 */
export function groupPods(input: ClassesInput): Classes {
  const used = whatPoliciesUse(input.policies);
  const blocks = new AddressIndex(input.pods, input.podRanges);
  const blockKeys = [...used.blocks.keys()];
  const blockMembers = [...used.blocks.values()].map((peer) => blocks.membersOf(peer));
  const blockMarks = marksOf(blockMembers, input.pods.length);
  const groups = new Map<string, number[]>();
  const labelKeys = [...used.labels];
  for (const [index, pod] of input.pods.entries()) {
    const labels = labelKeys.map((key) => pod.labels[key] ?? '\0').join('\x01');
    const key = [pod.namespace, pod.hostNetwork ? 'host' : '', labels, namedPortsKey(pod, used.names), blockMarks[index] ?? ''].join(
      '\x02',
    );
    const group = groups.get(key);
    if (group) group.push(index);
    else groups.set(key, [index]);
  }
  const members = [...groups.values()];
  const leaders = members.map(([first = 0]) => input.pods[first] as NetworkPod);
  const finder = new GroupFinder(leaders, input.namespaces, used.labels);
  const selections = [...used.selections.values()].map((selection) => finder.membersOf(selection));
  const groupOf = new Int32Array(input.pods.length);
  for (const [group, indexes] of members.entries()) for (const index of indexes) groupOf[index] = group;
  const blocksByGroup = blockMembers.map((membership) => renumber(membership, groupOf));

  const marks = marksOf(selections, leaders.length);
  const classIds = new Map<string, number>();
  const classOf = leaders.map((pod, group) => {
    const key = [pod.hostNetwork ? 'host' : '', namedPortsKey(pod, used.names), marks[group], blockMarks[members[group]?.[0] ?? 0]].join(
      '\x02',
    );
    const known = classIds.get(key) ?? classIds.size;
    classIds.set(key, known);
    return known;
  });
  const podsOf: NetworkPod[][] = Array.from({ length: classIds.size }, () => []);
  const classOfPod = new Map<NetworkPod, number>();
  for (const [group, indexes] of members.entries()) {
    const id = classOf[group] as number;
    for (const index of indexes) {
      const pod = input.pods[index] as NetworkPod;
      podsOf[id]?.push(pod);
      classOfPod.set(pod, id);
    }
  }
  const list = podsOf.map((pods, id): PodClass => {
    const [pod] = pods as [NetworkPod];
    return { id, pods, hostNetwork: pod.hostNetwork, portsKey: namedPortsKey(pod, used.names) };
  });
  const byKey = new Map<string, Membership>([
    ...[...used.selections.keys()].map((key, index) => [key, renumber(selections[index] as Membership, classOf)] as const),
    ...blockKeys.map((key, index) => [key, renumber(blocksByGroup[index] as Membership, classOf)] as const),
    // An address of a node may be one of a pod on its network.
    ['nodes', { fallback: 0, exceptions: new Map(list.filter(({ hostNetwork }) => hostNetwork).map(({ id }) => [id, 1])) }],
    ['domain-names', NOBODY],
  ]);
  const withPort = new Map<string, number[]>();
  for (const { id, pods } of list) {
    for (const name of new Set(pods[0]?.ports.map((port) => port.name))) {
      if (!used.names.has(name)) continue;
      const ids = withPort.get(name);
      if (ids) ids.push(id);
      else withPort.set(name, [id]);
    }
  }
  return {
    list,
    of: (pod) => list[classOfPod.get(pod) as number] as PodClass,
    subjects: ({ subject }) => byKey.get(subject.key) ?? NOBODY,
    peers: (peer) => byKey.get(keyOfPeer(peer)) ?? NOBODY,
    resolve: ({ pods }, name, protocol) => portsNamed(pods[0]?.ports ?? [], name, protocol),
    withPort: (name) => withPort.get(name) ?? [],
  };
}

export function portsNamed(ports: readonly NamedPort[], name: string, protocol: string | undefined): PortSet {
  const fitting = ports.filter((port) => port.name === name && (protocol === undefined || port.protocol === protocol));
  return fitting.reduce((set, port) => unitePorts(set, portRange(port.protocol, port.port, port.port)), NO_PORTS);
}

interface Used {
  readonly selections: Map<string, PodSelection>;
  readonly blocks: Map<string, Extract<Peer, { kind: 'addresses' }>>;
  readonly labels: Set<string>;
  readonly names: Set<string>;
}

function whatPoliciesUse(policies: readonly Policy[]): Used {
  const used: Used = { selections: new Map(), blocks: new Map(), labels: new Set(), names: new Set() };
  const select = (selection: PodSelection): void => {
    used.selections.set(selection.key, selection);
    for (const key of selection.pods.labelKeys) used.labels.add(key);
  };
  for (const { subject, rules } of policies) {
    select(subject);
    for (const rule of rules) {
      for (const peer of rule.peers === 'all' ? [] : rule.peers) {
        if (peer.kind === 'pods') select(peer.pods);
        else if (peer.kind === 'addresses') used.blocks.set(keyOfPeer(peer), peer);
      }
      for (const name of namesIn(rule)) used.names.add(name);
    }
  }
  return used;
}

export function namesIn({ ports }: PolicyRule): string[] {
  return ports === 'all' ? [] : ports.flatMap((port) => (port.kind === 'named' ? port.name : []));
}

function namedPortsKey({ ports }: NetworkPod, names: ReadonlySet<string>): string {
  const used = ports.filter(({ name }) => names.has(name)).map(({ name, protocol, port }) => `${name} ${protocol} ${port}`);
  return used.length < 2 ? (used[0] ?? '') : used.sort().join();
}

/** For each thing a text that says of which memberships it is an exception. */
function marksOf(memberships: readonly Membership[], count: number): string[] {
  const marks: string[] = Array.from({ length: count }, () => '');
  for (const [index, { exceptions }] of memberships.entries()) {
    for (const [member, relation] of exceptions) marks[member] += `${index}.${relation},`;
  }
  return marks;
}

function renumber({ fallback, exceptions }: Membership, numbers: ArrayLike<number>): Membership {
  const renumbered = new Map<number, Relation>();
  for (const [member, relation] of exceptions) renumbered.set(numbers[member] as number, relation);
  return { fallback, exceptions: renumbered };
}
