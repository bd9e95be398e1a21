import {
  isEmptyAddresses,
  isEmptyPorts,
  type Peer,
  type PodSelection,
  type PolicyRule,
  type PortSet,
  PROTOCOLS,
  type Protocol,
  portRange,
  subtractAddresses,
  subtractPorts,
  uniteAddresses,
  unitePorts,
} from '../../engines/network/index.ts';

/**
 * Whether one rule says everything that another says, for any pods there may ever be: it is for at least the same pods, in the same
 * direction, and each peer and port of the other is contained in its own. Selectors are compared by their conditions, so `true` is a
 * proof and `false` only says that none was found.
 */
export function ruleCovers(outer: PolicyRule, inner: PolicyRule): boolean {
  return (
    outer.direction === inner.direction &&
    selectionCovers(outer.policy.subject, inner.policy.subject) &&
    portsCover(outer.ports, inner.ports) &&
    peersCover(outer.peers, inner.peers)
  );
}

export function selectionCovers(outer: PodSelection, inner: PodSelection): boolean {
  if (outer.leavesOutHostNetwork && !inner.leavesOutHostNetwork) return false;
  return namespaceCovers(outer.namespace, inner.namespace) && wordsCover(outer.pods.words, inner.pods.words);
}

function namespaceCovers(outer: PodSelection['namespace'], inner: PodSelection['namespace']): boolean {
  if (typeof outer !== 'string') return wordsCover(outer.words, typeof inner === 'string' ? [nameWord(inner)] : inner.words);
  return typeof inner === 'string' ? inner === outer : inner.words.includes(nameWord(outer));
}

/** Every namespace has this label with its own name. */
function nameWord(namespace: string): string {
  return `kubernetes.io/metadata.name=${namespace}`;
}

/** Fewer conditions choose more. */
function wordsCover(outer: readonly string[], inner: readonly string[]): boolean {
  return outer.every((word) => inner.includes(word));
}

function portsCover(outer: PolicyRule['ports'], inner: PolicyRule['ports']): boolean {
  if (outer === 'all') return true;
  if (inner === 'all') return false;
  const numbers = numbersOf(outer);
  return inner.every((port) => {
    if (port.kind === 'range') return contains(numbers, portRange(port.protocol, port.first, port.last));
    const isNamed = outer.some(
      (one) => one.kind === 'named' && one.name === port.name && (one.protocol === undefined || one.protocol === port.protocol),
    );
    const protocols: readonly Protocol[] = port.protocol === undefined ? PROTOCOLS : [port.protocol];
    return isNamed || protocols.every((protocol) => contains(numbers, portRange(protocol)));
  });
}

/** The ports that a rule gives as numbers. */
export function numbersOf(ports: Exclude<PolicyRule['ports'], 'all'>): PortSet {
  return ports
    .flatMap((port) => (port.kind === 'range' ? portRange(port.protocol, port.first, port.last) : []))
    .reduce(unitePorts, { TCP: [], UDP: [], SCTP: [] });
}

function contains(outer: PortSet, inner: PortSet): boolean {
  return isEmptyPorts(subtractPorts(inner, outer));
}

function peersCover(outer: PolicyRule['peers'], inner: PolicyRule['peers']): boolean {
  if (outer === 'all') return true;
  return inner !== 'all' && inner.every((peer) => isPeerCovered(outer, peer));
}

function isPeerCovered(outer: readonly Peer[], peer: Peer): boolean {
  switch (peer.kind) {
    case 'pods':
      return outer.some((one) => one.kind === 'pods' && selectionCovers(one.pods, peer.pods));
    case 'addresses': {
      const own = outer.flatMap((one) => (one.kind === 'addresses' && one.from === peer.from ? one.addresses : []));
      return isEmptyAddresses(subtractAddresses(peer.addresses, own.reduce(uniteAddresses, { ipv4: [], ipv6: [] })));
    }
    case 'nodes':
      return outer.some(({ kind }) => kind === 'nodes');
    case 'domain-names':
      return false;
  }
}
