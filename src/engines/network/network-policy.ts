import { type FieldPath, listAt, numberAt, stringAt, valueAt } from '../../core/index.ts';
import { isStrictlyInside, parseCidr, policyTypesOf } from '../../kubernetes/index.ts';
import { addressesOf, subtractAddresses } from './addresses.ts';
import type { NetworkObject } from './objects.ts';
import { type Direction, type Peer, type Policy, type PolicyRule, type PortMatch, selectPods } from './policy.ts';
import { isPortNumber, isProtocol, LAST_PORT, PROTOCOLS, type Protocol } from './ports.ts';
import type { Report } from './problem.ts';
import { readSelector } from './selector.ts';

const DIRECTIONS = [
  ['ingress', 'Ingress', 'from'],
  ['egress', 'Egress', 'to'],
] as const;

/**
 * A NetworkPolicy. Source of truth: its types, https://github.com/kubernetes/api/blob/v0.35.0/networking/v1/types.go, their defaults and
 * their validation, https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/networking/validation/validation.go
 */
export function readNetworkPolicy(object: NetworkObject, namespace: string, report: Report): Policy {
  const types = policyTypesOf(object.value);
  for (const [index, type] of types.entries()) {
    if (type !== 'Ingress' && type !== 'Egress')
      report('unknown-policy-type', ['spec', 'policyTypes', index], `"${String(type)}" is neither Ingress nor Egress`);
  }
  const rules: PolicyRule[] = [];
  const policy: Policy = {
    object,
    kind: object.kind,
    namespace,
    name: object.name,
    tier: 'network-policy',
    priority: 0,
    subject: selectPods(namespace, readSelector(object.value, ['spec', 'podSelector'], report), false),
    isolates: DIRECTIONS.flatMap(([direction, type]) => (types.includes(type) ? direction : [])),
    rules,
  };
  for (const [direction, type, field] of DIRECTIONS) {
    // Rules of a direction that is not among the types are checked and then have no effect.
    for (const index of listAt(object.value, 'spec', direction).keys()) {
      const rule = readRule(policy, direction, index, field, namespace, report);
      if (types.includes(type)) rules.push(rule);
    }
  }
  return policy;
}

function readRule(policy: Policy, direction: Direction, index: number, field: string, namespace: string, report: Report): PolicyRule {
  const path = ['spec', direction, index];
  const { value } = policy.object;
  const peers = listAt(value, ...path, field);
  const ports = listAt(value, ...path, 'ports');
  return {
    policy,
    direction,
    action: 'accept',
    index,
    path,
    // A missing list and an empty one both mean all, but a list whose members are all refused means none.
    peers: peers.length === 0 ? 'all' : peers.flatMap((_, at) => readPeer(value, [...path, field, at], namespace, report)),
    ports: ports.length === 0 ? 'all' : ports.flatMap((_, at) => readPort(value, [...path, 'ports', at], report)),
  };
}

function readPeer(root: unknown, path: FieldPath, namespace: string, report: Report): Peer[] {
  const peer = valueAt(root, path);
  const [byPod, byNamespace, byBlock] = ['podSelector', 'namespaceSelector', 'ipBlock'].map(
    (field) => (valueAt(peer, [field]) ?? undefined) !== undefined,
  );
  if (!byPod && !byNamespace && !byBlock) {
    report('invalid-peer', path, 'a peer needs podSelector, namespaceSelector or ipBlock');
    return [];
  }
  if (byBlock) {
    if (!byPod && !byNamespace) return readBlock(root, [...path, 'ipBlock'], report);
    report('invalid-peer', path, 'a peer has either ipBlock or selectors');
    return [];
  }
  const pods = readSelector(root, [...path, 'podSelector'], report);
  const scope = byNamespace ? readSelector(root, [...path, 'namespaceSelector'], report) : namespace;
  return [{ kind: 'pods', pods: selectPods(scope, pods, false) }];
}

function readBlock(root: unknown, path: FieldPath, report: Report): Peer[] {
  const text = stringAt(root, ...path, 'cidr') ?? '';
  const block = parseCidr(text);
  if (!block) report('invalid-cidr', [...path, 'cidr'], `"${text}" is not a range of addresses`);
  let addresses = block && addressesOf(block);
  for (const [index, value] of listAt(root, ...path, 'except').entries()) {
    const except = parseCidr(String(value));
    const where = [...path, 'except', index];
    if (!except) report('invalid-cidr', where, `"${String(value)}" is not a range of addresses`);
    else if (block && !isStrictlyInside(except, block))
      report('except-outside-block', where, `${String(value)} is not a smaller range inside ${text}`);
    else if (addresses) addresses = subtractAddresses(addresses, addressesOf(except));
  }
  return addresses ? [{ kind: 'addresses', addresses, from: 'ipBlock' }] : [];
}

function readPort(root: unknown, path: FieldPath, report: Report): PortMatch[] {
  const protocol = valueAt(root, [...path, 'protocol']) ?? 'TCP';
  const port = valueAt(root, [...path, 'port']) ?? undefined;
  const endPort = numberAt(root, ...path, 'endPort');
  if (!isProtocol(protocol)) {
    report('unknown-protocol', [...path, 'protocol'], `"${String(protocol)}" is none of ${PROTOCOLS.join(', ')}`);
    return [];
  }
  if (endPort !== undefined && typeof port !== 'number') {
    report('end-port-without-port', [...path, 'endPort'], 'endPort needs port to be a number');
    return [];
  }
  if (port === undefined) return [{ kind: 'range', protocol, first: 1, last: LAST_PORT }];
  if (typeof port === 'number') return readPortRange(protocol, port, endPort, path, report);
  if (isPortName(port)) return [{ kind: 'named', name: port, protocol }];
  report('invalid-port', [...path, 'port'], `"${String(port)}" is neither a port number nor the name of a port`);
  return [];
}

function readPortRange(protocol: Protocol, port: number, endPort: number | undefined, path: FieldPath, report: Report): PortMatch[] {
  if (!isPortNumber(port)) {
    report('invalid-port', [...path, 'port'], `${port} is not between 1 and ${LAST_PORT}`);
    return [];
  }
  if (endPort !== undefined && endPort < port) {
    report('end-port-below-port', [...path, 'endPort'], `endPort ${endPort} is below port ${port}`);
    return [];
  }
  if (endPort !== undefined && !isPortNumber(endPort)) {
    report('invalid-port', [...path, 'endPort'], `${endPort} is not between 1 and ${LAST_PORT}`);
    return [];
  }
  return [{ kind: 'range', protocol, first: port, last: endPort ?? port }];
}

/** IsValidPortName: at most 15 letters, digits and single hyphens inside, with a letter among them. */
function isPortName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 15 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value) && /[a-z]/.test(value);
}
