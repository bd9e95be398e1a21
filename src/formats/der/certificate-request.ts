import { DER_TAGS, type DerElement, readDer, readObjectIdentifier } from './read.ts';

/** One part of a distinguished name; `type` is an object identifier in its dotted form (2.5.4.3 is the common name). */
export interface NameAttribute {
  readonly type: string;
  readonly value: string;
}

const PEM = /-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----([A-Za-z0-9+/=\s]+)-----END (?:NEW )?CERTIFICATE REQUEST-----/;

/** UTF8String and the ASCII types; BMPString is UTF-16 and TeletexString is read as Latin-1. */
const BMP_STRING = 0x1e;
const UTF8_STRING = 0x0c;

/**
 * The subject that a certificate signing request asks for (PKCS#10, RFC 2986, section 4.1), from its PEM text: the attributes of the name
 * in their order. `undefined` where the text is no such request.
 */
export function readRequestSubject(pem: string): readonly NameAttribute[] | undefined {
  const body = PEM.exec(pem)?.[1];
  if (body === undefined) return undefined;
  const request = children(readDer(Buffer.from(body, 'base64'))?.[0], DER_TAGS.sequence);
  const [version, subject] = children(request?.[0], DER_TAGS.sequence) ?? [];
  if (version?.tag !== DER_TAGS.integer) return undefined;
  const attributes: NameAttribute[] = [];
  for (const relative of children(subject, DER_TAGS.sequence) ?? [undefined]) {
    for (const pair of children(relative, DER_TAGS.set) ?? [undefined]) {
      const [type, value] = children(pair, DER_TAGS.sequence) ?? [];
      if (type?.tag !== DER_TAGS.objectIdentifier || !value) return undefined;
      attributes.push({ type: readObjectIdentifier(type.content), value: readString(value) });
    }
  }
  return attributes;
}

function children(element: DerElement | undefined, tag: number): DerElement[] | undefined {
  return element?.tag === tag ? readDer(element.content) : undefined;
}

function readString({ tag, content }: DerElement): string {
  const bytes = Buffer.from(content);
  if (tag === BMP_STRING) return bytes.length % 2 === 0 ? bytes.swap16().toString('utf16le') : '';
  return bytes.toString(tag === UTF8_STRING ? 'utf8' : 'latin1');
}
