import { ed25519 } from '@noble/curves/ed25519.js';
import { numberOf, objectOf, RegoObject, type Value } from '../../values/index.ts';
import { concatBytes, fromBigInt, toBase64, toBase64Url, toBigInt } from '../bytes.ts';
import { fault } from '../define.ts';
import { publicPoint } from '../signatures.ts';
import { type Element, elementsOf, inside, integerOf, oidOf } from './der.ts';
import type { PemBlock } from './pem.ts';

export type PrivateKey =
  | { readonly kind: 'rsa'; readonly numbers: readonly bigint[] }
  | { readonly kind: 'ec'; readonly curve: 'P-256' | 'P-384' | 'P-521'; readonly d: bigint; readonly point: Uint8Array }
  | { readonly kind: 'ed25519'; readonly seed: Uint8Array };

const CURVES: Readonly<Record<string, 'P-256' | 'P-384' | 'P-521'>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
};

/** The key of a block, or undefined where the block holds none. */
export function readPrivateKey({ label, bytes }: PemBlock): PrivateKey | undefined {
  const [outer] = elementsOf(bytes);
  if (label === 'RSA PRIVATE KEY') return rsaKey(outer);
  if (label === 'EC PRIVATE KEY') return curveKey(outer, undefined);
  if (label !== 'PRIVATE KEY') return undefined;
  const [, algorithm, content] = inside(outer);
  const [oid, parameters] = inside(algorithm);
  const [key] = elementsOf(content?.content ?? new Uint8Array());
  switch (oidOf(oid)) {
    case '1.2.840.113549.1.1.1':
      return rsaKey(key);
    case '1.2.840.10045.2.1':
      return curveKey(key, oidOf(parameters));
    case '1.3.101.112':
      return key?.content.length === 32 ? { kind: 'ed25519', seed: key.content } : fault('x509: invalid Ed25519 private key');
    default:
      return fault('x509: PKCS#8 wrapping contained private key with unknown algorithm');
  }
}

/** RFC 8017 appendix A.1.2: version, n, e, d, p, q, dp, dq, qinv. */
function rsaKey(element: Element | undefined): PrivateKey {
  const numbers = inside(element).slice(1, 9).map(integerOf);
  const [n, , , p, q] = numbers;
  if (numbers.length < 8 || n === undefined || p === undefined || q === undefined || p * q !== n) return fault('x509: invalid RSA key');
  return { kind: 'rsa', numbers };
}

/** RFC 5915: version, the number, the curve. */
function curveKey(element: Element | undefined, named: string | undefined): PrivateKey {
  const [, secret, ...rest] = inside(element);
  const parameters = rest.find(({ tag }) => tag === 0xa0);
  const curve = CURVES[named ?? (parameters ? oidOf(elementsOf(parameters.content)[0]) : '')];
  if (curve === undefined || secret?.tag !== 4) return fault('x509: unknown elliptic curve');
  return { kind: 'ec', curve, d: toBigInt(secret.content), point: publicPoint(curve, secret.content) };
}

/** The key as Go's JSON of crypto/rsa, crypto/ecdsa and crypto/ed25519. */
export function privateKeyValue(key: PrivateKey): Value {
  if (key.kind === 'ed25519') return toBase64(concatBytes(key.seed, ed25519.getPublicKey(key.seed)));
  if (key.kind === 'ec') {
    const half = (key.point.length - 1) / 2;
    return objectOf([
      ['Curve', new RegoObject()],
      ['X', numberOf(toBigInt(key.point.subarray(1, 1 + half)), 0)],
      ['Y', numberOf(toBigInt(key.point.subarray(1 + half)), 0)],
      ['D', numberOf(key.d, 0)],
    ]);
  }
  const [n = 0, e = 0, d = 0, p = 0, q = 0, dp = 0, dq = 0, qinv = 0]: readonly Value[] = key.numbers.map((number) => numberOf(number, 0));
  return objectOf([
    ['N', n],
    ['E', e],
    ['D', d],
    ['Primes', [p, q]],
    [
      'Precomputed',
      objectOf([
        ['Dp', dp],
        ['Dq', dq],
        ['Qinv', qinv],
        ['CRTValues', []],
      ]),
    ],
  ]);
}

/** The key as a JSON Web Key, RFC 7518 section 6. */
export function privateKeyJwk(key: PrivateKey): Value {
  const encode = (number: bigint, length: number = Math.ceil(number.toString(16).length / 2)): string =>
    toBase64Url(fromBigInt(number, length));
  if (key.kind === 'rsa') {
    const names = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'];
    return objectOf([['kty', 'RSA'], ...key.numbers.map((number, i) => [names[i] ?? '', encode(number)] as const)]);
  }
  if (key.kind === 'ec') {
    const half = (key.point.length - 1) / 2;
    return objectOf([
      ['kty', 'EC'],
      ['crv', key.curve],
      ['x', toBase64Url(key.point.subarray(1, 1 + half))],
      ['y', toBase64Url(key.point.subarray(1 + half))],
      ['d', encode(key.d, half)],
    ]);
  }
  return objectOf([
    ['kty', 'OKP'],
    ['crv', 'Ed25519'],
    ['x', toBase64Url(ed25519.getPublicKey(key.seed))],
    ['d', toBase64Url(key.seed)],
  ]);
}
