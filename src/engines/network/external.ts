import type { Address } from '../../kubernetes/index.ts';
import {
  type AddressSet,
  ALL_ADDRESSES,
  addressesKey,
  intersectAddresses,
  isEmptyAddresses,
  NO_ADDRESSES,
  uniteAddresses,
} from './addresses.ts';
import type { Judge } from './judge.ts';
import { TIERS } from './policy.ts';
import type { Profile } from './profiles.ts';

/** Addresses outside the cluster that get the same answer, as the number of a tally. */
export interface ExternalTally {
  readonly addresses: AddressSet;
  readonly tally: number;
}

/** Splits all addresses by what the policies of one profile say of them. Every address is asked about as one outside the cluster. */
export function splitExternal(profile: Profile, judge: Judge): ExternalTally[] {
  const pieces = splitAddresses(profile, (address) => judge.tally(profile, { kind: 'address', address }));
  return [...pieces].map(([tally, addresses]) => ({ tally, addresses }));
}

/** All addresses by an answer that changes only where a rule of the profile begins or ceases to name them. */
export function splitAddresses<T>(profile: Profile, answer: (address: Address) => T): Map<T, AddressSet> {
  const cuts4 = new Set<number>([0, 2 ** 32]);
  const cuts6 = new Set<bigint>([0n, 1n << 128n]);
  const seen = new Set<string>();
  for (const { policy } of TIERS.flatMap((tier) => profile.parts[tier].selecting)) {
    for (const { direction, peers } of policy.rules) {
      if (direction !== profile.direction || peers === 'all') continue;
      for (const peer of peers) {
        if (peer.kind !== 'addresses' || seen.has(addressesKey(peer.addresses))) continue;
        seen.add(addressesKey(peer.addresses));
        for (const cut of peer.addresses.ipv4) cuts4.add(cut);
        for (const cut of peer.addresses.ipv6) cuts6.add(cut);
      }
    }
  }
  const pieces = new Map<T, { ipv4: number[]; ipv6: bigint[] }>();
  const pieceOf = (address: bigint, bits: 32 | 128): { ipv4: number[]; ipv6: bigint[] } => {
    const value = answer({ address, bits });
    const piece = pieces.get(value) ?? { ipv4: [], ipv6: [] };
    pieces.set(value, piece);
    return piece;
  };
  const sorted4 = [...cuts4].sort((a, b) => a - b);
  for (const [at, start] of sorted4.slice(0, -1).entries()) extend(pieceOf(BigInt(start), 32).ipv4, start, sorted4[at + 1] as number);
  const sorted6 = [...cuts6].sort((a, b) => (a < b ? -1 : Number(a > b)));
  for (const [at, start] of sorted6.slice(0, -1).entries()) extend(pieceOf(start, 128).ipv6, start, sorted6[at + 1] as bigint);
  return pieces;
}

function extend<T>(boundaries: T[], start: T, end: T): void {
  if (boundaries.at(-1) === start) boundaries.pop();
  else boundaries.push(start);
  boundaries.push(end);
}

/** The pieces inside some addresses, those with the same value as one. */
export function piecesWithin<T>(
  pieces: readonly { readonly addresses: AddressSet; readonly value: T }[],
  within: AddressSet = ALL_ADDRESSES,
): Map<T, AddressSet> {
  const result = new Map<T, AddressSet>();
  for (const { addresses, value } of pieces) {
    const inside = intersectAddresses(addresses, within);
    if (!isEmptyAddresses(inside)) result.set(value, uniteAddresses(result.get(value) ?? NO_ADDRESSES, inside));
  }
  return result;
}
