import type { Address } from '../../kubernetes/index.ts';
import type { AddressSet } from './addresses.ts';
import type { NamedPort, NetworkPod } from './pods.ts';
import type { Labels } from './selector.ts';

/** A pod that does not exist, for questions about what would be. The label of its namespace's name need not be given. */
export interface ImaginedPod {
  readonly namespace: string;
  readonly namespaceLabels: Labels;
  readonly labels: Labels;
  readonly ports: readonly NamedPort[];
}

/** Who connects, or to whom. `external` is every address outside the cluster, and `addresses` some of them. */
export type Endpoint =
  | { readonly kind: 'pod'; readonly pod: NetworkPod }
  | { readonly kind: 'pods'; readonly name: string; readonly pods: readonly NetworkPod[] }
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'addresses'; readonly addresses: AddressSet }
  | { readonly kind: 'external' }
  | { readonly kind: 'imagined'; readonly pod: ImaginedPod }
  | { readonly kind: 'unknown-pod' }
  | { readonly kind: 'node' };
