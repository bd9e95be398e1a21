import type { FieldPath } from '../../core/index.ts';
import type { AddressSet } from './addresses.ts';
import type { NetworkObject } from './objects.ts';
import type { Protocol } from './ports.ts';
import type { Selector } from './selector.ts';

export type Direction = 'ingress' | 'egress';

/** Tiers in the order in which they decide. */
export const TIERS = ['admin', 'network-policy', 'baseline'] as const;
export type Tier = (typeof TIERS)[number];

export type Action = 'accept' | 'deny' | 'pass';

/** Pods by the labels of their namespace, or by its name, and by their own labels. */
export interface PodSelection {
  /** The same for equal selections. */
  readonly key: string;
  readonly namespace: string | Selector;
  readonly pods: Selector;
  /** Whether pods on the network of their node are left out; NetworkPolicy leaves that to the network plugin. */
  readonly leavesOutHostNetwork: boolean;
}

export type Peer =
  | { readonly kind: 'pods'; readonly pods: PodSelection }
  | { readonly kind: 'addresses'; readonly addresses: AddressSet; readonly from: 'ipBlock' | 'networks' }
  | { readonly kind: 'nodes' }
  | { readonly kind: 'domain-names' };

/** Ports of one protocol, or a name that each destination pod resolves by its own container ports, with any protocol where none is given. */
export type PortMatch =
  | { readonly kind: 'range'; readonly protocol: Protocol; readonly first: number; readonly last: number }
  | { readonly kind: 'named'; readonly name: string; readonly protocol?: Protocol };

export interface PolicyRule {
  readonly policy: Policy;
  readonly direction: Direction;
  readonly action: Action;
  /** Position in its list, from 0. */
  readonly index: number;
  readonly name?: string;
  readonly path: FieldPath;
  readonly peers: 'all' | readonly Peer[];
  readonly ports: 'all' | readonly PortMatch[];
}

/** A policy of any kind. Kinds of the policy API decide in their tier, by priority; NetworkPolicy restricts what it selects. */
export interface Policy {
  readonly object: NetworkObject;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly tier: Tier;
  /** Lower decides first; equal ones decide in an order that upstream leaves open. */
  readonly priority: number;
  readonly subject: PodSelection;
  /** The directions in which its pods are closed but for its rules; empty for kinds other than NetworkPolicy. */
  readonly isolates: readonly Direction[];
  readonly rules: readonly PolicyRule[];
}

export function selectPods(namespace: string | Selector, pods: Selector, leavesOutHostNetwork: boolean): PodSelection {
  const scope = typeof namespace === 'string' ? `=${namespace}` : namespace.key;
  return { key: `${scope} ${pods.key} ${leavesOutHostNetwork}`, namespace, pods, leavesOutHostNetwork };
}
