import type { Token } from './lexer.ts';

/** What stops the parsing of one statement; the next one is still read. */
export class SyntaxFault {
  readonly message: string;
  readonly at: number;
  readonly hint: string | undefined;
  constructor(message: string, at: number, hint?: string) {
    this.message = message;
    this.at = at;
    this.hint = hint;
  }
}

/** Words that cannot name a variable on their own; `if`, `contains`, `in` and `every` only where the module has them. */
const RESERVED: ReadonlySet<string> = new Set([
  'as',
  'default',
  'else',
  'import',
  'not',
  'package',
  'some',
  'with',
  'true',
  'false',
  'null',
]);
const FUTURE: ReadonlySet<string> = new Set(['if', 'contains', 'in', 'every']);

/** A position in the tokens, and which words are keywords there. */
export class Cursor {
  readonly tokens: readonly Token[];
  readonly keywords: Set<string>;
  index: number = 0;
  depth: number = 0;
  /** Inside the head of a comprehension `|` ends a term. */
  noUnion: boolean = false;

  constructor(tokens: readonly Token[], keywords: Iterable<string>) {
    this.tokens = tokens;
    this.keywords = new Set(keywords);
  }

  get token(): Token {
    return this.tokens[this.index] as Token;
  }
  get next(): Token {
    return (this.tokens[this.index + 1] ?? this.tokens.at(-1)) as Token;
  }
  isEnd(): boolean {
    return this.token.kind === 'end';
  }
  get lastEnd(): number {
    return this.tokens[this.index - 1]?.end ?? 0;
  }
  advance(): Token {
    const token = this.token;
    if (token.kind !== 'end') this.index++;
    return token;
  }
  isSymbol(text: string): boolean {
    return this.token.kind === 'symbol' && this.token.text === text;
  }
  /** A keyword, unless it begins a reference such as `some.name`. */
  isWord(text: string): boolean {
    const { token, next } = this;
    if (token.kind !== 'ident' || token.text !== text) return false;
    if (FUTURE.has(text) && !this.keywords.has(text)) return false;
    return !(next.kind === 'symbol' && (next.text === '.' || (next.text === '[' && text !== 'in')) && !next.spaced);
  }
  isReserved(): boolean {
    const { text } = this.token;
    return RESERVED.has(text) || (FUTURE.has(text) && this.keywords.has(text));
  }
  takeSymbol(text: string): boolean {
    if (!this.isSymbol(text)) return false;
    this.index++;
    return true;
  }
  takeWord(text: string): boolean {
    if (!this.isWord(text)) return false;
    this.index++;
    return true;
  }
  expect(text: string, after: string): void {
    if (!this.takeSymbol(text)) this.fail(`expected ${text} ${after}`);
  }
  fail(message: string, hint?: string): never {
    const { token } = this;
    throw new SyntaxFault(token.kind === 'error' ? token.text : `unexpected ${describe(token)} token: ${message}`, token.start, hint);
  }
}

const NAMES: Readonly<Record<string, string>> = {
  end: 'eof',
  '{': '{',
  '}': '}',
  '(': '(',
  ')': ')',
  '[': '[',
  ']': ']',
  ':=': 'assign',
  '=': 'eq',
  '==': 'equal',
  '.': '.',
  ',': ',',
  ';': ';',
  ':': ':',
  '|': 'or',
  '&': 'and',
};

function describe(token: Token): string {
  if (token.kind === 'end') return 'eof';
  if (token.kind === 'symbol') return NAMES[token.text] ?? token.text;
  if (token.kind === 'ident')
    return RESERVED.has(token.text) || FUTURE.has(token.text) ? `${token.text} keyword` : `identifier ${token.text}`;
  return token.kind;
}
