import type { GraphqlPlace } from './document.ts';

export type TokenKind =
  | 'Name'
  | 'Int'
  | 'Float'
  | 'String'
  | 'BlockString'
  | 'Comment'
  | '<EOF>'
  | '<Invalid>'
  | '!'
  | '$'
  | '&'
  | '('
  | ')'
  | '...'
  | ':'
  | '='
  | '@'
  | '['
  | ']'
  | '{'
  | '}'
  | '|';

export interface GraphqlToken {
  readonly kind: TokenKind;
  readonly value: string;
  readonly place: GraphqlPlace;
}

const NAME = /[_A-Za-z][_0-9A-Za-z]*/y;
const NUMBER = /-?(?:0(?!\d)|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?(?![.\d])/y;
// oxlint-disable-next-line no-control-regex -- a comment ends at the first control character but a tab
const COMMENT = /#[^\u0000-\u0008\u000a-\u001f]*/y;
const PUNCTUATION: ReadonlySet<string> = new Set('!$&():=@[]{}|');
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '/': '/', '\\': '\\', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** Tokens of GraphQL (https://spec.graphql.org/October2021/#sec-Lexical-Tokens), read one by one since nothing after an error counts. */
export class GraphqlLexer {
  private readonly text: string;
  private at = 0;
  private line = 1;
  private lineStart = 0;

  constructor(text: string) {
    this.text = text;
  }

  private newLine(length: number): void {
    this.at += length;
    this.line++;
    this.lineStart = this.at;
  }

  private token(kind: TokenKind, value: string, start: number): GraphqlToken {
    return { kind, value, place: { line: this.line, column: start - this.lineStart + 1 } };
  }

  private invalid(): GraphqlToken {
    return this.token('<Invalid>', '', this.at);
  }

  next(): GraphqlToken {
    const { text } = this;
    for (;;) {
      const c = text[this.at];
      if (c === '\n') this.newLine(1);
      else if (c === '\r') {
        this.newLine(1);
        if (text[this.at] === '\n') this.at++;
      } else if (c === ' ' || c === '\t' || c === ',' || c === '\ufeff') this.at++;
      else break;
    }
    const start = this.at;
    const c = text[start];
    if (c === undefined) return this.token('<EOF>', '', start);
    if (PUNCTUATION.has(c)) {
      this.at++;
      return this.token(c as TokenKind, '', start);
    }
    if (text.startsWith('...', start)) {
      this.at += 3;
      return this.token('...', '', start);
    }
    if (c === '"') return text.startsWith('"""', start) ? this.block() : this.string();
    for (const [kind, pattern] of [
      ['Name', NAME],
      ['Comment', COMMENT],
      ['Float', NUMBER],
    ] as const) {
      pattern.lastIndex = start;
      const match = pattern.exec(text);
      if (!match) continue;
      this.at = pattern.lastIndex;
      const [value, fraction, exponent] = match;
      return this.token(kind === 'Float' && fraction === undefined && exponent === undefined ? 'Int' : kind, value, start);
    }
    return this.invalid();
  }

  private string(): GraphqlToken {
    const { text } = this;
    const start = ++this.at;
    let value = '';
    for (;;) {
      const c = text[this.at];
      if (c === undefined || c === '\n' || c === '\r' || (c < ' ' && c !== '\t')) return this.invalid();
      if (c === '"') {
        this.at++;
        return this.token('String', value, start);
      }
      if (c !== '\\') {
        value += c;
        this.at++;
        continue;
      }
      const escape = text[this.at + 1] ?? '';
      const digits = text.slice(this.at + 2, this.at + 6);
      if (escape === 'u' && /^[0-9a-fA-F]{4}$/.test(digits)) {
        value += String.fromCharCode(Number.parseInt(digits, 16));
        this.at += 6;
      } else if (ESCAPES[escape] !== undefined) {
        value += ESCAPES[escape];
        this.at += 2;
      } else {
        this.at++;
        return this.invalid();
      }
    }
  }

  private block(): GraphqlToken {
    const { text } = this;
    this.at += 3;
    const start = this.at;
    let value = '';
    for (;;) {
      const c = text[this.at];
      if (c === undefined || (c < ' ' && c !== '\t' && c !== '\n' && c !== '\r')) return this.invalid();
      if (text.startsWith('"""', this.at)) {
        let count = 3;
        while (text[this.at + count] === '"') count++;
        const token = this.token('BlockString', dedent(value + '"'.repeat(count - 3)), start);
        this.at += count;
        return token;
      }
      if (text.startsWith('\\"""', this.at)) {
        value += '"""';
        this.at += 4;
      } else if (c === '\n' || c === '\r') {
        value += '\n';
        this.newLine(text.startsWith('\r\n', this.at) ? 2 : 1);
      } else {
        value += c;
        this.at++;
      }
    }
  }
}

/** The value of a block string: https://spec.graphql.org/October2021/#BlockStringValue(). */
function dedent(raw: string): string {
  const lines = raw.split('\n');
  const indents = lines.slice(1).flatMap((line) => (line.trim() === '' ? [] : [line.length - line.trimStart().length]));
  const common = indents.length === 0 ? 0 : Math.min(...indents);
  const cut = lines.map((line, i) => (i === 0 ? line : line.slice(common)));
  while (cut.length > 0 && cut[0]?.trim() === '') cut.shift();
  while (cut.length > 0 && cut.at(-1)?.trim() === '') cut.pop();
  return cut.join('\n');
}
