import { ed25519 } from '@noble/curves/ed25519.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, equalBytes, fromBigInt, toBigInt } from './bytes.ts';
import type { Key } from './keys.ts';

type Bits = '256' | '384' | '512';
const HASHES = { '256': sha256, '384': sha384, '512': sha512 } as const;
type CurveName = 'P-256' | 'P-384' | 'P-521';
const CURVES: Readonly<Record<CurveName, typeof p256>> = { 'P-256': p256, 'P-384': p384, 'P-521': p521 };
/** The curve that belongs to a hash in JSON Web Algorithms, RFC 7518 section 3.4. */
const CURVE_OF: Readonly<Record<Bits, CurveName>> = { '256': 'P-256', '384': 'P-384', '512': 'P-521' };

/** Beginnings of the DigestInfo of RFC 8017 section 9.2, in front of the digest. */
const DIGEST_INFO: Readonly<Record<Bits, string>> = {
  '256': '3031300d060960864801650304020105000420',
  '384': '3041300d060960864801650304020205000430',
  '512': '3051300d060960864801650304020305000440',
};

/** Larger moduli cost seconds; no key in use has them. */
const MAX_MODULUS_BITS = 8192;

export const ALGORITHMS: ReadonlySet<string> = new Set([
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'HS256',
  'HS384',
  'HS512',
  'EdDSA',
]);

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

function lengthOf(n: bigint): number {
  return Math.ceil(n.toString(16).length / 2);
}

function paddedDigest(bits: Bits, message: Uint8Array, length: number): Uint8Array | undefined {
  const info = Uint8Array.from(DIGEST_INFO[bits].match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const tail = concatBytes(info, HASHES[bits](message));
  const fill = length - tail.length - 3;
  return fill < 8 ? undefined : concatBytes(Uint8Array.of(0, 1), new Uint8Array(fill).fill(255), Uint8Array.of(0), tail);
}

function maskOf(bits: Bits, seed: Uint8Array, length: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let i = 0, made = 0; made < length; i++) {
    const part = HASHES[bits](concatBytes(seed, fromBigInt(BigInt(i), 4)));
    parts.push(part);
    made += part.length;
  }
  return concatBytes(...parts).subarray(0, length);
}

/** EMSA-PSS-VERIFY of RFC 8017 section 9.1.2, with a salt of any length. */
function verifyPss(bits: Bits, message: Uint8Array, encoded: Uint8Array, modulusBits: number): boolean {
  const hash = HASHES[bits](message);
  const own = encoded.subarray(encoded.length - Math.ceil((modulusBits - 1) / 8));
  if (own.at(-1) !== 0xbc || own.length < hash.length + 2) return false;
  const masked = own.subarray(0, own.length - hash.length - 1);
  const digest = own.subarray(masked.length, own.length - 1);
  const mask = maskOf(bits, digest, masked.length);
  const block = masked.map((byte, i) => byte ^ (mask[i] ?? 0));
  block[0] = (block[0] ?? 0) & (0xff >> (8 * own.length - (modulusBits - 1)));
  const start = block.findIndex((byte) => byte !== 0);
  if (start < 0 || block[start] !== 1) return false;
  return equalBytes(HASHES[bits](concatBytes(new Uint8Array(8), hash, block.subarray(start + 1))), digest);
}

/** Whether a signature of a JSON Web Algorithm fits; false too where the key is of another kind. */
export function verifySignature(algorithm: string, key: Key, message: Uint8Array, signature: Uint8Array): boolean {
  const bits = algorithm.slice(2) as Bits;
  const family = algorithm.slice(0, 2);
  if (algorithm === 'EdDSA') return key.kind === 'ed25519' && attempt(() => ed25519.verify(signature, message, key.x));
  if (!(bits in HASHES)) return false;
  if (family === 'HS') return key.kind === 'secret' && equalBytes(hmac(HASHES[bits], key.bytes, message), signature);
  if (family === 'ES') {
    if (key.kind !== 'ec' || key.curve !== CURVE_OF[bits]) return false;
    const curve = CURVES[CURVE_OF[bits]];
    return attempt(() =>
      curve.verify(signature, HASHES[bits](message), concatBytes(Uint8Array.of(4), key.x, key.y), { prehash: false, lowS: false }),
    );
  }
  if (key.kind !== 'rsa') return false;
  const modulusBits = key.n.toString(2).length;
  const length = lengthOf(key.n);
  if (modulusBits > MAX_MODULUS_BITS || signature.length !== length) return false;
  const encoded = fromBigInt(power(toBigInt(signature), key.e, key.n), length);
  if (family === 'PS') return verifyPss(bits, message, encoded, modulusBits);
  const expected = paddedDigest(bits, message, length);
  return expected !== undefined && equalBytes(expected, encoded);
}

function attempt(verify: () => boolean): boolean {
  try {
    return verify();
  } catch {
    return false;
  }
}

/** A signature, or undefined where the key does not fit. Those with random parts (PS, and ES of other makers) are deterministic or left out. */
export function sign(algorithm: string, key: Key, message: Uint8Array): Uint8Array | undefined {
  const bits = algorithm.slice(2) as Bits;
  const family = algorithm.slice(0, 2);
  if (algorithm === 'EdDSA') return key.kind === 'ed25519' && key.d ? ed25519.sign(message, key.d) : undefined;
  if (!(bits in HASHES)) return undefined;
  if (family === 'HS') return key.kind === 'secret' ? hmac(HASHES[bits], key.bytes, message) : undefined;
  if (family === 'ES') {
    if (key.kind !== 'ec' || !key.d || key.curve !== CURVE_OF[bits]) return undefined;
    return CURVES[CURVE_OF[bits]].sign(HASHES[bits](message), key.d, { prehash: false, lowS: false });
  }
  if (family !== 'RS' || key.kind !== 'rsa' || key.d === undefined || key.n.toString(2).length > MAX_MODULUS_BITS) return undefined;
  const length = lengthOf(key.n);
  const block = paddedDigest(bits, message, length);
  return block && fromBigInt(power(toBigInt(block), key.d, key.n), length);
}

/** Whether a signature as certificates carry it fits: that of a curve is DER, and any curve may go with any hash. */
export function verifyDer(algorithm: string, key: Key, message: Uint8Array, signature: Uint8Array): boolean {
  if (!algorithm.startsWith('ES')) return verifySignature(algorithm, key, message, signature);
  if (key.kind !== 'ec' || !isCurve(key.curve)) return false;
  const curve = CURVES[key.curve];
  const digest = HASHES[algorithm.slice(2) as Bits](message);
  const point = concatBytes(Uint8Array.of(4), key.x, key.y);
  return attempt(() => curve.verify(signature, digest, point, { prehash: false, lowS: false, format: 'der' }));
}

function isCurve(name: string): name is CurveName {
  return name in CURVES;
}

/** The point that belongs to a secret number, uncompressed. */
export function publicPoint(curve: CurveName, secret: Uint8Array): Uint8Array {
  return CURVES[curve].getPublicKey(secret, false);
}
