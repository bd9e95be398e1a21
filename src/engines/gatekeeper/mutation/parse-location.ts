import type { Location, LocationNode } from './location.ts';

/** What is wrong with a location, and at which character from 0. */
export interface LocationMistake {
  readonly message: string;
  readonly offset: number;
}

type TokenKind = 'name' | 'number' | '.' | '[' | ']' | ':' | '*' | 'end' | 'wrong';

interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Longer and deeper than any location that people write. */
const MAX_LENGTH = 10_000;
const MAX_NODES = 500;

/** The largest whole number of Go's int64. */
const MAX_INTEGER = 9_223_372_036_854_775_807n;

/**
 * Reads a location: names separated by dots, each with at most one `[key: value]` or `[key: *]` behind it. Names are of ASCII letters, digits,
 * `-` and `_` and begin with no digit; anything else stands in quotes, where a backslash takes the next character as it is.
 * https://github.com/open-policy-agent/gatekeeper/blob/v3.23.1/pkg/mutation/path/parser/parser.go
 */
export function parseLocation(text: string): Location | LocationMistake {
  if (text.length > MAX_LENGTH) return { message: `it is longer than ${MAX_LENGTH} characters`, offset: 0 };
  const nodes: LocationNode[] = [];
  let token = nextToken(text, 0);
  while (token.kind !== 'end') {
    if (token.kind !== 'name') return expected('the name of a field', token);
    nodes.push({ kind: 'object', name: token.text });
    if (nodes.length > MAX_NODES) return { message: `it has more than ${MAX_NODES} steps`, offset: token.start };
    token = nextToken(text, token.end);
    if (token.kind === '[') {
      const items = parseItems(text, token.end);
      if ('message' in items) return items;
      nodes.push(items.node);
      token = nextToken(text, items.end);
    }
    if (token.kind === 'end') break;
    if (token.kind !== '.') return expected('"." or the end', token);
    const dot = token;
    token = nextToken(text, token.end);
    if (token.kind === 'end') return { message: 'it ends with a dot', offset: dot.start };
  }
  return nodes;
}

/** `key: value]`, behind the bracket that opens it. */
function parseItems(text: string, start: number): { readonly node: LocationNode; readonly end: number } | LocationMistake {
  const key = nextToken(text, start);
  if (key.kind !== 'name') return expected('the key field of the list', key);
  const colon = nextToken(text, key.end);
  if (colon.kind !== ':') return expected(`":" after the key field ${key.text}`, colon);
  const value = nextToken(text, colon.end);
  if (value.kind !== 'name' && value.kind !== 'number' && value.kind !== '*') return expected('a value of the key field, or *', value);
  if (value.kind === 'number' && BigInt(value.text) > MAX_INTEGER) {
    return { message: `${value.text} is larger than any whole number of 64 bits`, offset: value.start };
  }
  const close = nextToken(text, value.end);
  if (close.kind !== ']') return expected('"]"', close);
  const wanted = value.kind === '*' ? undefined : value.kind === 'number' ? Number(value.text) : value.text;
  return { node: { kind: 'list', key: key.text, value: wanted }, end: close.end };
}

function expected(what: string, { kind, text, start }: Token): LocationMistake {
  if (kind === 'wrong') return { message: text, offset: start };
  return { message: `expected ${what}, found ${kind === 'end' ? 'the end' : JSON.stringify(text)}`, offset: start };
}

function nextToken(text: string, from: number): Token {
  let start = from;
  while (' \t\r\n'.includes(text[start] ?? 'x')) start++;
  const first = text[start];
  if (first === undefined) return { kind: 'end', text: '', start, end: start };
  if (first === '"' || first === "'") return quotedToken(text, start, first);
  if (first === '.' || first === '[' || first === ']' || first === ':' || first === '*') {
    return { kind: first, text: first, start, end: start + 1 };
  }
  const isNumber = /[0-9]/.test(first);
  const word = isNumber ? /[0-9]+/y : /[A-Za-z0-9_-]+/y;
  word.lastIndex = start;
  const [found] = word.exec(text) ?? [];
  if (found !== undefined) return { kind: isNumber ? 'number' : 'name', text: found, start, end: start + found.length };
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
  return { kind: 'wrong', text: `the character ${JSON.stringify(character)} has to stand in quotes`, start, end: start + 1 };
}

function quotedToken(text: string, start: number, quote: string): Token {
  let value = '';
  for (let i = start + 1; i < text.length; i++) {
    const character = text[i] ?? '';
    if (character === quote) return { kind: 'name', text: value, start, end: i + 1 };
    if (character === '\\') i++;
    value += text[i] ?? '';
  }
  return { kind: 'wrong', text: 'the quote is not closed', start, end: text.length };
}
