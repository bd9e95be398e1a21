import { checkDepth, SyntaxFault } from '../configuration.ts';
import { scanToken, type Token } from './tokens.ts';

export type Node = LiteralNode | ListNode | ObjectNode;

export interface LiteralNode {
  readonly kind: 'literal';
  readonly token: Token;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly start: number;
}

export interface ObjectNode {
  readonly kind: 'object';
  readonly items: readonly Item[];
  readonly start: number;
}

export interface Item {
  readonly keys: readonly Token[];
  readonly value: Node;
}

const LITERALS = new Set(['boolean', 'number', 'float', 'text', 'heredoc']);

/** https://github.com/hashicorp/hcl/blob/v1.0.0/hcl/parser/parser.go */
export class Hcl1Parser {
  readonly #text: string;
  #at = 0;
  #depth = 0;
  #peeked: (Token & { readonly end: number }) | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  readAll(): ObjectNode {
    return { kind: 'object', items: this.#items('end'), start: 0 };
  }

  #peek(): Token & { readonly end: number } {
    this.#peeked ??= scanToken(this.#text, this.#at);
    return this.#peeked;
  }

  #read(): Token {
    const token = this.#peek();
    this.#at = token.end;
    this.#peeked = undefined;
    return token;
  }

  #items(end: 'end' | '}'): Item[] {
    const items: Item[] = [];
    while (this.#peek().kind !== end) {
      if (this.#peek().kind === 'end') throw new SyntaxFault('a closing brace is missing before the end', this.#at);
      items.push(this.#item());
      if (this.#peek().kind === ',') this.#read();
    }
    return items;
  }

  #item(): Item {
    const keys: Token[] = [];
    for (;;) {
      const token = this.#peek();
      if (token.kind === 'identifier' || token.kind === 'text') keys.push(this.#read());
      else if (keys.length > 0 && token.kind === '{') return { keys, value: this.#object() };
      else if (keys.length > 0 && token.kind === '=') {
        if (keys.length > 1) throw new SyntaxFault('several names can stand before a block only, and not before =', token.start);
        this.#read();
        return { keys, value: this.#value() };
      } else {
        const message =
          keys.length === 0
            ? 'a name must stand here'
            : `= or { must follow ${keys
                .map(({ text }) => text)
                .join(' ')
                .slice(0, 80)}`;
        throw new SyntaxFault(message, token.start);
      }
    }
  }

  #value(): Node {
    const token = this.#peek();
    if (LITERALS.has(token.kind)) return { kind: 'literal', token: this.#read() };
    if (token.kind === '{') return this.#object();
    if (token.kind === '[') return this.#list();
    throw new SyntaxFault(
      token.kind === 'end' ? 'the text ends where a value must stand' : `${JSON.stringify(token.text)} is no value`,
      token.start,
    );
  }

  #object(): ObjectNode {
    const { start } = this.#read();
    checkDepth(++this.#depth, start);
    const items = this.#items('}');
    this.#read();
    this.#depth--;
    return { kind: 'object', items, start };
  }

  #list(): ListNode {
    const { start } = this.#read();
    checkDepth(++this.#depth, start);
    const items: Node[] = [];
    let needsComma = false;
    for (;;) {
      const token = this.#peek();
      if (token.kind === ']') break;
      if (token.kind === ',') {
        this.#read();
        needsComma = false;
        continue;
      }
      if (needsComma) throw new SyntaxFault('a comma must stand between the members of a list', token.start);
      items.push(this.#value());
      // Upstream lets lists in a list follow each other without commas.
      needsComma = token.kind !== '[';
    }
    this.#read();
    this.#depth--;
    return { kind: 'list', items, start };
  }
}
