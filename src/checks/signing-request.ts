/** The object identifier of organizationName, 2.5.4.10, as DER writes it after its tag and length. */
const ORGANISATION = Buffer.from([0x55, 0x04, 0x0a]);

/** String types of ASN.1 that names are written in: UTF8String, PrintableString, TeletexString, IA5String. */
const STRING_TAGS: ReadonlySet<number> = new Set([0x0c, 0x13, 0x14, 0x16]);

/**
 * The organisations that a certificate signing request (PKCS#10, RFC 2986) asks for; Kubernetes makes groups of them. `request` is the field
 * of the object: base64 over PEM. Only attributes of names are looked for: an object identifier followed by a string.
 */
export function organisationsOf(request: string): string[] {
  const pem = Buffer.from(request, 'base64').toString('latin1');
  const body = /-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----([^-]+)-----END/.exec(pem)?.[1];
  if (body === undefined) return [];
  const der = Buffer.from(body, 'base64');
  const found: string[] = [];
  for (let at = der.indexOf(ORGANISATION); at >= 0; at = der.indexOf(ORGANISATION, at + 1)) {
    const tag = der[at + ORGANISATION.length];
    const length = der[at + ORGANISATION.length + 1];
    // Names longer than 127 bytes would need a longer form of length; organisations are at most 64 (RFC 5280).
    if (tag === undefined || length === undefined || length > 127 || !STRING_TAGS.has(tag)) continue;
    const start = at + ORGANISATION.length + 2;
    found.push(der.subarray(start, start + length).toString('utf8'));
  }
  return found;
}
