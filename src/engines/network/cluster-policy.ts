import { type FieldPath, isRecord, listAt, numberAt, stringAt, valueAt } from '../../core/index.ts';
import { parseStrictCidr } from '../../kubernetes/index.ts';
import { addressesOf, NO_ADDRESSES, uniteAddresses } from './addresses.ts';
import { readClusterPorts } from './cluster-policy-ports.ts';
import type { NetworkObject } from './objects.ts';
import {
  type Action,
  type Direction,
  type Peer,
  type PodSelection,
  type Policy,
  type PolicyRule,
  selectPods,
  type Tier,
} from './policy.ts';
import type { Report } from './problem.ts';
import { readSelector } from './selector.ts';

const DIRECTIONS = [
  ['ingress', 'from'],
  ['egress', 'to'],
] as const;

const PEER_FIELDS: Readonly<Record<Direction, readonly string[]>> = {
  ingress: ['namespaces', 'pods'],
  egress: ['namespaces', 'pods', 'nodes', 'networks', 'domainNames'],
};

/** How the kinds differ. `accept` is what each calls the action that lets traffic through. */
const KINDS = {
  ClusterNetworkPolicy: { tier: undefined, accept: 'Accept', actions: ['Accept', 'Deny', 'Pass'], maxRules: 25 },
  AdminNetworkPolicy: { tier: 'admin', accept: 'Allow', actions: ['Allow', 'Deny', 'Pass'], maxRules: 100 },
  BaselineAdminNetworkPolicy: { tier: 'baseline', accept: 'Allow', actions: ['Allow', 'Deny'], maxRules: 100 },
} as const;

export type ClusterPolicyKind = keyof typeof KINDS;
export const CLUSTER_POLICY_KINDS = Object.keys(KINDS) as readonly ClusterPolicyKind[];

const LAST_PRIORITY = 1000;

/**
 * A policy for the whole cluster; `undefined` where the API server would not know whom it is for or when it decides. Source of truth:
 * https://github.com/kubernetes-sigs/network-policy-api/blob/main/apis/v1alpha2/clusternetworkpolicy_types.go and, for the two older
 * kinds, https://github.com/kubernetes-sigs/network-policy-api/tree/v0.1.7/apis/v1alpha1
 */
export function readClusterPolicy(object: NetworkObject, kind: ClusterPolicyKind, report: Report): Policy | undefined {
  const tier = readTier(object, kind, report);
  const priority = readPriority(object, kind, report);
  if (kind === 'BaselineAdminNetworkPolicy' && object.name !== 'default')
    report('invalid-name', ['metadata', 'name'], 'the one policy of this kind is named default');
  const subject = readPods(object.value, ['spec', 'subject'], report);
  if (!subject) report('invalid-subject', ['spec', 'subject'], 'subject needs either namespaces or pods');
  if (!subject || tier === undefined || priority === undefined) return undefined;
  const rules: PolicyRule[] = [];
  const policy: Policy = { object, kind, name: object.name, tier, priority, subject, isolates: [], rules };
  for (const [direction, field] of DIRECTIONS) {
    const count = listAt(object.value, 'spec', direction).length;
    const { maxRules } = KINDS[kind];
    if (count > maxRules) report('too-many', ['spec', direction], `${count} rules are more than the ${maxRules} the API server takes`);
    for (let index = 0; index < count; index++) rules.push(...readRule(policy, kind, direction, index, field, report));
  }
  return policy;
}

function readTier(object: NetworkObject, kind: ClusterPolicyKind, report: Report): Tier | undefined {
  const { tier } = KINDS[kind];
  if (tier) return tier;
  const text = stringAt(object.value, 'spec', 'tier');
  if (text === 'Admin') return 'admin';
  if (text === 'Baseline') return 'baseline';
  report('unknown-tier', ['spec', 'tier'], `"${text ?? ''}" is neither Admin nor Baseline`);
  return undefined;
}

function readPriority(object: NetworkObject, kind: ClusterPolicyKind, report: Report): number | undefined {
  // There is one baseline policy of this kind in a cluster, so it needs no priority.
  if (kind === 'BaselineAdminNetworkPolicy') return 0;
  const priority = numberAt(object.value, 'spec', 'priority');
  if (priority !== undefined && Number.isInteger(priority) && priority >= 0 && priority <= LAST_PRIORITY) return priority;
  report('invalid-priority', ['spec', 'priority'], `priority must be a whole number from 0 to ${LAST_PRIORITY}`);
  return undefined;
}

/** `namespaces` or `pods`, exactly one of them. */
function readPods(root: unknown, path: FieldPath, report: Report): PodSelection | undefined {
  const value = valueAt(root, path);
  if (!isRecord(value) || isRecord(value['namespaces']) === isRecord(value['pods'])) return undefined;
  if (isRecord(value['namespaces'])) {
    return selectPods(readSelector(root, [...path, 'namespaces'], report), readSelector(undefined, [], report), true);
  }
  const namespaces = readSelector(root, [...path, 'pods', 'namespaceSelector'], report);
  return selectPods(namespaces, readSelector(root, [...path, 'pods', 'podSelector'], report), true);
}

function readRule(
  policy: Policy,
  kind: ClusterPolicyKind,
  direction: Direction,
  index: number,
  field: string,
  report: Report,
): PolicyRule[] {
  const path = ['spec', direction, index];
  const { value } = policy.object;
  const action = readAction(stringAt(value, ...path, 'action'), kind);
  if (!action) {
    report(
      'unknown-action',
      [...path, 'action'],
      `"${stringAt(value, ...path, 'action') ?? ''}" is none of ${KINDS[kind].actions.join(', ')}`,
    );
    return [];
  }
  const name = stringAt(value, ...path, 'name');
  const rule = { policy, direction, index, path, ...(name === undefined ? {} : { name }) };
  const list = listAt(value, ...path, field);
  if (list.length === 0) report('invalid-peer', [...path, field], `${field} needs at least one peer`);
  if (list.some((peer) => !PEER_FIELDS[direction].some((known) => isRecord(peer) && peer[known] !== undefined))) {
    report(
      'fails-closed',
      [...path, field],
      'a peer of an unknown kind; as upstream asks, an accepting rule matches nothing and any other denies everything',
    );
    return action === 'accept' ? [] : [{ ...rule, action: 'deny', peers: 'all', ports: 'all' }];
  }
  const peers = list.flatMap((_, at) => readPeer(value, [...path, field, at], action, report));
  // Named ports beside networks are refused by the experimental channel of the API alone; such a name is no port of an address.
  const ports = readClusterPorts(value, path, kind === 'ClusterNetworkPolicy', report);
  return [{ ...rule, action, peers, ports }];
}

function readAction(text: string | undefined, kind: ClusterPolicyKind): Action | undefined {
  const { accept, actions } = KINDS[kind];
  if (text === accept) return 'accept';
  if (text === 'Deny') return 'deny';
  return text === 'Pass' && (actions as readonly string[]).includes(text) ? 'pass' : undefined;
}

function readPeer(root: unknown, path: FieldPath, action: Action, report: Report): Peer[] {
  const value = valueAt(root, path);
  if (!isRecord(value) || Object.keys(value).length !== 1) {
    report('invalid-peer', path, 'a peer has exactly one field');
    return [];
  }
  if (value['nodes'] !== undefined) {
    readSelector(root, [...path, 'nodes'], report);
    report(
      'not-evaluated',
      [...path, 'nodes'],
      'the addresses of nodes are not known, so this peer is taken for pods on the network of a node alone',
    );
    return [{ kind: 'nodes' }];
  }
  if (value['networks'] !== undefined) return [readNetworks(root, [...path, 'networks'], report)];
  if (value['domainNames'] !== undefined) {
    if (action === 'accept') return [{ kind: 'domain-names' }];
    report('invalid-peer', [...path, 'domainNames'], 'domainNames stand in accepting rules only');
    return [];
  }
  const pods = readPods(root, path, report);
  if (!pods) report('invalid-peer', path, 'namespaces and pods are label selectors');
  return pods ? [{ kind: 'pods', pods }] : [];
}

function readNetworks(root: unknown, path: FieldPath, report: Report): Peer {
  let addresses = NO_ADDRESSES;
  for (const [index, text] of listAt(root, ...path).entries()) {
    const cidr = parseStrictCidr(String(text));
    if (cidr) addresses = uniteAddresses(addresses, addressesOf(cidr));
    else report('invalid-cidr', [...path, index], `"${String(text)}" is not a range of addresses`);
  }
  return { kind: 'addresses', addresses, from: 'networks' };
}
