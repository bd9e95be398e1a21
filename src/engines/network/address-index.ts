import { type AddressSet, intersectAddresses, isEmptyAddresses, subtractAddresses } from './addresses.ts';
import type { Membership } from './membership.ts';
import type { NetworkPod } from './pods.ts';
import type { Peer } from './policy.ts';
import type { Relation } from './tally.ts';

type Block = Extract<Peer, { kind: 'addresses' }>;

/** Finds pods by their addresses: sorted by the first one of each family, since most have one. */
export class AddressIndex {
  readonly #pods: readonly NetworkPod[];
  readonly #podRanges: AddressSet;
  readonly #ipv4: readonly (readonly [number, number])[];
  readonly #ipv6: readonly (readonly [bigint, number])[];
  readonly #unknown: readonly number[];
  readonly #onHost: readonly number[];

  constructor(pods: readonly NetworkPod[], podRanges: AddressSet) {
    this.#pods = pods;
    this.#podRanges = podRanges;
    const on = [...pods.keys()];
    this.#onHost = on.filter((index) => pods[index]?.hostNetwork === true);
    const others = on.filter((index) => pods[index]?.hostNetwork === false);
    this.#unknown = others.filter((index) => !pods[index]?.addresses);
    this.#ipv4 = others.flatMap((index) => starts(pods[index]?.addresses?.ipv4 ?? [], index)).sort(([a], [b]) => a - b);
    this.#ipv6 = others
      .flatMap((index) => starts(pods[index]?.addresses?.ipv6 ?? [], index))
      .sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  }

  membersOf(block: Block): Membership {
    const exceptions = new Map<number, Relation>();
    for (const index of [...within(this.#ipv4, block.addresses.ipv4), ...within(this.#ipv6, block.addresses.ipv6)]) {
      exceptions.set(index, relationToBlock(block, this.#pods[index]?.addresses ?? this.#podRanges));
    }
    const unknown = relationToBlock(block, this.#podRanges);
    const fallback = this.#unknown.length * 2 > this.#pods.length ? unknown : 0;
    if (fallback !== unknown) for (const index of this.#unknown) exceptions.set(index, unknown);
    else if (fallback !== 0) this.#exceptUnmatched(exceptions, fallback);
    for (const index of this.#onHost) exceptions.set(index, relationOfNode(block, this.#pods[index]?.addresses));
    return { fallback, exceptions };
  }

  #exceptUnmatched(exceptions: Map<number, Relation>, fallback: Relation): void {
    for (const [index, pod] of this.#pods.entries()) {
      if (!pod.addresses || pod.hostNetwork) continue;
      const relation = exceptions.get(index) ?? 0;
      if (relation === fallback) exceptions.delete(index);
      else exceptions.set(index, relation);
    }
  }
}

/**
 * How a block relates to a pod somewhere in `where`. Whether `ipBlock` means pods at all is left open upstream
 * (https://github.com/kubernetes-sigs/network-policy-api/issues/203); `networks` does mean them, by their addresses
 * (https://github.com/kubernetes-sigs/network-policy-api/blob/main/apis/v1alpha2/clusternetworkpolicy_types.go).
 */
export function relationToBlock({ addresses, from }: Block, where: AddressSet): Relation {
  if (isEmptyAddresses(intersectAddresses(addresses, where))) return 0;
  return from === 'networks' && isEmptyAddresses(subtractAddresses(where, addresses)) ? 2 : 1;
}

/** A node may have more addresses than those that are known of; a block of all addresses holds them all. */
export function relationOfNode({ addresses }: Block, known: AddressSet | undefined): Relation {
  if (isAll(addresses)) return 2;
  return known && isEmptyAddresses(intersectAddresses(addresses, known)) ? 0 : 1;
}

function isAll({ ipv4, ipv6 }: AddressSet): boolean {
  return ipv4[0] === 0 && ipv4[1] === 2 ** 32 && ipv6[0] === 0n && ipv6[1] === 1n << 128n;
}

function starts<T extends number | bigint>(boundaries: readonly T[], index: number): (readonly [T, number])[] {
  return boundaries.flatMap((start, at) => (at % 2 === 0 ? [[start, index] as const] : []));
}

function* within<T extends number | bigint>(sorted: readonly (readonly [T, number])[], boundaries: readonly T[]): Generator<number> {
  for (let at = 0; at + 1 < boundaries.length; at += 2) {
    const [start, end] = [boundaries[at] as T, boundaries[at + 1] as T];
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] as readonly [T, number])[0] < start) low = middle + 1;
      else high = middle;
    }
    for (let place = low; place < sorted.length && (sorted[place] as readonly [T, number])[0] < end; place++) {
      yield (sorted[place] as readonly [T, number])[1];
    }
  }
}
