import { type Members, type ParseContext, type Reading, SyntaxFault, setMember } from './configuration.ts';

/**
 * Java's properties as magiconair/properties reads them. Values stand as written, `${key}` unexpanded, but an expression that could not be expanded
 * is an error. https://github.com/magiconair/properties/blob/v1.18.12/lex.go
 */
export function readProperties(text: string, { environment = {} }: ParseContext): Reading {
  const values = new Scanner(text).scan();
  new Expander(values, environment).check();
  const document: Members = {};
  for (const [key, { value }] of values) setMember(document, key, value);
  return { documents: [document] };
}

interface Property {
  readonly value: string;
  readonly offset: number;
}

const ESCAPES: Readonly<Record<string, string>> = { f: '\f', n: '\n', r: '\r', t: '\t' };

class Scanner {
  readonly #text: string;
  #at: number;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  scan(): Map<string, Property> {
    const values = new Map<string, Property>();
    for (;;) {
      this.#skip(' \f\t\r\n');
      const first = this.#text[this.#at];
      if (first === undefined) return values;
      if (first === '#' || first === '!') {
        while (this.#at < this.#text.length && !'\r\n'.includes(this.#text[this.#at] ?? '')) this.#at++;
        continue;
      }
      const offset = this.#at;
      const key = this.#key();
      if (key === '' && this.#at < this.#text.length) throw new SyntaxFault('a value has no key', offset);
      this.#skip(' \f\t');
      if (':='.includes(this.#text[this.#at] ?? ' ')) this.#at++;
      this.#skip(' \f\t');
      const value = this.#value();
      if (key !== '') values.set(key, { value, offset });
    }
  }

  #skip(characters: string): void {
    while (this.#at < this.#text.length && characters.includes(this.#text[this.#at] ?? '')) this.#at++;
  }

  #key(): string {
    let key = '';
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at] ?? '';
      if (' \f\t\r\n:='.includes(character)) break;
      key += character === '\\' ? this.#escape() : character;
    }
    return key;
  }

  #value(): string {
    const parts: string[] = [];
    let from = this.#at;
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at] ?? '';
      if (character === '\n' || character === '\r') break;
      if (character !== '\\') continue;
      parts.push(this.#text.slice(from, this.#at));
      const next = this.#text[this.#at + 1];
      if (next === '\n' || next === '\r') {
        this.#at += 2;
        this.#skip(' \f\t');
        this.#at--;
      } else parts.push(this.#escape());
      from = this.#at + 1;
    }
    parts.push(this.#text.slice(from, this.#at));
    this.#at++;
    return parts.join('');
  }

  /** Goes to the last character of the escape at hand, and returns what it stands for. */
  #escape(): string {
    const start = this.#at;
    this.#at++;
    const character = this.#text[this.#at];
    if (character === undefined) throw new SyntaxFault('the text ends after a backslash', start);
    if (character !== 'u') return ESCAPES[character] ?? character;
    const digits = this.#text.slice(this.#at + 1, this.#at + 5);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new SyntaxFault('\\u needs four hexadecimal digits', start);
    this.#at += 4;
    // Half of a surrogate pair is no character to Go, also when the other half follows.
    return String.fromCharCode(Number.parseInt(digits, 16)).toWellFormed();
  }
}

/** As deep as upstream goes, and no more characters than any honest file makes. */
const MAX_EXPANSION_DEPTH = 64;
const MAX_WORK = 4_000_000;

class Expander {
  readonly #values: ReadonlyMap<string, Property>;
  readonly #environment: NonNullable<ParseContext['environment']>;
  #work = 0;

  constructor(values: ReadonlyMap<string, Property>, environment: NonNullable<ParseContext['environment']>) {
    this.#values = values;
    this.#environment = environment;
  }

  check(): void {
    for (const [key, { value, offset }] of this.#values) if (value.includes('${')) this.#expand(value, [key], offset);
  }

  #expand(given: string, keys: readonly string[], offset: number): string {
    if (keys.length > MAX_EXPANSION_DEPTH) throw new SyntaxFault('values refer to each other too deep', offset);
    let text = given;
    for (;;) {
      const start = text.indexOf('${');
      if (start < 0) return text;
      const end = text.indexOf('}', start);
      if (end < 0) throw new SyntaxFault('${ is never closed', offset, { hint: 'a value that is to hold ${ has no way to say so' });
      const key = text.slice(start + 2, end);
      if (keys.includes(key)) throw new SyntaxFault(`a value refers to itself: ${[...keys, key].join(' > ')}`, offset);
      const value = this.#values.get(key)?.value ?? (Object.hasOwn(this.#environment, key) ? this.#environment[key] : undefined) ?? '';
      text = text.slice(0, start) + this.#expand(value, [...keys, key], offset) + text.slice(end + 1);
      this.#work += text.length;
      if (this.#work > MAX_WORK) throw new SyntaxFault('values refer to each other too often', offset, { isLimit: true });
    }
  }
}
