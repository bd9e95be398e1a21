import { isArray, RegoObject, RegoSet, setOf, type Value } from '../values/index.ts';
import { define, type Family, fault, limitFault, listAt, operandFault, stringAt } from './define.ts';

interface Network {
  readonly bits: 32 | 128;
  readonly address: bigint;
  readonly prefix: number;
}

const MAX_ADDRESSES = 65_536n;

/** An address of either family, or undefined. */
export function parseAddress(text: string): { readonly bits: 32 | 128; readonly address: bigint } | undefined {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) {
    const parts = text.split('.');
    if (parts.some((part) => Number(part) > 255 || (part.length > 1 && part.startsWith('0')))) return undefined;
    return { bits: 32, address: parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n) };
  }
  return text.includes(':') ? parseSix(text) : undefined;
}

function parseSix(text: string): { readonly bits: 128; readonly address: bigint } | undefined {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const four = dotted ? parseAddress(dotted[2] ?? '') : undefined;
  if (dotted && !four) return undefined;
  const whole = dotted && four ? `${dotted[1]}${(four.address >> 16n).toString(16)}:${(four.address & 0xffffn).toString(16)}` : text;
  const halves = whole.split('::');
  if (halves.length > 2) return undefined;
  const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...left, ...Array.from({ length: missing }, () => '0'), ...right];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return { bits: 128, address: groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n) };
}

function masked(network: Network): Network {
  const host = BigInt(network.bits - network.prefix);
  return { ...network, address: (network.address >> host) << host };
}

function parseCidr(text: string): Network | undefined {
  const at = text.indexOf('/');
  const base = at < 0 ? undefined : parseAddress(text.slice(0, at));
  const digits = text.slice(at + 1);
  if (!base || !/^\d{1,3}$/.test(digits) || Number(digits) > base.bits) return undefined;
  return { ...base, prefix: Number(digits) };
}

function cidr(text: string): Network {
  return masked(parseCidr(text) ?? fault(`invalid CIDR address: ${text}`));
}

function addressOrCidr(text: string): Network {
  const single = parseAddress(text);
  return single ? { ...single, prefix: single.bits } : cidr(text);
}

function includes(outer: Network, inner: Network): boolean {
  if (outer.bits !== inner.bits || outer.prefix > inner.prefix) return false;
  const host = BigInt(outer.bits - outer.prefix);
  return outer.address >> host === inner.address >> host;
}

export function formatAddress(bits: 32 | 128, address: bigint): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => ((address >> BigInt(16 * (7 - i))) & 0xffffn).toString(16));
  let best = { at: -1, length: 1 };
  for (let i = 0; i < 8; i++) {
    let length = 0;
    while (groups[i + length] === '0') length++;
    if (length > best.length) best = { at: i, length };
  }
  if (best.at < 0) return groups.join(':');
  return `${groups.slice(0, best.at).join(':')}::${groups.slice(best.at + best.length).join(':')}`;
}

function contains(args: readonly Value[]): Value {
  return includes(cidr(stringAt(args, 0)), addressOrCidr(stringAt(args, 1)));
}

/** The networks of an operand with what stands for each in the result. */
function keyed(args: readonly Value[], index: number): readonly (readonly [Value, string])[] {
  const value = args[index] as Value;
  const textOf = (item: Value): string => {
    const text = isArray(item) ? item[0] : item;
    return typeof text === 'string' ? text : fault(`operand ${index + 1}: element must be string or non-empty array`);
  };
  if (typeof value === 'string') return [[value, value]];
  if (isArray(value)) return value.map((item, i) => [i, textOf(item)]);
  if (value instanceof RegoSet) return value.values().map((item) => [item, textOf(item)]);
  if (value instanceof RegoObject) return [...value.pairs()].map(([key, item]) => [key, textOf(item)]);
  return operandFault(index, `must be one of {string, array, set, object}`);
}

function containsMatches(args: readonly Value[]): Value {
  const outer = keyed(args, 0).map(([key, text]) => [key, cidr(text)] as const);
  const inner = keyed(args, 1).map(([key, text]) => [key, addressOrCidr(text)] as const);
  return setOf(outer.flatMap(([key, network]) => inner.filter(([, other]) => includes(network, other)).map(([other]) => [key, other])));
}

function merge(args: readonly Value[]): Value {
  const networks = listAt(args, 0).map((item) => {
    const text = typeof item === 'string' ? item : fault('operand 1: element must be string');
    const single = parseAddress(text);
    if (single?.bits === 128) return fault('IPv6 invalid: needs prefix length');
    return single ? withClassMask(single.address) : cidr(text);
  });
  const ordered = networks.sort(
    (a, b) => a.bits - b.bits || (a.address < b.address ? -1 : a.address > b.address ? 1 : a.prefix - b.prefix),
  );
  const merged: Network[] = [];
  for (const network of ordered) {
    const last = merged.at(-1);
    if (last && includes(last, network)) continue;
    merged.push(network);
    for (let pair = mergeLast(merged); pair; pair = mergeLast(merged)) merged.splice(-2, 2, pair);
  }
  return setOf(merged.map(({ bits, address, prefix }) => `${formatAddress(bits, address)}/${prefix}`));
}

/** An address alone has the mask of its class, as Go's IP.DefaultMask. */
function withClassMask(address: bigint): Network {
  const first = Number(address >> 24n);
  return masked({ bits: 32, address, prefix: first < 128 ? 8 : first < 192 ? 16 : 24 });
}

function mergeLast(all: readonly Network[]): Network | undefined {
  const [a, b] = all.slice(-2);
  if (!a || !b || a.bits !== b.bits || a.prefix !== b.prefix || a.prefix === 0) return undefined;
  const joined = masked({ ...a, prefix: a.prefix - 1 });
  return joined.address === a.address && includes(joined, b) ? joined : undefined;
}

function expand(args: readonly Value[]): Value {
  const { bits, address, prefix } = cidr(stringAt(args, 0));
  const count = 1n << BigInt(bits - prefix);
  if (count > MAX_ADDRESSES) return limitFault(`net.cidr_expand: network of more than ${MAX_ADDRESSES} addresses`);
  return setOf(Array.from({ length: Number(count) }, (_, i) => formatAddress(bits, address + BigInt(i))));
}

export const net: Family = {
  'net.cidr_contains': define(2, contains),
  'net.cidr_overlap': define(2, contains),
  'net.cidr_intersects': define(2, (args) => {
    const [a, b] = [cidr(stringAt(args, 0)), cidr(stringAt(args, 1))];
    return includes(a, b) || includes(b, a);
  }),
  'net.cidr_is_valid': define(1, ([text]) => typeof text === 'string' && parseCidr(text) !== undefined),
  'net.cidr_contains_matches': define(2, containsMatches),
  'net.cidr_merge': define(1, merge),
  'net.cidr_expand': define(1, expand),
  'net.lookup_ip_addr': define(1, (args, rt) => {
    const name = stringAt(args, 0);
    const found = rt.host.lookup?.(name);
    return found ? setOf(found) : fault(`lookup ${name}: no such host`);
  }),
};
