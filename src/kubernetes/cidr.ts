/**
 * Ranges of addresses as the API server reads them in NetworkPolicy, Service and Ingress. Source of truth: ParseCIDRSloppy, the parser of
 * Go before 1.17 that the API server keeps for old objects, https://github.com/kubernetes/utils/blob/master/internal/third_party/forked/golang/net/ip.go,
 * and ValidateIPBlock, https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/networking/validation/validation.go
 */

/** A range of addresses: the first `prefix` of `bits` bits of `address` are given. IPv4 written as `::ffff:10.0.0.0/104` is IPv4. */
export interface Cidr {
  readonly address: bigint;
  readonly bits: 32 | 128;
  readonly prefix: number;
  /** The prefix as it was written, by which the API server compares ranges. */
  readonly writtenPrefix: number;
}

export interface Address {
  readonly address: bigint;
  readonly bits: 32 | 128;
}

const MAPPED_IPV4 = 0xffffn;

/** A range as the API server reads it, leading zeros included; `undefined` where it reads none. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const prefixText = text.slice(slash + 1);
  if (slash < 0 || !/^\d+$/.test(prefixText)) return undefined;
  const writtenPrefix = Number(prefixText);
  const parsed = parseAsWritten(text.slice(0, slash));
  if (!parsed || writtenPrefix > parsed.bits) return undefined;
  if (parsed.bits === 128 && parsed.address >> 32n === MAPPED_IPV4 && writtenPrefix >= 96) {
    return { address: parsed.address & 0xffffffffn, bits: 32, prefix: writtenPrefix - 96, writtenPrefix };
  }
  return { ...parsed, prefix: writtenPrefix, writtenPrefix };
}

/**
 * A range as newer APIs read it: no leading zeros and no IPv4 inside IPv6.
 * https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-cidr-library
 */
export function parseStrictCidr(text: string): Cidr | undefined {
  const [address = '', prefix = ''] = text.split('/');
  const hasLeadingZero = address.includes(':') ? /^0\d/.test(prefix) : `${address}.${prefix}`.split('.').some((part) => /^0\d/.test(part));
  const hasLongGroup = address.split(':').some((group) => !group.includes('.') && group.length > 4);
  const cidr = parseCidr(text);
  return !cidr || hasLeadingZero || hasLongGroup || (cidr.bits === 32 && text.includes(':')) ? undefined : cidr;
}

/** An address, IPv4 written as IPv6 taken for IPv4; `undefined` where it is none. */
export function parseAddress(text: string): Address | undefined {
  const parsed = parseAsWritten(text);
  if (parsed?.bits === 128 && parsed.address >> 32n === MAPPED_IPV4) return { address: parsed.address & 0xffffffffn, bits: 32 };
  return parsed;
}

/** Whether `inner` begins inside `outer` and has the longer prefix: what the API server asks of `except`. */
export function isStrictlyInside(inner: Cidr, outer: Cidr): boolean {
  const shift = BigInt(outer.bits - outer.prefix);
  const start = (inner.address >> BigInt(inner.bits - inner.prefix)) << BigInt(inner.bits - inner.prefix);
  return inner.bits === outer.bits && inner.writtenPrefix > outer.writtenPrefix && start >> shift === outer.address >> shift;
}

function parseAsWritten(text: string): Address | undefined {
  const bits = text.includes(':') ? 128 : 32;
  const address = bits === 128 ? parseIPv6(text) : parseIPv4(text);
  return address === undefined ? undefined : { address, bits };
}

function parseIPv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d+$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((sum, part) => (sum << 8n) + BigInt(Number(part)), 0n);
}

function parseIPv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [left, right] = halves.map((half, index) => readGroups(half, index === halves.length - 1));
  if (!left || (halves.length === 2 && !right)) return undefined;
  const missing = 8 - left.length - (right?.length ?? 0);
  if (right ? missing < 1 : missing !== 0) return undefined;
  const groups = [...left, ...Array.from({ length: missing }, () => 0), ...(right ?? [])];
  return groups.reduce<bigint>((sum, group) => (sum << 16n) + BigInt(group), 0n);
}

/** The last 32 bits may be written as IPv4. */
function readGroups(text: string, isEnd: boolean): number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const groups: number[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.includes('.')) {
      const low = isEnd && index === parts.length - 1 ? parseIPv4(part) : undefined;
      if (low === undefined) return undefined;
      groups.push(Number(low >> 16n), Number(low & 0xffffn));
    } else if (/^0*[0-9A-Fa-f]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}
