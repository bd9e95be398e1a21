import { checkDepth, SyntaxFault } from '../configuration.ts';

export interface Token {
  /** `identifier`, `number`, `newline`, `end`, `"`, `heredoc`, or the sign itself. */
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

const SPACE = /[ \t]*/y;
const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /[0-9](?:(?:[0-9.]|[eE][-+]?[0-9])*(?:[0-9]|[eE][-+]?[0-9]))?/y;
const HEREDOC = /<<-?[\p{ID_Start}_][\p{ID_Continue}-]*\r?\n/uy;
const SIGNS = ['...', '==', '!=', '>=', '<=', '&&', '||', '::', '=>', '~}', ...'[](){}.,*/%+-=<>!?:'] as const;

const HINTS: Readonly<Record<string, string>> = {
  "'": 'texts stand in double quotes',
  '`': 'texts stand in double quotes',
  ';': 'arguments end with their line',
  '&': 'logical and is &&',
  '|': 'logical or is ||',
};

/** Reads tokens one by one; whether line breaks are tokens depends on what they stand in. */
export class Cursor {
  readonly text: string;
  /** Where scanning goes on. Templates move it themselves. */
  at: number;
  /** Where the last token that was read ended. */
  previousEnd = 0;
  #hasNewlines = true;
  #depth = 0;
  #peeked: { readonly from: number; readonly hasNewlines: boolean; readonly token: Token } | undefined;

  constructor(text: string) {
    this.text = text;
    this.at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  peek(): Token {
    const known = this.#peeked;
    if (known && known.from === this.at && known.hasNewlines === this.#hasNewlines) return known.token;
    const token = this.#scan();
    this.#peeked = { from: this.at, hasNewlines: this.#hasNewlines, token };
    return token;
  }

  read(): Token {
    const token = this.peek();
    this.at = token.end;
    this.previousEnd = token.end;
    return token;
  }

  textOf({ start, end }: Token): string {
    return this.text.slice(start, end);
  }

  /** Whether the next token is that word. */
  isWord(word: string): boolean {
    const token = this.peek();
    return token.kind === 'identifier' && this.textOf(token) === word;
  }

  /** Reads a token that must be there. */
  expect(kind: string, message: string, hint?: string): Token {
    if (this.peek().kind !== kind) throw this.fault(message, hint);
    return this.read();
  }

  fault(message: string, hint?: string): SyntaxFault {
    return new SyntaxFault(message, this.peek().start, hint === undefined ? {} : { hint });
  }

  /** Reads something inside which line breaks are tokens, or are not. */
  within<T>(hasNewlines: boolean, read: () => T): T {
    const before = this.#hasNewlines;
    this.#hasNewlines = hasNewlines;
    const result = read();
    this.#hasNewlines = before;
    return result;
  }

  /** Reads something that may contain itself. */
  deeper<T>(read: () => T): T {
    checkDepth(++this.#depth, this.at);
    const result = read();
    this.#depth--;
    return result;
  }

  #scan(): Token {
    let at = this.at;
    for (;;) {
      at = this.#skip(SPACE, at);
      const comment = this.#commentEnd(at);
      if (comment !== undefined) {
        // A comment of one line takes its line break with it, which may be a token.
        at = comment;
        continue;
      }
      const newline = this.text.startsWith('\r\n', at) ? at + 2 : this.text[at] === '\n' ? at + 1 : undefined;
      if (newline === undefined) return this.#tokenAt(at);
      if (this.#hasNewlines) return { kind: 'newline', start: at, end: newline };
      at = newline;
    }
  }

  #commentEnd(at: number): number | undefined {
    const { text } = this;
    if (text[at] === '#' || text.startsWith('//', at)) {
      const newline = text.indexOf('\n', at);
      return newline < 0 ? text.length : newline;
    }
    if (!text.startsWith('/*', at)) return undefined;
    const close = text.indexOf('*/', at + 2);
    if (close < 0) throw new SyntaxFault('a comment is never closed', at);
    return close + 2;
  }

  #tokenAt(start: number): Token {
    const { text } = this;
    if (start >= text.length) return { kind: 'end', start, end: start };
    const word = this.#skip(IDENTIFIER, start);
    if (word > start) return { kind: 'identifier', start, end: word };
    const number = this.#skip(NUMBER, start);
    if (number > start) return { kind: 'number', start, end: number };
    if (text[start] === '"') return { kind: '"', start, end: start + 1 };
    const heredoc = this.#skip(HEREDOC, start);
    if (heredoc > start) return { kind: 'heredoc', start, end: heredoc };
    const sign = SIGNS.find((one) => text.startsWith(one, start));
    if (sign !== undefined) return { kind: sign, start, end: start + sign.length };
    const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
    const hint = HINTS[character];
    throw new SyntaxFault(`the character ${JSON.stringify(character)} cannot stand here`, start, hint === undefined ? {} : { hint });
  }

  #skip(pattern: RegExp, at: number): number {
    pattern.lastIndex = at;
    return pattern.test(this.text) ? pattern.lastIndex : at;
  }
}
