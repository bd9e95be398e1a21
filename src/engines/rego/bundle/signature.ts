import { ALGORITHMS, fromBase64, type Key, readKeys, utf8, utf8Text, verifySignature } from '../builtins/index.ts';
import { isArray, parseJson, RegoObject, type Value } from '../values/index.ts';
import { BundleFault } from './bundle-fault.ts';
import { hashFile } from './hash.ts';

/** What a bundle must be signed with. */
export interface BundleVerification {
  /** The key that was given, and the name it was given. */
  readonly keyId: string;
  /** A public key or a certificate in PEM, or the secret of HMAC. */
  readonly key: string;
  readonly algorithm: string;
  readonly scope: string;
  /** Whether a file may be missing from the signature. */
  readonly isExcluded: (path: string) => boolean;
}

export const SIGNATURES = '.signatures.json';

export const SIGNING_ALGORITHMS: readonly string[] = [...ALGORITHMS].filter((name) => name !== 'EdDSA');

interface SignedFile {
  readonly hash: string;
  readonly algorithm: string;
}

interface HashedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Verifies that a bundle is signed with the key, and holds the files that were signed, all of them and no other. Throws a BundleFault.
 * OPA names the files of a folder with the folder in front when it signs them, and those of an archive as they are in it: both are accepted.
 */
export function verifyBundle(
  files: readonly HashedFile[],
  folder: string,
  verification: BundleVerification,
  readYaml: (text: string, path: string) => Value,
): void {
  const signatures = files.find(({ path }) => path === SIGNATURES);
  if (!signatures)
    throw new BundleFault(`bundle missing ${SIGNATURES} file`, { hint: 'sign it: opa build --signing-key FILE --bundle FOLDER' });
  const signed = verifyToken(onlyToken(signatures.bytes), verification);
  const prefix = folder === '' ? '' : `${folder}/`;
  const seen = new Set<string>();
  for (const { path, bytes } of files) {
    if (path === SIGNATURES) continue;
    const name = signed.has(path) ? path : `${prefix}${path}`;
    seen.add(name);
    if (verification.isExcluded(path) || verification.isExcluded(name)) continue;
    const expected = signed.get(name);
    if (!expected) throw new BundleFault(`file ${path} not included in bundle signature`, { path });
    const found = hashFile(expected.algorithm, path, bytes, (text) => readYaml(text, path));
    if (found !== expected.hash.toLowerCase()) throw new BundleFault(`digest mismatch (want: ${expected.hash}, got: ${found})`, { path });
  }
  const missing = [...signed.keys()].filter((name) => !seen.has(name));
  if (missing.length > 0)
    throw new BundleFault(`file(s) [${missing.join(' ')}] specified in bundle signatures but not found in the target bundle`);
}

function refuse(message: string): never {
  throw new BundleFault(message, { path: SIGNATURES });
}

function onlyToken(bytes: Uint8Array): string {
  const value = parseJson(utf8Text(bytes));
  if (!(value instanceof RegoObject)) return refuse('bundle load failed on signatures decode: it is no JSON object');
  const plugin = value.get('plugin');
  if (plugin !== undefined && plugin !== '' && plugin !== '_default')
    return refuse('the signature is that of a plugin, which is not known here');
  const tokens = value.get('signatures');
  const [token] = isArray(tokens) ? tokens : [];
  if (!isArray(tokens) || token === undefined) return refuse(`${SIGNATURES}: missing JWT (expected exactly one)`);
  if (tokens.length > 1) return refuse(`${SIGNATURES}: multiple JWTs not supported (expected exactly one)`);
  return typeof token === 'string' ? token : refuse(`${SIGNATURES}: the JWT is no text`);
}

/** The files that a token signs. The algorithm is that which was asked for, whatever the token says. */
function verifyToken(token: string, { key, keyId, algorithm, scope }: BundleVerification): ReadonlyMap<string, SignedFile> {
  const sections = token.split('.');
  const [head = '', body = '', mark = ''] = sections;
  if (sections.length !== 3) return refuse('failed to split compact JWT: it has not three parts');
  if (!SIGNING_ALGORITHMS.includes(algorithm)) return refuse(`unknown signature algorithm: ${algorithm}`);
  const signature = decode(mark, 'signature');
  const own = keyOf(key, algorithm);
  if (!verifySignature(algorithm, own, utf8(`${head}.${body}`), signature))
    throw new BundleFault('failed to verify JWT signature', {
      path: SIGNATURES,
      hint: `it was not made with the key "${keyId}" and ${algorithm}, or was changed since`,
    });
  const payload = parseJson(utf8Text(decode(body, 'payload')));
  if (!(payload instanceof RegoObject)) return refuse('the payload of the JWT is no JSON object');
  if ((payload.get('scope') ?? '') !== scope) return refuse('scope mismatch');
  const files = payload.get('files');
  return new Map(isArray(files) ? files.map(signedFile) : []);
}

function decode(text: string, what: string): Uint8Array {
  const bytes = fromBase64(text, true);
  return typeof bytes === 'number' ? refuse(`failed to base64 decode JWT ${what}: illegal data at input byte ${bytes}`) : bytes;
}

function keyOf(text: string, algorithm: string): Key {
  if (algorithm.startsWith('HS')) return { kind: 'secret', bytes: utf8(text) };
  const found = text.includes('-----BEGIN') ? firstKey(text) : undefined;
  if (found) return found;
  throw new BundleFault('failed to parse PEM block containing the key', {
    hint: `${algorithm} needs a public key or a certificate in PEM`,
  });
}

function firstKey(text: string): Key | undefined {
  try {
    return readKeys(text, parseJson)[0]?.key;
  } catch {
    return undefined;
  }
}

function signedFile(entry: Value): readonly [string, SignedFile] {
  const [name, hash, algorithm] = ['name', 'hash', 'algorithm'].map((key) => (entry instanceof RegoObject ? entry.get(key) : undefined));
  if (typeof name !== 'string' || typeof hash !== 'string') return refuse('a file in the payload of the JWT has no name or no hash');
  return [name.replace(/^\//, ''), { hash, algorithm: typeof algorithm === 'string' ? algorithm : '' }];
}
