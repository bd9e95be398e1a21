import { type DerElement, readDer, readObjectIdentifier } from '../../../../formats/index.ts';
import { type Value } from '../../values/index.ts';
import { fault } from '../define.ts';

/** An element with the bytes it was read from. */
export interface Element extends DerElement {
  readonly raw: Uint8Array;
}

/** The elements of DER. A fault with Go's words where there is none. */
export function elementsOf(bytes: Uint8Array): readonly Element[] {
  const all = readDer(bytes) ?? fault('asn1: structure error: length too large');
  let from = 0;
  return all.map((element) => {
    const end = element.content.byteOffset - bytes.byteOffset + element.content.length;
    const raw = bytes.subarray(from, end);
    from = end;
    return { ...element, raw };
  });
}

/** The elements inside one that must have a tag. */
export function inside(element: Element | undefined, tag: number = 0x30): readonly Element[] {
  if (!element || element.tag !== tag) return fault("asn1: structure error: tags don't match");
  return elementsOf(element.content);
}

export function oidOf(element: Element | undefined): string {
  return element?.tag === 6 ? readObjectIdentifier(element.content) : fault("asn1: structure error: tags don't match");
}

export function oidValue(oid: string): Value {
  return oid.split('.').map(Number);
}

/** A signed integer. */
export function integerOf(element: Element | undefined): bigint {
  if (!element || element.tag !== 2 || element.content.length === 0) return fault("asn1: structure error: tags don't match");
  let value = 0n;
  for (const byte of element.content) value = (value << 8n) | BigInt(byte);
  const isNegative = ((element.content[0] ?? 0) & 0x80) !== 0;
  return isNegative ? value - (1n << BigInt(8 * element.content.length)) : value;
}

/** The bytes of a bit string of whole bytes. */
export function bitsOf(element: Element | undefined): Uint8Array {
  return element?.tag === 3 ? element.content.subarray(1) : fault("asn1: structure error: tags don't match");
}

/** Texts of PrintableString, UTF8String, IA5String and the older sets. */
export function textOf(element: Element | undefined): string {
  if (!element) return '';
  if (element.tag === 0x1e) return new TextDecoder('utf-16be').decode(element.content);
  return new TextDecoder(element.tag === 0x14 ? 'latin1' : 'utf-8').decode(element.content);
}

/** A point in time as `2014-01-29T13:27:43Z`. */
export function timeOf(element: Element | undefined): string {
  const match = /^(\d{2})?(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(textOf(element));
  if (!match) return fault('x509: malformed time');
  const [, century, year = '', month, day, hour, minute, second] = match;
  // Two digits stand for 1950 to 2049, RFC 5280 section 4.1.2.5.1.
  const prefix = century ?? (Number(year) < 50 ? '20' : '19');
  return `${prefix}${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}
