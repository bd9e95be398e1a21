import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { formatJson, formatValue, objectOf, RegoObject, setOf, typeName, type Value } from '../values/index.ts';
import { equalBytes, toHex, utf8 } from './bytes.ts';
import { clockAt } from './clock.ts';
import { define, type Family, fault, integerAt, objectAt, operandFault, stringAt, typeFault } from './define.ts';
import { checkRequest } from './host.ts';
import { formatClock } from './layout.ts';

const HASHES = { md5, sha1, sha256, sha512 } as const;

function digest(hash: keyof typeof HASHES, text: string): string {
  return toHex(HASHES[hash](utf8(text)));
}

const CONFIG = ['aws_access_key', 'aws_region', 'aws_secret_access_key', 'aws_service'] as const;
/** Headers that others on the way may change. */
const UNSIGNED: ReadonlySet<string> = new Set(['authorization', 'user-agent', 'x-amzn-trace-id']);
const BODY_HASH = 'x-amz-content-sha256';

/** The fields of an object that must be texts. */
function textsOf<K extends string>(object: RegoObject, keys: readonly K[], what: string, index: number): Readonly<Record<K, string>> {
  const of = (bad: readonly K[], how: string): never => operandFault(index, `${how}: ${formatValue(setOf(bad))}`);
  const missing = keys.filter((key) => object.get(key) === undefined);
  if (missing.length > 0) return of(missing, `missing required ${what} parameters(s)`);
  const wrong = keys.filter((key) => typeof object.get(key) !== 'string');
  if (wrong.length > 0) return of(wrong, `invalid values for required ${what} parameters(s)`);
  return Object.fromEntries(keys.map((key) => [key, object.get(key)])) as Record<K, string>;
}

/** Signature Version 4: https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html, with the headers OPA signs. */
function signRequest(args: readonly Value[]): Value {
  const [request, config, ns] = [objectAt(args, 0), objectAt(args, 1), integerAt(args, 2)];
  const own = textsOf(config, CONFIG, 'AWS config', 1);
  if (ns > 2n ** 63n - 1n || ns < -(2n ** 63n)) return operandFault(2, 'could not convert time_ns value into a unix timestamp');
  checkRequest(request);
  const { method, url } = textsOf(request, ['method', 'url'], 'request', 0);
  const given = request.get('headers') ?? new RegoObject();
  if (!(given instanceof RegoObject)) return typeFault(0, 'object', typeName(given));
  const address =
    /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?/.exec(url) ?? fault(`parse ${JSON.stringify(url)}: invalid URL`);
  const isUnsigned = config.get('disable_payload_signing') ?? false;
  if (typeof isUnsigned !== 'boolean') return operandFault(1, "invalid value for 'disable_payload_signing' in AWS config");
  const [body, raw] = [request.get('body'), request.get('raw_body')];
  const content = raw === undefined ? (body === undefined ? '' : formatJson(body)) : stringAt([raw], 0);
  const payload = isUnsigned ? 'UNSIGNED-PAYLOAD' : digest('sha256', content);
  const date = formatClock(clockAt(ns, 'UTC'), '20060102T150405Z');
  const added = new Map([
    ['host', address[1] ?? ''],
    ['x-amz-date', date],
  ]);
  if (own.aws_service === 's3' || own.aws_service === 'glacier') added.set(BODY_HASH, payload);
  const token = config.get('aws_session_token');
  if (typeof token === 'string' && token !== '') added.set('x-amz-security-token', token);
  const headers = [...given.pairs()].map(([name, value]) => [String(name), typeof value === 'string' ? value : ''] as const);
  const signed = new Map(added);
  for (const [name, value] of headers) if (!UNSIGNED.has(name.toLowerCase())) signed.set(name.toLowerCase(), value);
  const names = [...signed.keys()].toSorted();
  const list = names.join(';');
  const lines = names.map((name) => `${name}:${signed.get(name) ?? ''}`);
  const canonical = [method, address[2] ?? '', address[3] ?? '', ...lines, '', list, payload].join('\n');
  const day = date.slice(0, 8);
  const scope = `${day}/${own.aws_region}/${own.aws_service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', date, scope, digest('sha256', canonical)].join('\n');
  let key: Uint8Array = utf8(`AWS4${own.aws_secret_access_key}`);
  for (const step of [day, own.aws_region, own.aws_service, 'aws4_request', text]) key = hmac(sha256, key, utf8(step));
  const result = objectOf(request.pairs());
  result.set(
    'headers',
    objectOf([
      ...headers,
      ['Authorization', `AWS4-HMAC-SHA256 Credential=${own.aws_access_key}/${scope},SignedHeaders=${list},Signature=${toHex(key)}`],
      ...added,
    ]),
  );
  return result;
}

export const crypto: Family = {
  ...Object.fromEntries(
    (['md5', 'sha1', 'sha256'] as const).map((name) => [`crypto.${name}`, define(1, (args) => digest(name, stringAt(args, 0)))]),
  ),
  ...Object.fromEntries(
    (['md5', 'sha1', 'sha256', 'sha512'] as const).map((name) => [
      `crypto.hmac.${name}`,
      define(2, (args) => toHex(hmac(HASHES[name], utf8(stringAt(args, 1)), utf8(stringAt(args, 0))))),
    ]),
  ),
  'crypto.hmac.equal': define(2, (args) => equalBytes(utf8(stringAt(args, 0)), utf8(stringAt(args, 1)))),
  'providers.aws.sign_req': define(3, signRequest),
};
