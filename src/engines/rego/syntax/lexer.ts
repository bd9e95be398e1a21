/**
 * Tokens of Rego: https://www.openpolicyagent.org/docs/policy-reference#grammar, template strings as OPA 1.12 introduced them.
 */
export type TokenKind = 'ident' | 'number' | 'string' | 'template' | 'symbol' | 'end' | 'error';

export interface Token {
  readonly kind: TokenKind;
  /** The text of an identifier, number or symbol, the content of a string, the message of an error. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether white space, and whether a line break, stands before the token. */
  readonly spaced: boolean;
  readonly newline: boolean;
  /** The texts and expressions of a template string. */
  readonly parts?: readonly (string | readonly Token[])[];
}

export interface Comment {
  /** Without the number sign. */
  readonly text: string;
  readonly start: number;
}

export interface Tokens {
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
}

const SPACE = /[ \t\r\n]*/y;
const IDENT = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SYMBOL = /:=|==|!=|<=|>=|[-+*/%&|=<>.,;:(){}[\]]/y;
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

export function tokenize(text: string): Tokens {
  const comments: Comment[] = [];
  const lexer = { text, comments };
  return { tokens: scan(lexer, 0, false).tokens, comments };
}

interface Lexer {
  readonly text: string;
  readonly comments: Comment[];
}

/** Reads tokens from an offset to the end, or, inside a template, to the brace that closes the expression. */
function scan(lexer: Lexer, from: number, isTemplate: boolean): { tokens: Token[]; end: number } {
  const { text } = lexer;
  const tokens: Token[] = [];
  let at = from;
  let depth = 0;
  for (;;) {
    const before = at;
    let newline = false;
    for (;;) {
      SPACE.lastIndex = at;
      const space = SPACE.exec(text)?.[0] ?? '';
      newline ||= space.includes('\n');
      at += space.length;
      if (text[at] !== '#') break;
      let end = text.indexOf('\n', at);
      if (end < 0) end = text.length;
      lexer.comments.push({ text: text.slice(at + 1, end).replace(/\r$/, ''), start: at });
      at = end;
    }
    const token = { start: at, spaced: at > before || at === from, newline: newline || at === 0 };
    if (at >= text.length) {
      tokens.push({ ...token, kind: 'end', text: '', end: at });
      return { tokens, end: at };
    }
    const c = text[at] ?? '';
    if (isTemplate && c === '}' && depth === 0) {
      tokens.push({ ...token, kind: 'end', text: '', end: at });
      return { tokens, end: at };
    }
    if (c === '"') tokens.push({ ...token, ...readString(text, at) });
    else if (c === '`') tokens.push({ ...token, ...readRaw(text, at) });
    else if (c === '$' && (text[at + 1] === '"' || text[at + 1] === '`')) tokens.push({ ...token, ...readTemplate(lexer, at) });
    else {
      const read = match(IDENT, 'ident', text, at) ?? match(NUMBER, 'number', text, at) ?? match(SYMBOL, 'symbol', text, at);
      tokens.push({ ...token, ...(read ?? { kind: 'error', text: `illegal token ${JSON.stringify(c)}`, end: at + 1 }) });
      if (c === '{') depth++;
      if (c === '}') depth--;
    }
    at = tokens.at(-1)?.end ?? at + 1;
  }
}

type Read = Pick<Token, 'kind' | 'text' | 'end' | 'parts'>;

function match(pattern: RegExp, kind: TokenKind, text: string, at: number): Read | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text)?.[0];
  return found === undefined ? undefined : { kind, text: found, end: at + found.length };
}

function readRaw(text: string, start: number): Read {
  const end = text.indexOf('`', start + 1);
  if (end < 0) return { kind: 'error', text: 'non-terminated string', end: text.length };
  return { kind: 'string', text: text.slice(start + 1, end), end: end + 1 };
}

function readString(text: string, start: number): Read {
  let value = '';
  let at = start + 1;
  for (;;) {
    const c = text[at];
    if (c === undefined || c === '\n') return { kind: 'error', text: 'non-terminated string', end: at };
    if (c === '"') return { kind: 'string', text: value, end: at + 1 };
    if (c === '\\') {
      const escape = readEscape(text, at);
      if (escape === undefined) return { kind: 'error', text: 'illegal escape sequence', end: skipString(text, at + 2) };
      value += escape.text;
      at = escape.end;
    } else {
      value += c;
      at++;
    }
  }
}

function skipString(text: string, from: number): number {
  const rest = /[^"\n]*"?/y;
  rest.lastIndex = from;
  rest.exec(text);
  return Math.min(Math.max(rest.lastIndex, from), text.length);
}

function readEscape(text: string, at: number): { text: string; end: number } | undefined {
  const c = text[at + 1] ?? '';
  if (c === 'u') {
    const digits = text.slice(at + 2, at + 6);
    return /^[0-9a-fA-F]{4}$/.test(digits) ? { text: String.fromCharCode(Number.parseInt(digits, 16)), end: at + 6 } : undefined;
  }
  const value = ESCAPES[c];
  return value === undefined ? undefined : { text: value, end: at + 2 };
}

function readTemplate(lexer: Lexer, start: number): Read {
  const { text } = lexer;
  const quote = text[start + 1];
  const parts: (string | readonly Token[])[] = [];
  let piece = '';
  let at = start + 2;
  for (;;) {
    const c = text[at];
    if (c === undefined || (c === '\n' && quote === '"')) return { kind: 'error', text: 'non-terminated string', end: at };
    if (c === quote) {
      if (piece !== '') parts.push(piece);
      return { kind: 'template', text: '', end: at + 1, parts };
    }
    if (c === '\\' && text[at + 1] === '{') {
      piece += '{';
      at += 2;
    } else if (c === '\\' && quote === '"') {
      const escape = readEscape(text, at);
      if (escape === undefined) return { kind: 'error', text: 'illegal escape sequence', end: skipString(text, at + 2) };
      piece += escape.text;
      at = escape.end;
    } else if (c === '{') {
      if (piece !== '') parts.push(piece);
      piece = '';
      const inner = scan(lexer, at + 1, true);
      if (text[inner.end] !== '}') return { kind: 'error', text: 'template expression is not closed: expected }', end: text.length };
      parts.push(inner.tokens);
      at = inner.end + 1;
    } else {
      piece += c;
      at++;
    }
  }
}
