import { SyntaxFault } from '../configuration.ts';
import { trimBytes } from './values.ts';

export interface Token {
  readonly kind: 'key' | 'literal' | 'include' | 'substitution' | 'optional' | 'end' | '.' | '{' | '}' | '=' | '+=' | '[' | ']';
  readonly text: string;
}

const NOT_IN_KEY = '$"{}[]:=+,#`^?!@*&\\.';
const NOT_IN_TEXT = '$"{}[]:=+,#`^?!@*&\\';
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** Goes over bytes, of which each is a character here. https://github.com/go-akka/configuration/blob/a002c0330665/hocon/tokenizer.go */
export class Tokenizer {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isEnd(): boolean {
    return this.at >= this.#text.length;
  }

  /** The offset in characters, for problems. */
  characterAt(offset: number = this.at): number {
    return Buffer.from(this.#text.slice(0, offset), 'latin1').toString('utf8').length;
  }

  startsWith(text: string): boolean {
    return this.#text.startsWith(text, this.at);
  }

  take(length: number): string {
    const text = this.#text.slice(this.at, this.at + length);
    this.at += length;
    return text;
  }

  /** Passes over white space and comments. */
  skip(): void {
    for (;;) {
      while (!this.isEnd && isBlank(this.#text[this.at])) this.at++;
      if (!this.#isComment()) return;
      const newline = this.#text.indexOf('\n', this.at);
      this.at = newline < 0 ? this.#text.length : newline + 1;
    }
  }

  next(): Token {
    this.skip();
    const character = this.#text[this.at];
    if (character === undefined) return { kind: 'end', text: '' };
    if (character === '.' || character === '{' || character === '}') return { kind: character, text: this.take(1) };
    if (this.#isBeforeMore('=') || this.#isBeforeMore(':')) return { kind: '=', text: this.take(1) };
    if (this.startsWith('+=')) return { kind: '+=', text: this.take(2) };
    const include = /^include[ \t\n\v\f\r\xa0]/.exec(this.#text.slice(this.at, this.at + 8));
    if (include && this.#isInclude()) return { kind: 'include', text: '' };
    if (character === '"') return { kind: 'key', text: this.#quoted() };
    if (!NOT_IN_KEY.includes(character)) return { kind: 'key', text: trimBytes(this.#while((one) => !NOT_IN_KEY.includes(one))) };
    if (character === '[' || character === ']') return { kind: character, text: this.take(1) };
    throw new SyntaxFault(`${JSON.stringify(character)} cannot stand where a key must`, this.characterAt());
  }

  isValue(): boolean {
    const character = this.#text[this.at];
    if (character === undefined) return false;
    return character === '[' || character === '{' || character === '"' || this.#isSubstitution() || this.#isUnquoted(character);
  }

  value(): Token {
    const character = this.#text[this.at] ?? '';
    if (character === '{' || character === '[') return { kind: character, text: this.take(1) };
    if (this.startsWith('"""')) return { kind: 'literal', text: this.#tripleQuoted() };
    if (character === '"') return { kind: 'literal', text: this.#quoted() };
    if (this.#isUnquoted(character)) return { kind: 'literal', text: this.#unquoted() };
    this.at += 2;
    const isOptional = this.startsWith('?');
    if (isOptional) this.at++;
    const text = this.#unquoted();
    this.at++;
    return { kind: isOptional ? 'optional' : 'substitution', text };
  }

  /** Spaces and tabs behind a value. At the very end there are none. */
  blanks(): string {
    const start = this.at;
    while (this.#isBeforeMore(' ') || this.#isBeforeMore('\t')) this.at++;
    return this.#text.slice(start, this.at);
  }

  /** A comma; and the characters backslash and n, which upstream takes for a line break. */
  skipSeparator(): void {
    if (this.startsWith(',')) this.at++;
    if (this.startsWith('\\n')) this.at += 2;
  }

  #isInclude(): boolean {
    const before = this.at;
    this.at += 'include'.length;
    this.skip();
    const isInclude = this.startsWith('"');
    this.at = before;
    return isInclude;
  }

  /** Whether that stands here, and something behind it. */
  #isBeforeMore(text: string): boolean {
    return this.startsWith(text) && this.at + text.length < this.#text.length;
  }

  #isComment(): boolean {
    return this.#isBeforeMore('#') || this.#isBeforeMore('//');
  }

  #isSubstitution(): boolean {
    return this.#isBeforeMore('${');
  }

  #isUnquoted(character: string): boolean {
    return !isBlank(character) && !this.#isComment() && !NOT_IN_TEXT.includes(character);
  }

  #unquoted(): string {
    return this.#while((one) => !isBlank(one) && !NOT_IN_TEXT.includes(one));
  }

  #while(fits: (character: string) => boolean): string {
    const start = this.at;
    while (!this.isEnd && !this.#isComment() && fits(this.#text[this.at] ?? '')) this.at++;
    return this.#text.slice(start, this.at);
  }

  #tripleQuoted(): string {
    const start = this.at + 3;
    const end = this.#text.indexOf('"""', start);
    this.at = end < 0 ? this.#text.length : end + 3;
    return this.#text.slice(start, end < 0 ? this.#text.length : end);
  }

  #quoted(): string {
    const parts: string[] = [];
    for (this.at++; !this.isEnd; this.at++) {
      const character = this.#text[this.at] ?? '';
      if (character === '"') break;
      if (character !== '\\') {
        parts.push(character);
        continue;
      }
      this.at++;
      const selector = this.#text[this.at] ?? '';
      if (selector === 'u') {
        // Upstream leaves such an escape as it is.
        parts.push(`\\u${this.#text.slice(this.at + 1, this.at + 5).toLowerCase()}`);
        this.at += 4;
      } else {
        const plain = ESCAPES[selector];
        if (plain === undefined) throw new SyntaxFault(`\\${selector} is no escape that HOCON knows`, this.characterAt() - 1);
        parts.push(plain);
      }
    }
    this.at++;
    return parts.join('');
  }
}

function isBlank(character: string | undefined): boolean {
  return character !== undefined && ' \t\n\v\f\r\xa0'.includes(character);
}
