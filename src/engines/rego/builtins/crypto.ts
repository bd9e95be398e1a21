import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { formatJson, RegoObject, type Value } from '../values/index.ts';
import { equalBytes, toHex, utf8 } from './bytes.ts';
import { clockAt } from './clock.ts';
import { define, type Family, fault, integerAt, objectAt, stringAt } from './define.ts';
import { formatClock } from './layout.ts';

const HASHES = { md5, sha1, sha256, sha512 } as const;

function digest(hash: keyof typeof HASHES, text: string): string {
  return toHex(HASHES[hash](utf8(text)));
}

function need(object: RegoObject, key: string): string {
  const value = object.get(key);
  return typeof value === 'string' ? value : fault(`missing required AWS config parameters(s): {${JSON.stringify(key)}}`);
}

/** Signature Version 4: https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html. */
function signRequest(args: readonly Value[]): Value {
  const [request, config, ns] = [objectAt(args, 0), objectAt(args, 1), integerAt(args, 2)];
  const [access, secret, service, region] = ['aws_access_key', 'aws_secret_access_key', 'aws_service', 'aws_region'].map((key) =>
    need(config, key),
  );
  const [method, address] = [stringAt([request.get('method') ?? ''], 0), stringAt([request.get('url') ?? ''], 0)];
  const url = /^https?:\/\/([^/?#]+)([^?#]*)(?:\?([^#]*))?/.exec(address) ?? fault('invalid URL');
  const date = formatClock(clockAt(ns, 'UTC'), '20060102T150405Z');
  const raw = request.get('raw_body');
  const body = request.get('body');
  const content = typeof raw === 'string' ? raw : body === undefined ? '' : formatJson(body);
  const payload = config.get('disable_payload_signing') === true ? 'UNSIGNED-PAYLOAD' : digest('sha256', content);
  const token = config.get('aws_session_token');
  const given = request.get('headers');
  const headers = new Map<string, Value>(given instanceof RegoObject ? [...given.pairs()].map(([key, value]) => [String(key), value]) : []);
  const own: Record<string, string> = { host: url[1] ?? '', 'x-amz-content-sha256': payload, 'x-amz-date': date };
  if (typeof token === 'string') own['x-amz-security-token'] = token;
  const signed = new Map(
    [...headers]
      .filter(([name]) => name.toLowerCase() !== 'authorization')
      .map(([name, value]) => [name.toLowerCase(), typeof value === 'string' ? value : formatJson(value)]),
  );
  for (const [name, value] of Object.entries(own)) signed.set(name, value);
  const names = [...signed.keys()].sort();
  const query = (url[3] ?? '')
    .split('&')
    .filter((entry) => entry !== '')
    .sort()
    .join('&');
  const canonical = [
    method.toUpperCase(),
    url[2] ?? '',
    query,
    ...names.map((name) => `${name}:${(signed.get(name) ?? '').trim()}`),
    '',
    names.join(';'),
    payload,
  ].join('\n');
  const scope = `${date.slice(0, 8)}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', date, scope, digest('sha256', canonical)].join('\n');
  let key = utf8(`AWS4${secret}`);
  for (const step of [date.slice(0, 8), region ?? '', service ?? '', 'aws4_request', text])
    key = hmac(sha256, key, utf8(step)) as typeof key;
  headers.set('Authorization', `AWS4-HMAC-SHA256 Credential=${access}/${scope},SignedHeaders=${names.join(';')},Signature=${toHex(key)}`);
  for (const [name, value] of Object.entries(own)) headers.set(name, value);
  const result = new RegoObject();
  for (const [name, value] of request.pairs()) result.set(name, value);
  const all = new RegoObject();
  for (const [name, value] of headers) all.set(name, value);
  result.set('headers', all);
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
