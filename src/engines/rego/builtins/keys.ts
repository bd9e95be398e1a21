import { type DerElement, readDer } from '../../../formats/index.ts';
import { RegoObject, type Value } from '../values/index.ts';
import { fromBase64, toBigInt } from './bytes.ts';
import { fault } from './define.ts';

/** A key for signatures, from a PEM text or a JSON Web Key (RFC 7517). */
export type Key =
  | { readonly kind: 'rsa'; readonly n: bigint; readonly e: bigint; readonly d?: bigint }
  | { readonly kind: 'ec'; readonly curve: string; readonly x: Uint8Array; readonly y: Uint8Array; readonly d?: Uint8Array }
  | { readonly kind: 'ed25519'; readonly x: Uint8Array; readonly d?: Uint8Array }
  | { readonly kind: 'secret'; readonly bytes: Uint8Array };

const OIDS: Readonly<Record<string, string>> = {
  '2a8648ce3d030107': 'P-256',
  '2b81040022': 'P-384',
  '2b81040023': 'P-521',
};
const ED25519 = '2b6570';

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function children(element: DerElement | undefined): readonly DerElement[] {
  return (element && readDer(element.content)) ?? [];
}

/** The public key of a SubjectPublicKeyInfo, RFC 5280 section 4.1. */
export function publicKeyOf(info: DerElement | undefined): Key | undefined {
  const [algorithm, bits] = children(info);
  const [oid, parameters] = children(algorithm);
  if (!bits || !oid) return undefined;
  const content = bits.content.subarray(1);
  if (hex(oid.content) === ED25519) return { kind: 'ed25519', x: content };
  const curve = parameters && OIDS[hex(parameters.content)];
  if (curve !== undefined) {
    const half = (content.length - 1) / 2;
    return content[0] === 4 ? { kind: 'ec', curve, x: content.subarray(1, 1 + half), y: content.subarray(1 + half) } : undefined;
  }
  const [sequence] = readDer(content) ?? [];
  const [n, e] = children(sequence);
  return n && e ? { kind: 'rsa', n: toBigInt(n.content), e: toBigInt(e.content) } : undefined;
}

/** The public key of a certificate: the seventh field of what is signed, the sixth where no version is given. */
function certificateKey(der: Uint8Array): Key | undefined {
  const [certificate] = readDer(der) ?? [];
  const [signed] = children(certificate);
  const fields = children(signed);
  return publicKeyOf(fields[fields[0]?.tag === 0xa0 ? 6 : 5]);
}

function fromPem(text: string): Key {
  const match = /^\s*-----BEGIN ([A-Z ]+)-----([\s\S]*?)-----END \1-----\s*([\s\S]*)$/.exec(text);
  if (!match) return fault('failed to parse a PEM certificate');
  const [, label = '', body = '', rest = ''] = match;
  if (rest !== '') return fault('extra data after a PEM certificate block');
  const der = fromBase64(body.replace(/\s/g, ''), false);
  if (label === 'CERTIFICATE') {
    return (typeof der === 'number' ? undefined : certificateKey(der)) ?? fault('failed to parse a PEM certificate');
  }
  if (label === 'PUBLIC KEY') {
    const [info] = typeof der === 'number' ? [] : (readDer(der) ?? []);
    return publicKeyOf(info) ?? fault('failed to parse a PEM key');
  }
  return fault('failed to extract a Key from the PEM certificate');
}

function fieldOf(key: RegoObject, name: string): Uint8Array | undefined {
  const text = key.get(name);
  const bytes = typeof text === 'string' ? fromBase64(text, true) : undefined;
  return typeof bytes === 'number' ? undefined : bytes;
}

export function fromJwk(key: Value): Key | undefined {
  if (!(key instanceof RegoObject)) return undefined;
  const [n, e, d, x, y, k] = ['n', 'e', 'd', 'x', 'y', 'k'].map((name) => fieldOf(key, name));
  switch (key.get('kty')) {
    case 'RSA':
      return n && e ? { kind: 'rsa', n: toBigInt(n), e: toBigInt(e), ...(d && { d: toBigInt(d) }) } : undefined;
    case 'EC': {
      const curve = key.get('crv');
      return x && y && typeof curve === 'string' ? { kind: 'ec', curve, x, y, ...(d && { d }) } : undefined;
    }
    case 'OKP':
      return x && key.get('crv') === 'Ed25519' ? { kind: 'ed25519', x, ...(d && { d }) } : undefined;
    case 'oct':
      return k && { kind: 'secret', bytes: k };
    default:
      return undefined;
  }
}

/** The keys of an operand: one PEM block, one JSON Web Key, or a set of them. */
export function readKeys(
  text: string,
  parse: (text: string) => Value | undefined,
): readonly { readonly key: Key; readonly id: Value | undefined }[] {
  if (text.includes('-----BEGIN')) return [{ key: fromPem(text), id: undefined }];
  const value = parse(text);
  const keys = value instanceof RegoObject ? value.get('keys') : undefined;
  const all = Array.isArray(keys) ? (keys as readonly Value[]) : value === undefined ? [] : [value];
  const read = all.flatMap((entry) => {
    const key = fromJwk(entry);
    return key ? [{ key, id: entry instanceof RegoObject ? entry.get('kid') : undefined }] : [];
  });
  return read.length > 0 ? read : fault('failed to parse a JWK key (set)');
}
