import type { Address, Cidr } from '../../kubernetes/index.ts';
import { type Boundaries, includes, intersect, rangesOf, subtract, unite } from './boundaries.ts';

/** A set of IPv4 and IPv6 addresses. Equal sets have equal values. */
export interface AddressSet {
  readonly ipv4: Boundaries<number>;
  readonly ipv6: Boundaries<bigint>;
}

export const NO_ADDRESSES: AddressSet = { ipv4: [], ipv6: [] };
export const ALL_ADDRESSES: AddressSet = { ipv4: [0, 2 ** 32], ipv6: [0n, 1n << 128n] };

/** The addresses of a range; bits beyond its prefix do not matter. */
export function addressesOf({ address, bits, prefix }: Pick<Cidr, 'address' | 'bits' | 'prefix'>): AddressSet {
  const size = 1n << BigInt(bits - prefix);
  const start = (address / size) * size;
  return bits === 32 ? { ipv4: [Number(start), Number(start + size)], ipv6: [] } : { ipv4: [], ipv6: [start, start + size] };
}

export function uniteAddresses(left: AddressSet, right: AddressSet): AddressSet {
  return { ipv4: unite(left.ipv4, right.ipv4), ipv6: unite(left.ipv6, right.ipv6) };
}

export function intersectAddresses(left: AddressSet, right: AddressSet): AddressSet {
  return { ipv4: intersect(left.ipv4, right.ipv4), ipv6: intersect(left.ipv6, right.ipv6) };
}

export function subtractAddresses(left: AddressSet, right: AddressSet): AddressSet {
  return { ipv4: subtract(left.ipv4, right.ipv4), ipv6: subtract(left.ipv6, right.ipv6) };
}

export function hasAddress(set: AddressSet, { address, bits }: Address): boolean {
  return bits === 32 ? includes(set.ipv4, Number(address)) : includes(set.ipv6, address);
}

export function isEmptyAddresses(set: AddressSet): boolean {
  return set.ipv4.length === 0 && set.ipv6.length === 0;
}

/** The same text for equal sets, and for no others. */
export function addressesKey(set: AddressSet): string {
  return `${set.ipv4.join()};${set.ipv6.join()}`;
}

/** `10.0.0.0-10.0.0.255, fd00::-fd00::ff`; one address alone stands without a dash. */
export function formatAddresses(set: AddressSet): string {
  const ipv4 = [...rangesOf(set.ipv4)].map(([start, end]) => formatRange(formatIPv4(start), formatIPv4(end - 1)));
  const ipv6 = [...rangesOf(set.ipv6)].map(([start, end]) => formatRange(formatIPv6(start), formatIPv6(end - 1n)));
  return [...ipv4, ...ipv6].join(', ');
}

function formatRange(first: string, last: string): string {
  return first === last ? first : `${first}-${last}`;
}

function formatIPv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

/** As RFC 5952 wants it: lower case, and the longest run of at least two empty groups becomes `::`. */
function formatIPv6(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => Number((address >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  let [start, length] = [-1, 1];
  for (let from = 0; from < 8; from++) {
    let to = from;
    while (groups[to] === '0') to++;
    if (to - from > length) [start, length] = [from, to - from];
  }
  if (start < 0) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}
