/** A range of addresses: the first `prefix` of `bits` bits of `address` are given. */
export interface Cidr {
  readonly address: bigint;
  readonly bits: 32 | 128;
  readonly prefix: number;
}

/** A range as the API server reads it, leading zeros in IPv4 included; `undefined` where it reads none. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^([0-9A-Fa-f:.]+)\/(\d{1,3})$/.exec(text);
  if (!match?.[1] || !match[2]) return undefined;
  const bits = match[1].includes(':') ? 128 : 32;
  const address = bits === 128 ? parseIPv6(match[1]) : parseIPv4(match[1]);
  const prefix = Number(match[2]);
  return address === undefined || prefix > bits ? undefined : { address, bits, prefix };
}

/** Whether `inner` lies inside `outer` and is smaller. */
export function isStrictlyInside(inner: Cidr, outer: Cidr): boolean {
  const shift = BigInt(outer.bits - outer.prefix);
  return inner.bits === outer.bits && inner.prefix > outer.prefix && inner.address >> shift === outer.address >> shift;
}

function parseIPv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((sum, part) => (sum << 8n) + BigInt(Number(part)), 0n);
}

function parseIPv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [left, right] = halves.map((half) => (half === '' ? [] : half.split(':').flatMap(readGroup)));
  if (!left || [...left, ...(right ?? [])].includes(undefined)) return undefined;
  const missing = 8 - left.length - (right?.length ?? 0);
  if (right ? missing < 1 : missing !== 0) return undefined;
  const groups = [...left, ...Array.from({ length: missing }, () => 0), ...(right ?? [])];
  return groups.reduce<bigint>((sum, group) => (sum << 16n) + BigInt(group ?? 0), 0n);
}

/** The last 32 bits may be written as IPv4. */
function readGroup(text: string): (number | undefined)[] {
  if (!text.includes('.')) return [/^[0-9A-Fa-f]{1,4}$/.test(text) ? Number.parseInt(text, 16) : undefined];
  const low = parseIPv4(text);
  return low === undefined ? [undefined] : [Number(low >> 16n), Number(low & 0xffffn)];
}
