import { readYaml } from '../../../formats/index.ts';
import { formatJson, fromHost, isArray, parseJson, RegoObject, RegoSet, typeName, type Value } from '../values/index.ts';
import { fromBase64, fromHex, toBase64, toHex, utf8, utf8Text } from './bytes.ts';
import { booleanAt, define, type Family, fault, objectAt, stringAt, typeFault } from './define.ts';
import { writeYaml } from './yaml-text.ts';

const url = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_');
const unpadded = (text: string): string => text.replace(/=+$/, '');

function decodeText(args: readonly Value[], isUrl: boolean): string {
  const bytes = fromBase64(stringAt(args, 0), isUrl);
  return typeof bytes === 'number' ? fault(`illegal base64 data at input byte ${bytes}`) : utf8Text(bytes);
}

/** As Go's url.QueryEscape. */
function encodeQuery(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

function decodeQuery(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return fault(`invalid URL escape ${JSON.stringify(/%(?![0-9a-fA-F]{2}).{0,2}/.exec(text)?.[0] ?? text)}`);
  }
}

function encodeObject(object: RegoObject): string {
  const parts: string[] = [];
  for (const [key, value] of object.pairs()) {
    const all = isArray(value) ? value : value instanceof RegoSet ? value.values() : [value];
    for (const item of all) {
      if (typeof key !== 'string' || typeof item !== 'string')
        return typeFault(0, 'object of strings', `object containing ${typeName(item)}`);
      parts.push(`${encodeQuery(key)}=${encodeQuery(item)}`);
    }
  }
  return parts.join('&');
}

function decodeObject(text: string): Value {
  const all = new Map<string, string[]>();
  for (const part of text.split('&')) {
    if (part === '') continue;
    const at = part.indexOf('=');
    const key = decodeQuery(at < 0 ? part : part.slice(0, at));
    all.set(key, [...(all.get(key) ?? []), at < 0 ? '' : decodeQuery(part.slice(at + 1))]);
  }
  return fromHost(Object.fromEntries(all));
}

function indented(value: Value, indent: string, prefix: string, depth: number): string {
  const line = (level: number): string => `\n${prefix}${indent.repeat(level)}`;
  const items = value instanceof RegoSet ? value.values() : value;
  if (isArray(items)) {
    if (items.length === 0) return '[]';
    return `[${items.map((item) => line(depth + 1) + indented(item, indent, prefix, depth + 1)).join(',')}${line(depth)}]`;
  }
  if (items instanceof RegoObject && items.size > 0) {
    const members = [...items.pairs()].map(
      ([key, member]) =>
        `${line(depth + 1)}${formatJson(typeof key === 'string' ? key : formatJson(key))}: ${indented(member, indent, prefix, depth + 1)}`,
    );
    return `{${members.join(',')}${line(depth)}}`;
  }
  return formatJson(value);
}

const OPTIONS: ReadonlySet<string> = new Set(['pretty', 'indent', 'prefix']);

function marshalWith(args: readonly Value[]): Value {
  const options = objectAt(args, 1);
  for (const key of options.keys()) {
    if (typeof key !== 'string' || !OPTIONS.has(key))
      return typeFault(1, 'object with keys indent, prefix and pretty only:', `object contained unknown key ${formatJson(key)}`);
  }
  const [pretty, indent, prefix] = ['pretty', 'indent', 'prefix'].map((key) => options.get(key));
  const isPretty = pretty === undefined ? indent !== undefined || prefix !== undefined : booleanAt([pretty], 0);
  if (!isPretty) return formatJson(args[0] as Value);
  const start = prefix === undefined ? '' : stringAt([prefix], 0);
  return start + indented(args[0] as Value, indent === undefined ? '\t' : stringAt([indent], 0), start, 0);
}

function readOneYaml(text: string): Value | undefined {
  const { documents, errors } = readYaml(text);
  if (errors.length > 0) return undefined;
  const [first] = documents;
  return first === undefined ? null : fromHost(first.value);
}

/** Null is a value, so `??` does not do. */
function given(value: Value | undefined, message: string): Value {
  return value === undefined ? fault(message) : value;
}

export const encoding: Family = {
  'base64.encode': define(1, (args) => toBase64(utf8(stringAt(args, 0)))),
  'base64.decode': define(1, (args) => decodeText(args, false)),
  'base64.is_valid': define(1, ([text]) => typeof text === 'string' && typeof fromBase64(text, false) !== 'number'),
  'base64url.encode': define(1, (args) => url(toBase64(utf8(stringAt(args, 0))))),
  'base64url.encode_no_pad': define(1, (args) => unpadded(url(toBase64(utf8(stringAt(args, 0)))))),
  'base64url.decode': define(1, (args) => decodeText(args, true)),
  'hex.encode': define(1, (args) => toHex(utf8(stringAt(args, 0)))),
  'hex.decode': define(1, (args) => {
    const bytes = fromHex(stringAt(args, 0));
    return typeof bytes === 'string' ? fault(`encoding/hex: ${bytes}`) : utf8Text(bytes);
  }),
  'urlquery.encode': define(1, (args) => encodeQuery(stringAt(args, 0))),
  'urlquery.decode': define(1, (args) => decodeQuery(stringAt(args, 0))),
  'urlquery.encode_object': define(1, (args) => encodeObject(objectAt(args, 0))),
  'urlquery.decode_object': define(1, (args) => decodeObject(stringAt(args, 0))),
  'json.marshal': define(1, ([value]) => formatJson(value as Value)),
  'json.marshal_with_options': define(2, marshalWith),
  'json.unmarshal': define(1, (args) => given(parseJson(stringAt(args, 0)), 'invalid JSON')),
  'json.is_valid': define(1, ([text]) => typeof text === 'string' && parseJson(text) !== undefined),
  'yaml.marshal': define(1, ([value]) => writeYaml(value as Value)),
  'yaml.unmarshal': define(1, (args) => given(readOneYaml(stringAt(args, 0)), 'invalid YAML')),
  'yaml.is_valid': define(1, ([text]) => typeof text === 'string' && readOneYaml(text) !== undefined),
};
