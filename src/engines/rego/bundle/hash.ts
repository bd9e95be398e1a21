import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js';
import { toHex, utf8, utf8Text } from '../builtins/index.ts';
import { compareStrings, formatNumber, isArray, isNumber, parseJson, RegoObject, RegoSet, type Value } from '../values/index.ts';
import { BundleFault } from './bundle-fault.ts';

const HASHES = {
  MD5: md5,
  'SHA-1': sha1,
  'SHA-224': sha224,
  'SHA-256': sha256,
  'SHA-384': sha384,
  'SHA-512': sha512,
  'SHA-512-224': sha512_224,
  'SHA-512-256': sha512_256,
} as const;

function isHash(name: string): name is keyof typeof HASHES {
  return Object.hasOwn(HASHES, name);
}

/** A number of JSON in the digits of its text: 1.0 and 1 have different hashes. */
class Digits {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Files that are hashed as documents, so that spaces and the order of names do not matter. data.yml is not among them in OPA 1.13. */
const STRUCTURED: ReadonlySet<string> = new Set(['data.json', 'data.yaml', '.manifest', '.signatures.json']);

/**
 * The digest of a file in hexadecimal, as signatures of bundles have it. `readYaml` gives the value of a document that is no JSON.
 * Throws a BundleFault. https://www.openpolicyagent.org/docs/management-bundles#signature-format
 */
export function hashFile(algorithm: string, path: string, bytes: Uint8Array, readYaml: (text: string) => Value): string {
  if (algorithm === '') throw new BundleFault(`no hashing algorithm provided for file ${path}`, { path });
  if (!isHash(algorithm)) throw new BundleFault(`unsupported hashing algorithm: ${algorithm}`, { path });
  const isStructured = STRUCTURED.has(path.slice(path.lastIndexOf('/') + 1));
  return toHex(HASHES[algorithm](isStructured ? utf8(canonicalText(utf8Text(bytes), readYaml)) : bytes));
}

/** JSON without spaces and with sorted names. */
function canonicalText(text: string, readYaml: (text: string) => Value): string {
  const plain = text.replace(/^\ufeff/, '');
  // The reader of values refuses what is nested too deep for the recursion below.
  const pieces: string[] = [];
  if (parseJson(plain) === undefined) writeValue(readYaml(text), pieces);
  else writeJson(JSON.parse(plain, keepDigits as (this: unknown, key: string, value: unknown) => unknown), pieces);
  return pieces.join('');
}

function keepDigits(_key: string, value: unknown, context: { readonly source?: string }): unknown {
  return typeof value === 'number' ? new Digits(context.source ?? String(value)) : value;
}

function writeJson(value: unknown, pieces: string[]): void {
  if (value instanceof Digits) pieces.push(value.text);
  else if (typeof value === 'string') pieces.push(quote(value));
  else if (typeof value !== 'object' || value === null) pieces.push(String(value));
  else if (Array.isArray(value)) writeList(value, pieces, writeJson);
  else writeMembers(Object.entries(value), pieces, writeJson);
}

function writeValue(value: Value, pieces: string[]): void {
  if (isNumber(value)) pieces.push(formatNumber(value));
  else if (typeof value === 'string') pieces.push(quote(value));
  else if (value === null || typeof value === 'boolean') pieces.push(String(value));
  else if (isArray(value)) writeList(value, pieces, writeValue);
  else if (value instanceof RegoObject) {
    const members = [...value.pairs()].map(([key, member]) => [String(key), member] as const);
    writeMembers(members, pieces, writeValue);
  } else if (value instanceof RegoSet) writeList(value.values(), pieces, writeValue);
}

function writeList<T>(items: readonly T[], pieces: string[], write: (item: T, pieces: string[]) => void): void {
  pieces.push('[');
  for (const [index, item] of items.entries()) {
    if (index > 0) pieces.push(',');
    write(item, pieces);
  }
  pieces.push(']');
}

function writeMembers<T>(members: readonly (readonly [string, T])[], pieces: string[], write: (member: T, pieces: string[]) => void): void {
  pieces.push('{');
  for (const [index, [name, member]] of members.toSorted(([a], [b]) => compareStrings(a, b)).entries()) {
    pieces.push(index > 0 ? ',' : '', quote(name), ':');
    write(member, pieces);
  }
  pieces.push('}');
}

/** Go's encoder escapes the two line separators of Unicode, and here neither `<` nor `&`. */
function quote(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(/[\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);
}
