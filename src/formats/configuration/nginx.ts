import { checkDepth, type Reading, SyntaxFault } from './configuration.ts';

interface Directive {
  readonly name: string;
  readonly parameters?: readonly string[];
  readonly block?: { readonly directives: readonly Directive[] };
}

interface Token {
  readonly kind: 'word' | 'quoted' | 'lua' | ';' | '{' | '}' | 'end';
  readonly text: string;
  readonly start: number;
}

/**
 * nginx.conf as Conftest shows it: directives with their parameters and blocks. The library behind it knows a few blocks by name: in `http` and
 * `upstream` the servers come last, `http` and `server` have no parameters, and those of a server of an upstream are sorted.
 * https://github.com/tufanbarisyildirim/gonginx/blob/8e17ce617db3/parser/parser.go. Unlike there, directives that nginx does not know are taken.
 */
export function readNginx(text: string): Reading {
  const parser = new NginxParser(text);
  return { documents: [{ directives: parser.readBlock(false) }] };
}

class NginxParser {
  readonly #text: string;
  #at = 0;
  #depth = 0;
  #token: Token;
  #isLuaNext = false;

  constructor(text: string) {
    this.#text = text;
    this.#token = this.#scan();
  }

  readBlock(isInner: boolean): Directive[] {
    const start = this.#token.start;
    checkDepth(++this.#depth, start);
    const directives: Directive[] = [];
    for (;;) {
      const { kind } = this.#token;
      if (kind === '}') break;
      if (kind === 'end') {
        if (isInner) throw new SyntaxFault('a block is never closed', start);
        break;
      }
      if (kind === 'word' || kind === 'quoted') directives.push(this.#readDirective());
      this.#advance();
    }
    this.#depth--;
    return directives;
  }

  /** Ends at the semicolon or the closing brace. */
  #readDirective(): Directive {
    const { text: name, start } = this.#token;
    const parameters: string[] = [];
    for (;;) {
      this.#advance();
      const { kind, text } = this.#token;
      if (kind === 'word' || kind === 'quoted') parameters.push(text);
      else if (kind === ';') return leafOf(name, parameters, start);
      else if (kind === '{') {
        if (name.endsWith('_by_lua_block')) return this.#readLua(name, parameters);
        this.#advance();
        return blockOf(name, parameters, this.readBlock(true), start);
      } else
        throw new SyntaxFault(`the directive ${name.slice(0, 80)} is never ended`, start, {
          hint: 'a semicolon or a block must follow its parameters',
        });
    }
  }

  #readLua(name: string, parameters: readonly string[]): Directive {
    let open = 1;
    while (open > 0) {
      this.#advance();
      if (this.#token.kind === 'end') break;
      if (this.#token.kind === '{') open++;
      if (this.#token.kind === '}') open--;
    }
    return directive(name, parameters, []);
  }

  #advance(): void {
    const before = this.#token;
    this.#token = this.#isLuaNext ? this.#scanLua() : this.#scan();
    this.#isLuaNext = this.#token.kind === '{' && before.kind === 'word' && before.text.endsWith('_by_lua_block');
  }

  #scan(): Token {
    for (;;) {
      while (' \t\r\n'.includes(this.#text[this.#at] ?? '.')) this.#at++;
      if (this.#text[this.#at] !== '#') break;
      while (this.#at < this.#text.length && !'\r\n'.includes(this.#text[this.#at] ?? '')) this.#at++;
    }
    const start = this.#at;
    const character = this.#text[start];
    if (character === undefined || character === '\0') return { kind: 'end', text: '', start };
    if (character === ';' || character === '{' || character === '}') {
      this.#at++;
      return { kind: character, text: character, start };
    }
    if (character === '"' || character === "'" || character === '`') return this.#scanQuoted(character, start);
    return this.#scanWord(start);
  }

  #scanQuoted(quote: string, start: number): Token {
    for (this.#at++; ; this.#at++) {
      const character = this.#text[this.#at];
      if (character === undefined || character === '\0') throw new SyntaxFault('a quoted text is never closed', start);
      if (character === '\\' && this.#text[this.#at + 1] === quote) this.#at++;
      else if (character === quote) break;
    }
    this.#at++;
    return { kind: 'quoted', text: this.#text.slice(start, this.#at), start };
  }

  /** Braces end a word, but for those of `${variable}`. */
  #scanWord(start: number): Token {
    let isVariable = false;
    let previous = this.#text[start];
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at] ?? '';
      if (' \t\r\n;\0'.includes(character)) break;
      if (character === '{') {
        if (previous === '$') isVariable = true;
        else if (!isVariable) break;
      } else if (character === '}') {
        if (!isVariable) break;
        isVariable = false;
      } else previous = character;
    }
    return { kind: 'word', text: this.#text.slice(start, this.#at), start };
  }

  /** Lua up to the brace that closes its block. Braces count, wherever they stand, but in what looks like a comment of nginx. */
  #scanLua(): Token {
    const start = this.#at;
    let open = 0;
    for (; ; this.#at++) {
      const character = this.#text[this.#at];
      if (character === undefined || character === '\0') throw new SyntaxFault('a block of Lua is never closed', start);
      if (character === '#') {
        while (this.#at + 1 < this.#text.length && !'\r\n'.includes(this.#text[this.#at + 1] ?? '')) this.#at++;
      } else if (character === '{') open++;
      else if (character === '}' && open-- === 0) break;
    }
    return { kind: 'lua', text: this.#text.slice(start, this.#at), start };
  }
}

function directive(name: string, parameters: readonly string[], directives?: readonly Directive[]): Directive {
  return { name, ...(parameters.length > 0 && { parameters }), ...(directives && { block: { directives } }) };
}

function leafOf(name: string, parameters: readonly string[], start: number): Directive {
  if (name === 'server') return serverOf(parameters);
  if (name === 'include' && parameters.length !== 1) throw new SyntaxFault(`include needs one file, and has ${parameters.length}`, start);
  return directive(name, parameters);
}

function blockOf(name: string, parameters: readonly string[], directives: readonly Directive[], start: number): Directive {
  switch (name) {
    case 'http':
      return directive(name, [], [...directives.filter((one) => !isServerBlock(one)), ...directives.filter(isServerBlock)]);
    case 'server':
      return directive(name, [], directives);
    case 'location':
      if (parameters.length === 0 || parameters.length > 2)
        throw new SyntaxFault('location needs a path, and may have a modifier before it', start);
      return directive(name, parameters, directives);
    case 'upstream': {
      const [title] = parameters;
      if (title === undefined) throw new SyntaxFault('upstream needs a name', start);
      const servers = directives.filter((one) => one.name === 'server').map((one) => serverOf(one.parameters ?? []));
      return directive(name, [title], [...directives.filter((one) => one.name !== 'server'), ...servers]);
    }
    default:
      return directive(name, parameters, directives);
  }
}

function isServerBlock({ name, block }: Directive): boolean {
  return name === 'server' && block !== undefined;
}

/** `server address key=value flag`: the address, the values by their keys, the flags. */
function serverOf([address = '', ...rest]: readonly string[]): Directive {
  const values = new Map<string, string>();
  for (const word of rest) {
    const equals = word.indexOf('=');
    if (equals >= 0) values.set(word.slice(0, equals), word.slice(equals + 1));
  }
  const keys = [...values.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return directive('server', [
    address,
    ...keys.map((key) => `${key}=${values.get(key) ?? ''}`),
    ...rest.filter((word) => !word.includes('=')),
  ]);
}
