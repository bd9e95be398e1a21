import { sha256 } from '@noble/hashes/sha2.js';
import { moduleJson } from '../ast-json/index.ts';
import type { Runtime } from '../evaluate/runtime.ts';
import { parseModule } from '../syntax/index.ts';
import { formatJson, formatValue, fromHost, numberOf, objectOf, RegoObject, setOf, toHost, type Value } from '../values/index.ts';
import { fromHex, toBigInt, toHex, utf8 } from './bytes.ts';
import { arrayAt, define, type Family, fault, integerAt, objectAt, operandFault, stringAt } from './define.ts';

const REQUIRED: readonly string[] = ['method', 'url'];
/** Parameters of http.send: https://www.openpolicyagent.org/docs/policy-reference/builtins/http. */
const ALLOWED: ReadonlySet<string> = new Set(
  (
    'method url body raw_body headers enable_redirect force_json_decode force_yaml_decode tls_use_system_certs tls_ca_cert tls_ca_cert_file ' +
    'tls_ca_cert_env_variable tls_client_cert tls_client_cert_file tls_client_cert_env_variable tls_client_key tls_client_key_file ' +
    'tls_client_key_env_variable tls_insecure_skip_verify tls_server_name timeout cache force_cache force_cache_duration_seconds raise_error ' +
    'caching_mode max_retry_attempts cache_ignored_headers'
  ).split(' '),
);

/** Whether a request has the parameters it needs and no others. */
export function checkRequest(request: RegoObject): void {
  const unknown = request.keys().filter((key) => typeof key !== 'string' || !ALLOWED.has(key));
  if (unknown.length > 0) operandFault(0, `invalid request parameters(s): ${formatValue(setOf(unknown))}`);
  const missing = REQUIRED.filter((key) => request.get(key) === undefined);
  if (missing.length > 0) operandFault(0, `missing required request parameters(s): ${formatValue(setOf(missing))}`);
}

function send(args: readonly Value[], rt: Runtime): Value {
  const request = objectAt(args, 0);
  checkRequest(request);
  const answer = rt.host.http?.(toHost(request));
  if (typeof answer === 'string') return fault(answer);
  if (!answer)
    return fault(
      `no answer for ${String(request.get('method'))} ${String(request.get('url'))}: requests are answered from the host's table only`,
    );
  const { raw_body = answer.body === undefined ? '' : formatJson(fromHost(answer.body)), ...rest } = answer;
  return fromHost({ headers: {}, ...rest, raw_body, status: String(answer.status_code) });
}

/** Bytes that depend on the seed and a name only, so that an evaluation can be repeated. */
function randomBytes(rt: Runtime, name: string): Uint8Array {
  const { seed } = rt.host;
  if (seed === undefined) return fault('no seed was given to this evaluation');
  return sha256(utf8(`${seed}\u0000${name}`));
}

function parseUuid(args: readonly Value[]): Value {
  const text = stringAt(args, 0)
    .replace(/^urn:uuid:/i, '')
    .replace(/^\{(.*)\}$/, '$1');
  const plain = /^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/.test(text) ? text.replaceAll('-', '') : text;
  const bytes = plain.length === 32 ? fromHex(plain) : 'length';
  if (typeof bytes === 'string') return fault('invalid UUID');
  const version = (bytes[6] ?? 0) >> 4;
  const mark = bytes[8] ?? 0;
  const variant = mark >> 6 === 2 ? 'RFC4122' : mark >> 5 === 6 ? 'Microsoft' : mark >> 5 === 7 ? 'Future' : 'Reserved';
  const result = new RegoObject();
  result.set('version', version);
  result.set('variant', variant);
  if (version !== 1 && version !== 2) return result;
  const low = toBigInt(bytes.subarray(0, 4));
  const high = (BigInt((bytes[6] ?? 0) & 15) << 56n) | (BigInt(bytes[7] ?? 0) << 48n) | (toBigInt(bytes.subarray(4, 6)) << 32n);
  // 100 ns since 15 October 1582, RFC 9562 section 5.1.
  const ticks = (version === 1 || version === 2 ? high | low : 0n) - 122_192_928_000_000_000n;
  result.set('time', numberOf(ticks * 100n, 0));
  result.set('nodeid', toHex(bytes.subarray(10)).replace(/..(?!$)/g, '$&-'));
  result.set(
    'macvariables',
    `${((bytes[10] ?? 0) & 2) === 2 ? 'local' : 'global'}:${((bytes[10] ?? 0) & 1) === 1 ? 'multicast' : 'unicast'}`,
  );
  result.set('clocksequence', ((mark & 63) << 8) | (bytes[9] ?? 0));
  if (version === 2) {
    result.set('id', numberOf(low, 0));
    result.set('domain', ['Person', 'Group', 'Org'][bytes[9] ?? 3] ?? `Domain${bytes[9]}`);
  }
  return result;
}

function newUuid(args: readonly Value[], rt: Runtime): Value {
  const bytes = randomBytes(rt, `uuid ${stringAt(args, 0)}`).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 15) | 64;
  bytes[8] = ((bytes[8] ?? 0) & 63) | 128;
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export const host: Family = {
  'http.send': { ...define(1, send), isFatal: () => false },
  'opa.runtime': define(0, (_args, rt) =>
    objectOf([
      ['env', fromHost(rt.host.environment ?? {})],
      ['config', rt.host.config ?? new RegoObject()],
    ]),
  ),
  'rand.intn': define(2, (args, rt) => {
    const limit = integerAt(args, 1);
    if (limit === 0n) return 0;
    return numberOf(toBigInt(randomBytes(rt, `rand ${stringAt(args, 0)} ${limit}`)) % (limit < 0n ? -limit : limit), 0);
  }),
  'uuid.parse': define(1, parseUuid),
  'uuid.rfc4122': define(1, newUuid),
  trace: define(1, (args, rt) => {
    rt.observer?.note(stringAt(args, 0));
    return true;
  }),
  'internal.test_case': define(1, (args, rt) => {
    rt.host.testCase?.(arrayAt(args, 0));
    rt.observer?.beginCase();
    return true;
  }),
  'rego.parse_module': define(2, (args) => {
    const { module, errors } = parseModule(stringAt(args, 0), stringAt(args, 1));
    const [first] = errors;
    if (first) return fault(`rego_parse_error: ${first.message}`);
    return fromHost(moduleJson(module));
  }),
  'rego.metadata.chain': {
    arity: 0,
    evaluate: () => undefined,
    special: (unit) => {
      const chain = unit.chain.map(({ path, annotations }) =>
        objectOf([['path', path], ...(annotations ? ([['annotations', annotations.value]] as const) : [])]),
      );
      return () => chain;
    },
  },
  'rego.metadata.rule': {
    arity: 0,
    evaluate: () => undefined,
    special: (unit) => {
      const value = unit.chain[0]?.annotations?.value ?? new RegoObject();
      return () => value;
    },
  },
};
