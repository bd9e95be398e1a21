import { type ProtoFile, SyntaxFault } from '../configuration.ts';

const BLANK = /(?:\s+|#[^\n]*)*/y;
const BLANK_PROTO = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const TOKEN =
  /[A-Za-z_][\w.]*|(?:0[xX][0-9a-fA-F]+|[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?\.?)[fF]?|"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'|./suy;

/** The tokens of a text one after the other; comments begin with # or, in definitions, with //. */
export class Cursor {
  readonly #source: ProtoFile;
  readonly #blank: RegExp;
  #at = 0;

  constructor(source: ProtoFile, isDefinition: boolean) {
    this.#source = source;
    this.#blank = isDefinition ? BLANK_PROTO : BLANK;
  }

  /** The next token, or nothing at the end. */
  peek(): string {
    this.#blank.lastIndex = this.#at;
    this.#blank.test(this.#source.text);
    this.#at = Math.max(this.#at, this.#blank.lastIndex);
    TOKEN.lastIndex = this.#at;
    return TOKEN.exec(this.#source.text)?.[0] ?? '';
  }

  read(): string {
    const token = this.peek();
    this.#at += token.length;
    return token;
  }

  take(token: string): boolean {
    if (this.peek() !== token) return false;
    this.#at += token.length;
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) throw this.fault(`${token} must stand here`);
  }

  get offset(): number {
    return this.#at;
  }

  fault(message: string, isLimit = false): SyntaxFault {
    return new SyntaxFault(message, this.#at, { source: this.#source, isLimit });
  }
}
