import type { Runtime } from '../evaluate/runtime.ts';
import {
  compareNumbers,
  formatJson,
  isArray,
  isNumber,
  multiplyNumbers,
  numberOf,
  parseJson,
  RegoObject,
  type Value,
} from '../values/index.ts';
import { fromBase64, toBase64Url, toHex, utf8, utf8Text } from './bytes.ts';
import { define, type Family, fault, objectAt, stringAt } from './define.ts';
import { fromJwk, readKeys } from './keys.ts';
import { ALGORITHMS, sign, verifySignature } from './signatures.ts';

interface Token {
  readonly header: RegoObject;
  readonly payload: RegoObject;
  readonly signature: Uint8Array;
  readonly signed: string;
}

function part(text: string, what: string): Uint8Array {
  const bytes = fromBase64(text, true);
  return typeof bytes === 'number' ? fault(`JWT ${what} had invalid encoding: illegal base64 data at input byte ${bytes}`) : bytes;
}

function sections(text: string): readonly [string, string, string] {
  if (!text.includes('.')) return fault('encoded JWT had no period separators');
  const all = text.split('.');
  const [header, payload, signature] = all;
  if (all.length !== 3 || header === undefined || payload === undefined || signature === undefined) {
    return fault(`encoded JWT must have 3 sections, found ${all.length}`);
  }
  return [header, payload, signature];
}

/** Reads a token; one whose content is a token itself is read further. */
function decode(text: string, depth: number = 0): Token {
  const [head, body, mark] = sections(text);
  const header = parseJson(utf8Text(part(head, 'header')));
  if (!(header instanceof RegoObject)) return fault('JWT header is no JSON object');
  if (header.get('enc') !== undefined) return fault('JWT is a JWE object, which is not supported');
  const content = utf8Text(part(body, 'payload'));
  const type = header.get('cty');
  if (typeof type === 'string' && type.toUpperCase() === 'JWT' && depth < 16) return decode(content.replace(/^"|"$/g, ''), depth + 1);
  const payload = parseJson(content);
  if (!(payload instanceof RegoObject)) return fault('JWT payload is no JSON object');
  return { header, payload, signature: part(mark, 'signature'), signed: `${head}.${body}` };
}

function verifyWith(algorithm: string): (args: readonly Value[]) => Value {
  return (args) => {
    const [head, body, mark] = sections(stringAt(args, 0));
    const signature = part(mark, 'signature');
    const message = utf8(`${head}.${body}`);
    const secret = stringAt(args, 1);
    if (algorithm.startsWith('HS')) return verifySignature(algorithm, { kind: 'secret', bytes: utf8(secret) }, message, signature);
    return readKeys(secret, parseJson).some(({ key }) => verifySignature(algorithm, key, message, signature));
  };
}

const KNOWN: ReadonlySet<string> = new Set(['cert', 'secret', 'alg', 'iss', 'aud', 'time']);
const REFUSED: Value = [false, new RegoObject(), new RegoObject()];

/** io.jwt.decode_verify: https://www.openpolicyagent.org/docs/policy-reference/builtins/tokens. */
function decodeVerify(args: readonly Value[], rt: Runtime): Value {
  const constraints = objectAt(args, 1);
  for (const key of constraints.keys())
    if (typeof key !== 'string' || !KNOWN.has(key))
      return fault(`unknown token validation constraint: ${typeof key === 'string' ? key : formatJson(key)}`);
  const [cert, secret, alg, iss, aud, time] = ['cert', 'secret', 'alg', 'iss', 'aud', 'time'].map((key) => constraints.get(key));
  if ((typeof cert === 'string') === (typeof secret === 'string'))
    return fault(cert === undefined ? 'no key constraint' : 'duplicate key constraints');
  let text = stringAt(args, 0);
  for (let depth = 0; depth < 16; depth++) {
    const [head, body, mark] = sections(text);
    const header = parseJson(utf8Text(part(head, 'header')));
    const algorithm = header instanceof RegoObject ? header.get('alg') : undefined;
    if (!(header instanceof RegoObject) || typeof algorithm !== 'string' || !ALGORITHMS.has(algorithm) || header.get('crit') !== undefined)
      return REFUSED;
    if (alg !== undefined && alg !== algorithm) return REFUSED;
    const id = header.get('kid');
    const keys =
      typeof secret === 'string'
        ? [{ key: { kind: 'secret', bytes: utf8(secret) } as const, id: undefined }]
        : readKeys(String(cert), parseJson);
    const named = keys.filter((entry) => id !== undefined && entry.id === id);
    const message = utf8(`${head}.${body}`);
    const signature = part(mark, 'signature');
    if (!(named.length > 0 ? named : keys).some(({ key }) => verifySignature(algorithm, key, message, signature))) return REFUSED;
    const content = utf8Text(part(body, 'payload'));
    const type = header.get('cty');
    if (typeof type === 'string' && type.toUpperCase() === 'JWT') {
      text = content.replace(/^"|"$/g, '');
      continue;
    }
    const payload = parseJson(content);
    if (!(payload instanceof RegoObject)) return fault('JWT payload is no JSON object');
    return holds(payload, iss, aud, time ?? (rt.host.now === undefined ? undefined : numberOf(rt.host.now, 0)))
      ? [true, header, payload]
      : REFUSED;
  }
  return fault('token is nested too deep');
}

function holds(payload: RegoObject, iss: Value | undefined, aud: Value | undefined, time: Value | undefined): boolean {
  if (iss !== undefined && payload.get('iss') !== iss) return false;
  const audience = payload.get('aud');
  if (aud === undefined ? audience !== undefined : !(audience === aud || (isArray(audience) && audience.includes(aud)))) return false;
  for (const name of ['exp', 'nbf'] as const) {
    const limit = payload.get(name);
    if (limit === undefined) continue;
    if (!isNumber(limit)) return fault(`${name} value must be a number`);
    if (!isNumber(time)) return fault('the time is not known to this evaluation');
    const order = compareNumbers(time, multiplyNumbers(limit, 1e9));
    if (name === 'exp' ? order >= 0 : order < 0) return false;
  }
  return true;
}

function encode(header: string, payload: string, key: Value | undefined): string {
  if (header === '') return fault("missing or invalid 'alg' header: cannot parse JSON: cannot parse empty string");
  const read = parseJson(header);
  const algorithm = read instanceof RegoObject ? read.get('alg') : undefined;
  if (!(read instanceof RegoObject) || typeof algorithm !== 'string' || !ALGORITHMS.has(algorithm))
    return fault("missing or invalid 'alg' header: cannot parse JSON");
  const type = read.get('typ');
  if ((type === undefined || type === 'JWT') && parseJson(payload) === undefined) return fault('type is JWT but payload is not JSON');
  const own = key === undefined ? undefined : fromJwk(key);
  if (!own) return fault('failed to parse a JWK key (set)');
  const message = `${toBase64Url(utf8(header))}.${toBase64Url(utf8(payload))}`;
  const signature = sign(algorithm, own, utf8(message));
  return signature ? `${message}.${toBase64Url(signature)}` : fault(`the key does not sign with ${algorithm}`);
}

export const jwt: Family = {
  'io.jwt.decode': define(1, (args) => {
    const { header, payload, signature } = decode(stringAt(args, 0));
    return [header, payload, toHex(signature)];
  }),
  'io.jwt.decode_verify': define(2, decodeVerify),
  'io.jwt.encode_sign': define(3, (args) => encode(formatJson(objectAt(args, 0)), formatJson(objectAt(args, 1)), objectAt(args, 2))),
  'io.jwt.encode_sign_raw': define(3, (args) => encode(stringAt(args, 0), stringAt(args, 1), parseJson(stringAt(args, 2)))),
  ...Object.fromEntries([...ALGORITHMS].map((algorithm) => [`io.jwt.verify_${algorithm.toLowerCase()}`, define(2, verifyWith(algorithm))])),
};
