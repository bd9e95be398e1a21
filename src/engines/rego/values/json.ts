import { Decimal, formatNumber, type NumberValue, numberOf, parseNumber } from './number.ts';
import { compareStrings, isArray, isNumber, RegoObject, RegoSet, type Value } from './value.ts';

/** Deeper nesting than any real document has, so that a hostile one cannot exhaust the stack. */
const MAX_DEPTH = 1000;

/** What a host hands in: JSON, and integers of any size as bigint. */
export type HostValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly HostValue[]
  | { readonly [key: string]: HostValue | undefined };

/** A value of the host as one of Rego. Fields that are undefined are left out, as JSON does. */
export function fromHost(value: unknown): Value {
  return convert(value, 0);
}

/** What a host hands in that no value can be made of. */
export class HostFault {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

function convert(value: unknown, depth: number): Value {
  if (depth > MAX_DEPTH) throw new HostFault(`a document is nested more than ${MAX_DEPTH} levels deep, or contains itself`);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number')
    return Number.isFinite(value) ? (Number.isInteger(value) && !Number.isSafeInteger(value) ? large(value) : value + 0) : null;
  if (typeof value === 'bigint') return numberOf(value, 0);
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : convert(item, depth + 1)));
  if (value instanceof RegoObject || value instanceof RegoSet || value instanceof Decimal) return value;
  const object = new RegoObject();
  if (typeof value === 'object') {
    for (const key of Object.keys(value)) {
      const member = (value as Record<string, unknown>)[key];
      if (member !== undefined) object.set(key, convert(member, depth + 1));
    }
  }
  return object;
}

function large(value: number): NumberValue {
  return parseNumber(String(value)) ?? value;
}

/** A value as JSON knows it: sets as sorted arrays, keys as texts, integers beyond 2^53 as bigint. */
export function toHost(value: Value): unknown {
  if (value instanceof Decimal) return value.exponent >= 0 ? BigInt(formatNumber(value)) : Number(formatNumber(value));
  if (value === null || typeof value !== 'object') return value;
  if (isArray(value)) return value.map(toHost);
  if (value instanceof RegoSet) return value.values().map(toHost);
  const all: [string, unknown][] = [];
  for (const [key, member] of value.pairs()) all.push([typeof key === 'string' ? key : formatJson(key), toHost(member)]);
  return Object.fromEntries(all);
}

/** JSON on one line, keys sorted, `<`, `>` and `&` escaped as Go's encoding/json does. */
export function formatJson(value: Value): string {
  if (typeof value === 'string') return quoteJson(value);
  if (isNumber(value)) return formatNumber(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (isArray(value)) return `[${value.map(formatJson).join(',')}]`;
  if (value instanceof RegoSet) return `[${value.values().map(formatJson).join(',')}]`;
  const all: [string, Value][] = [];
  let isPlain = true;
  for (const [key, member] of value.pairs()) {
    isPlain &&= typeof key === 'string';
    all.push([typeof key === 'string' ? key : formatJson(key), member]);
  }
  // Keys that are no texts become texts, and these have another order.
  if (!isPlain) all.sort(([a], [b]) => compareStrings(a, b));
  return `{${all.map(([key, member]) => `${quoteJson(key)}:${formatJson(member)}`).join(',')}}`;
}

function quoteJson(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A value as Rego writes it: sets in braces, keys of any type. */
export function formatValue(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (isNumber(value)) return formatNumber(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (isArray(value)) return `[${value.map(formatValue).join(', ')}]`;
  if (value instanceof RegoSet) return value.size === 0 ? 'set()' : `{${value.values().map(formatValue).join(', ')}}`;
  const all: string[] = [];
  for (const [key, member] of value.pairs()) all.push(`${formatValue(key)}: ${formatValue(member)}`);
  return `{${all.join(', ')}}`;
}

/** Reads JSON with its numbers exact. Undefined where the text is no JSON. */
export function parseJson(text: string): Value | undefined {
  let at = 0;
  let failed = false;
  const space = /[ \t\r\n]*/y;
  const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
  // oxlint-disable-next-line no-control-regex -- JSON forbids control characters in texts
  const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
  const skip = (): void => {
    space.lastIndex = at;
    space.exec(text);
    at = space.lastIndex;
  };
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match || match[0] === '') return undefined;
    at = pattern.lastIndex;
    return match[0];
  };
  const bad = (): undefined => {
    failed = true;
    return undefined;
  };
  const readString = (): string | undefined => {
    const raw = take(string);
    if (raw === undefined) return bad();
    return JSON.parse(raw) as string;
  };
  const read = (depth: number): Value | undefined => {
    skip();
    const c = text[at];
    if (depth > MAX_DEPTH) return bad();
    if (c === '"') return readString();
    if (c === '[' || c === '{') {
      at++;
      const items: Value[] = [];
      const object = new RegoObject();
      const close = c === '[' ? ']' : '}';
      skip();
      if (text[at] === close) {
        at++;
        return c === '[' ? items : object;
      }
      for (;;) {
        skip();
        let key: string | undefined;
        if (c === '{') {
          key = readString();
          skip();
          if (key === undefined || text[at++] !== ':') return bad();
        }
        const item = read(depth + 1);
        if (failed || item === undefined) return bad();
        if (key === undefined) items.push(item);
        else object.set(key, item);
        skip();
        const next = text[at++];
        if (next === close) return c === '[' ? items : object;
        if (next !== ',') return bad();
      }
    }
    const word = take(scalar);
    if (word === undefined) return bad();
    if (word === 'true' || word === 'false') return word === 'true';
    return word === 'null' ? null : (parseNumber(word) ?? bad());
  };
  const value = read(0);
  skip();
  return failed || at < text.length ? undefined : value;
}
