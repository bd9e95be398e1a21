/**
 * Network policy for one packet at a time, written from the documentation of its APIs and sharing nothing with the engine but the shape of
 * objects: https://github.com/kubernetes/api/blob/v0.35.0/networking/v1/types.go,
 * https://github.com/kubernetes-sigs/network-policy-api/blob/main/apis/v1alpha2/clusternetworkpolicy_types.go and, for the two older kinds,
 * https://github.com/kubernetes-sigs/network-policy-api/tree/v0.1.7/apis/v1alpha1. Where upstream leaves something open it is tried both ways.
 */

export interface NaiveSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
}

export interface NaivePod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly name: string; readonly protocol: string; readonly containerPort: number }[];
  readonly hostNetwork: boolean;
  readonly address?: string;
}

export type NaiveEnd = { readonly kind: 'pod'; readonly pod: NaivePod } | { readonly kind: 'address'; readonly address: string };

// The objects are those of the API; their fields are read as the documentation names them.
type Fields = Readonly<Record<string, unknown>>;

export interface NaivePolicy {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly spec: Fields;
}

export interface NaiveCluster {
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly pods: readonly NaivePod[];
  readonly policies: readonly NaivePolicy[];
}

export interface NaiveAnswer {
  readonly verdict: 'allow' | 'deny' | 'undefined';
  /** What decides for each end; only where nothing is left open. */
  readonly reasons?: Readonly<Record<'egress' | 'ingress', readonly string[]>>;
}

/** Answers what was left open in one of the possible ways. */
class Choices {
  readonly #script: readonly number[];
  readonly taken: { value: number; options: number }[] = [];

  constructor(script: readonly number[]) {
    this.#script = script;
  }

  choose(options: number): number {
    const value = this.#script[this.taken.length] ?? 0;
    this.taken.push({ value, options });
    return value;
  }

  maybe(): boolean {
    return this.choose(2) === 1;
  }
}

/** All ways to answer what is left open, one after another. */
function* everyWay<T>(run: (choices: Choices) => T): Generator<{ readonly result: T; readonly isOpen: boolean }> {
  let script: number[] | undefined = [];
  while (script) {
    const choices = new Choices(script);
    const result = run(choices);
    yield { result, isOpen: choices.taken.length > 0 };
    let last = choices.taken.length - 1;
    while (last >= 0 && choices.taken[last]?.value === (choices.taken[last]?.options ?? 0) - 1) last--;
    script = last < 0 ? undefined : [...choices.taken.slice(0, last).map(({ value }) => value), (choices.taken[last]?.value ?? 0) + 1];
  }
}

type Way = { readonly isAllowed: boolean; readonly reasons: readonly string[] };

export function naiveDecide(cluster: NaiveCluster, from: NaiveEnd, to: NaiveEnd, protocol: string, port: number): NaiveAnswer {
  const ends = { from, to, protocol, port };
  const egress = from.kind === 'pod' ? summarize(cluster, from.pod, 'egress', ends) : OPEN;
  const ingress = to.kind === 'pod' ? summarize(cluster, to.pod, 'ingress', ends) : OPEN;
  const isSelf = from.kind === 'pod' && to.kind === 'pod' && from.pod === to.pod;
  const reasons = { egress: egress.reasons, ingress: ingress.reasons };
  if (!egress.canAllow || !ingress.canAllow) return isSelf ? { verdict: 'undefined' } : { verdict: 'deny', reasons };
  return egress.canDeny || ingress.canDeny ? { verdict: 'undefined' } : { verdict: 'allow', reasons };
}

const OPEN = { canAllow: true, canDeny: false, reasons: [] as readonly string[] };

interface Packet {
  readonly from: NaiveEnd;
  readonly to: NaiveEnd;
  readonly protocol: string;
  readonly port: number;
}

function summarize(cluster: NaiveCluster, subject: NaivePod, direction: 'egress' | 'ingress', packet: Packet): typeof OPEN {
  let [canAllow, canDeny, reasons] = [false, false, [] as readonly string[]];
  for (const { result } of everyWay((choices): Way => decideWay(cluster, subject, direction, packet, choices))) {
    if (result.isAllowed) canAllow = true;
    else canDeny = true;
    reasons = [...new Set([...reasons, ...result.reasons])];
  }
  return { canAllow, canDeny, reasons };
}

function decideWay(cluster: NaiveCluster, subject: NaivePod, direction: 'egress' | 'ingress', packet: Packet, choices: Choices): Way {
  return (
    decideTier(cluster, 'Admin', subject, direction, packet, choices) ??
    decideNetworkPolicies(cluster, subject, direction, packet, choices) ??
    decideTier(cluster, 'Baseline', subject, direction, packet, choices) ?? { isAllowed: true, reasons: [] }
  );
}

/** "v1.NetworkPolicy always makes a final decision for selected pods." */
function decideNetworkPolicies(
  cluster: NaiveCluster,
  subject: NaivePod,
  direction: 'egress' | 'ingress',
  packet: Packet,
  choices: Choices,
): Way | undefined {
  const selecting = cluster.policies.filter(
    ({ kind, namespace, spec }) =>
      kind === 'NetworkPolicy' &&
      namespace === subject.namespace &&
      chooses((spec['podSelector'] ?? {}) as NaiveSelector, subject.labels) &&
      typesOf(spec).includes(direction),
  );
  if (selecting.length === 0) return undefined;
  // Whether policies hold for a pod on the network of its node is left open.
  if (subject.hostNetwork && choices.maybe()) return undefined;
  const allowing = selecting.filter(({ spec, namespace }) =>
    ((spec[direction] ?? []) as readonly Fields[]).some((rule) => matchesRule(cluster, rule, namespace ?? '', direction, packet, choices)),
  );
  if (allowing.length > 0) return { isAllowed: true, reasons: allowing.map(nameOf) };
  const other = direction === 'egress' ? packet.to : packet.from;
  const isOwnNode = direction === 'ingress' && other.kind === 'pod' && other.pod.hostNetwork && choices.maybe();
  return { isAllowed: isOwnNode, reasons: selecting.map(nameOf) };
}

function nameOf({ kind, namespace, name }: NaivePolicy): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function typesOf(spec: Fields): readonly string[] {
  const types = (spec['policyTypes'] ?? []) as readonly string[];
  if (types.length > 0) return types.map((type) => type.toLowerCase());
  return ((spec['egress'] ?? []) as readonly unknown[]).length > 0 ? ['ingress', 'egress'] : ['ingress'];
}

function chooses({ matchLabels = {}, matchExpressions = [] }: NaiveSelector, labels: Readonly<Record<string, string>>): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const has = key in labels;
      if (operator === 'Exists') return has;
      if (operator === 'DoesNotExist') return !has;
      return operator === 'In' ? has && values.includes(labels[key] ?? '') : !has || !values.includes(labels[key] ?? '');
    })
  );
}

function matchesRule(
  cluster: NaiveCluster,
  rule: Fields,
  namespace: string,
  direction: 'egress' | 'ingress',
  packet: Packet,
  choices: Choices,
): boolean {
  const peers = (rule[direction === 'egress' ? 'to' : 'from'] ?? []) as readonly Fields[];
  const ports = (rule['ports'] ?? []) as readonly Fields[];
  if (ports.length > 0 && !ports.some((port) => matchesPort(port, packet))) return false;
  const other = direction === 'egress' ? packet.to : packet.from;
  return peers.length === 0 || peers.map((peer) => matchesPeer(cluster, peer, namespace, other, choices)).includes(true);
}

function matchesPeer(cluster: NaiveCluster, peer: Fields, namespace: string, other: NaiveEnd, choices: Choices): boolean {
  const block = peer['ipBlock'] as { readonly cidr: string; readonly except?: readonly string[] } | undefined;
  if (block) {
    const isIn = (address: string): boolean =>
      inRange(address, block.cidr) && !(block.except ?? []).some((range) => inRange(address, range));
    if (other.kind === 'address') return isIn(other.address);
    // A node has other addresses besides. Whether blocks mean pods is left open; an address that is not known may lie in any of them.
    if (other.pod.hostNetwork) return (other.pod.address === undefined || isIn(other.pod.address)) && choices.maybe();
    return other.pod.address === undefined ? choices.maybe() : isIn(other.pod.address) && choices.maybe();
  }
  if (other.kind === 'address') return false;
  const byNamespace = peer['namespaceSelector'] as NaiveSelector | undefined;
  const isThere = byNamespace ? chooses(byNamespace, namespaceLabels(cluster, other.pod.namespace)) : other.pod.namespace === namespace;
  const isChosen = isThere && chooses((peer['podSelector'] ?? {}) as NaiveSelector, other.pod.labels);
  return isChosen && (!other.pod.hostNetwork || choices.maybe());
}

function namespaceLabels(cluster: NaiveCluster, name: string): Readonly<Record<string, string>> {
  return { ...cluster.namespaces[name], 'kubernetes.io/metadata.name': name };
}

function matchesPort(port: Fields, { to, protocol, port: number }: Packet): boolean {
  if ((port['protocol'] ?? 'TCP') !== protocol) return false;
  const wanted = port['port'];
  if (wanted === undefined) return true;
  if (typeof wanted === 'string') return hasNamedPort(to, wanted, protocol, number);
  return number >= Number(wanted) && number <= Number(port['endPort'] ?? wanted);
}

function hasNamedPort(to: NaiveEnd, name: string, protocol: string, number: number): boolean {
  return to.kind === 'pod' && to.pod.ports.find((one) => one.name === name && one.protocol === protocol)?.containerPort === number;
}

/** Policies for the cluster: tiers, priorities, order of rules. */
function decideTier(
  cluster: NaiveCluster,
  tier: 'Admin' | 'Baseline',
  subject: NaivePod,
  direction: 'egress' | 'ingress',
  packet: Packet,
  choices: Choices,
): Way | undefined {
  // "Note that host-networked pods are not included in subject selection."
  if (subject.hostNetwork) return undefined;
  const policies = cluster.policies.filter(
    (policy) => tierOf(policy) === tier && matchesPods(cluster, policy.spec['subject'] as Fields, subject) && policy.spec[direction],
  );
  const priorities = [...new Set(policies.map(priorityOf))].sort((a, b) => a - b);
  for (const priority of priorities) {
    const equal = policies.filter((policy) => priorityOf(policy) === priority);
    // "the implementation can apply any of the matching policies"
    for (const policy of shuffle(equal, choices)) {
      for (const rule of policy.spec[direction] as readonly Fields[]) {
        if (!matchesClusterRule(cluster, rule, direction, packet, choices)) continue;
        if (rule['action'] === 'Pass') return undefined;
        return { isAllowed: rule['action'] !== 'Deny', reasons: [nameOf(policy)] };
      }
    }
  }
  return undefined;
}

function shuffle<T>(values: readonly T[], choices: Choices): readonly T[] {
  const rest = [...values];
  const result: T[] = [];
  while (rest.length > 0) result.push(...rest.splice(rest.length > 1 ? choices.choose(rest.length) : 0, 1));
  return result;
}

function tierOf({ kind, spec }: NaivePolicy): unknown {
  if (kind === 'AdminNetworkPolicy') return 'Admin';
  return kind === 'BaselineAdminNetworkPolicy' ? 'Baseline' : spec['tier'];
}

function priorityOf({ kind, spec }: NaivePolicy): number {
  return kind === 'BaselineAdminNetworkPolicy' ? 0 : Number(spec['priority']);
}

function matchesPods(cluster: NaiveCluster, selection: Fields, pod: NaivePod): boolean {
  const labels = namespaceLabels(cluster, pod.namespace);
  if (selection['namespaces']) return chooses(selection['namespaces'] as NaiveSelector, labels);
  const pods = selection['pods'] as { readonly namespaceSelector: NaiveSelector; readonly podSelector: NaiveSelector };
  return chooses(pods.namespaceSelector, labels) && chooses(pods.podSelector, pod.labels);
}

function matchesClusterRule(
  cluster: NaiveCluster,
  rule: Fields,
  direction: 'egress' | 'ingress',
  packet: Packet,
  choices: Choices,
): boolean {
  const other = direction === 'egress' ? packet.to : packet.from;
  const ports = (rule['ports'] ?? rule['protocols'] ?? []) as readonly Fields[];
  if (ports.length > 0 && !ports.some((port) => matchesClusterPort(port, packet))) return false;
  const peers = rule[direction === 'egress' ? 'to' : 'from'] as readonly Fields[];
  return peers.map((peer) => matchesClusterPeer(cluster, peer, other, choices)).includes(true);
}

function matchesClusterPeer(cluster: NaiveCluster, peer: Fields, other: NaiveEnd, choices: Choices): boolean {
  const networks = peer['networks'] as readonly string[] | undefined;
  if (networks) {
    const isIn = (address: string): boolean => networks.some((range) => inRange(address, range));
    if (other.kind === 'address') return isIn(other.address);
    const holdsAll = networks.includes('0.0.0.0/0') && networks.includes('::/0');
    if (holdsAll) return true;
    if (other.pod.hostNetwork) return (other.pod.address === undefined || isIn(other.pod.address)) && choices.maybe();
    return other.pod.address === undefined ? choices.maybe() : isIn(other.pod.address);
  }
  if (peer['nodes']) return other.kind === 'pod' && other.pod.hostNetwork && choices.maybe();
  if (peer['domainNames']) return other.kind === 'address' && choices.maybe();
  return other.kind === 'pod' && !other.pod.hostNetwork && matchesPods(cluster, peer, other.pod);
}

function matchesClusterPort(port: Fields, { to, protocol, port: number }: Packet): boolean {
  const name = port['namedPort'] ?? port['destinationNamedPort'];
  if (name !== undefined) return hasNamedPort(to, String(name), protocol, number);
  const single = port['portNumber'] as Fields | undefined;
  if (single) return (single['protocol'] ?? 'TCP') === protocol && single['port'] === number;
  const range = port['portRange'] as Fields | undefined;
  if (range) return (range['protocol'] ?? 'TCP') === protocol && number >= Number(range['start']) && number <= Number(range['end']);
  const destination = (port[protocol.toLowerCase()] as Fields | undefined)?.['destinationPort'] as Fields | undefined;
  if (!destination) return false;
  const bounds = destination['range'] as Fields | undefined;
  return bounds ? number >= Number(bounds['start']) && number <= Number(bounds['end']) : destination['number'] === number;
}

/** Compares as many leading bits as the prefix has. */
function inRange(address: string, range: string): boolean {
  const [base = '', prefix = ''] = range.split('/');
  if (address.includes(':') !== base.includes(':')) return false;
  return toBits(address).slice(0, Number(prefix)) === toBits(base).slice(0, Number(prefix));
}

function toBits(address: string): string {
  if (!address.includes(':'))
    return address
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('');
  const [left = '', right = ''] = address.split('::');
  const groups = (text: string): string[] => text.split(':').filter((group) => group !== '');
  const missing = address.includes('::') ? 8 - groups(left).length - groups(right).length : 0;
  const all = [...groups(left), ...Array.from({ length: missing }, () => '0'), ...groups(right)];
  return all.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}
