import type { Address } from '../../kubernetes/index.ts';
import type { AddressSet } from './addresses.ts';
import type { NetworkPod } from './pods.ts';

/** Who connects, or to whom. `external` is every address outside the cluster, and `addresses` some of them. */
export type Endpoint =
  | { readonly kind: 'pod'; readonly pod: NetworkPod }
  | { readonly kind: 'pods'; readonly name: string; readonly pods: readonly NetworkPod[] }
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'addresses'; readonly addresses: AddressSet }
  | { readonly kind: 'external' }
  | { readonly kind: 'unknown-pod' }
  | { readonly kind: 'node' };
