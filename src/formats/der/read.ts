/** One element of DER (ITU-T X.690): its tag, and where its content lies. */
export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
}

/** Tags that reading a certificate request needs; universal class, bit 6 set where the element holds others. */
export const DER_TAGS = { integer: 0x02, objectIdentifier: 0x06, sequence: 0x30, set: 0x31 } as const;

/**
 * The elements that follow each other in `bytes`; `undefined` where they are not well formed: a length beyond the end, of indefinite
 * form, or longer than it needs to be, or a tag of more than one byte, which X.509 does not use.
 */
export function readDer(bytes: Uint8Array): DerElement[] | undefined {
  const elements: DerElement[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at] ?? 0;
    const header = readLength(bytes, at + 1);
    if ((tag & 0x1f) === 0x1f || !header) return undefined;
    const end = header.start + header.length;
    if (end > bytes.length) return undefined;
    elements.push({ tag, content: bytes.subarray(header.start, end) });
    at = end;
  }
  return elements;
}

/** A length below 128 is one byte; a longer one says first how many bytes it takes, here at most four. */
function readLength(bytes: Uint8Array, at: number): { readonly start: number; readonly length: number } | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  if (first < 0x80) return { start: at + 1, length: first };
  const count = first - 0x80;
  if (count === 0 || count > 4 || at + count >= bytes.length) return undefined;
  let length = 0;
  for (let index = 1; index <= count; index++) length = length * 256 + (bytes[at + index] ?? 0);
  const isShortest = bytes[at + 1] !== 0 && length >= 0x80;
  return isShortest ? { start: at + 1 + count, length } : undefined;
}

/** An object identifier in its dotted form. */
export function readObjectIdentifier(content: Uint8Array): string {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    // The first two numbers share a byte.
    if (numbers.length === 0) numbers.push(Math.min(2, Math.floor(value / 40)), value - 40 * Math.min(2, Math.floor(value / 40)));
    else numbers.push(value);
    value = 0;
  }
  return numbers.join('.');
}
