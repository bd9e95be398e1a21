import { checkDepth, type Members, type Reading, SyntaxFault, setMember } from './configuration.ts';
import { formatFloat } from './go/format-float.ts';
import { isSpace } from './go/space.ts';

/**
 * EDN, of which Conftest keeps lists and maps; everything else becomes the text that Go prints it as, sets included.
 * https://github.com/go-edn/edn/blob/v1/lexer.go, https://github.com/open-policy-agent/conftest/blob/v0.71.1/parser/edn/edn.go
 */
export function readEdn(text: string): Reading {
  const value = new EdnReader(text).readTop();
  return { documents: [shown(value)] };
}

type Edn =
  | { readonly kind: 'nil' }
  | { readonly kind: 'text'; readonly value: string }
  /** What prints as it is: symbols, keywords, numbers, booleans. `order` is what sets are sorted by. */
  | { readonly kind: 'atom'; readonly printed: string; readonly type: string; readonly order: string | number | bigint }
  | { readonly kind: 'list'; readonly items: readonly Edn[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [Edn, Edn])[] }
  | { readonly kind: 'set'; readonly items: readonly Edn[] }
  | { readonly kind: 'tagged'; readonly tag: string; readonly value: Edn };

function shown(value: Edn): unknown {
  switch (value.kind) {
    case 'text':
      return value.value;
    case 'list':
      return value.items.map(shown);
    case 'map': {
      const members: Members = {};
      for (const [key, member] of value.entries) setMember(members, printed(key), shown(member));
      return members;
    }
    default:
      return printed(value);
  }
}

/** Go's `%v`. */
function printed(value: Edn): string {
  switch (value.kind) {
    case 'nil':
      return '<nil>';
    case 'text':
      return value.value;
    case 'atom':
      return value.printed;
    case 'list':
      return `[${value.items.map(printed).join(' ')}]`;
    case 'map':
      return `map[${sorted(value.entries.map(([key]) => key))
        .map((key) => `${printed(key)}:${printed(memberFor(value.entries, key))}`)
        .join(' ')}]`;
    case 'set':
      return `map[${sorted(value.items)
        .map((item) => `${printed(item)}:true`)
        .join(' ')}]`;
    case 'tagged':
      return `#${value.tag} ${printed(value.value)}`;
  }
}

function memberFor(entries: readonly (readonly [Edn, Edn])[], key: Edn): Edn {
  return entries.findLast(([one]) => one === key || keyOf(one) === keyOf(key))?.[1] ?? { kind: 'nil' };
}

function keyOf(value: Edn): string {
  return `${value.kind === 'atom' ? value.type : value.kind} ${printed(value)}`;
}

/** Equal ones once. Go sorts within a type by value; how it sorts types is not defined. */
function sorted(values: readonly Edn[]): Edn[] {
  const once = [...new Map(values.map((value) => [keyOf(value), value])).values()];
  return once.sort((a, b) => {
    const [typeA, typeB] = [a, b].map((one) => (one.kind === 'atom' ? one.type : one.kind));
    if (typeA !== typeB) return (typeA ?? '') < (typeB ?? '') ? -1 : 1;
    const [orderA, orderB] = [a, b].map((one) => (one.kind === 'atom' ? one.order : printed(one)));
    return (orderA ?? 0) < (orderB ?? 0) ? -1 : 1;
  });
}

const WORD = /[\p{L}0-9.*+!\-_?$%&=<>:#']+(?:\/[\p{L}0-9.*+!\-_?$%&=<>:#']+)?/uy;
const NUMBER = /[-+]?(?:0|[1-9][0-9]*)(?:N|(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?M?)/y;
const DELIMITERS = '"{[()]}\\;';
const CHARACTERS: Readonly<Record<string, string>> = { newline: '\n', return: '\r', space: ' ', tab: '\t', formfeed: '\f' };
const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', '\\': '\\', '/': '/', '"': '"' };
const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']' };

class EdnReader {
  readonly #text: string;
  #at: number;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#at = 0;
  }

  readTop(): Edn {
    const value = this.#value();
    if (value === undefined) throw new SyntaxFault('there is no value', this.#at);
    return value;
  }

  #fault(message: string, at = this.#at): SyntaxFault {
    return new SyntaxFault(message, at);
  }

  /** The next value; `undefined` at the end or before a closing bracket. */
  #value(): Edn | undefined {
    checkDepth(++this.#depth, this.#at);
    const value = this.#next();
    this.#depth--;
    return value;
  }

  #next(): Edn | undefined {
    for (;;) {
      this.#skip();
      const character = this.#text[this.#at];
      if (character === undefined || ')]}'.includes(character)) return undefined;
      if (!this.#text.startsWith('#_', this.#at)) return this.#read(character);
      this.#at += 2;
      this.#must('what #_ is to drop');
    }
  }

  #must(what: string): Edn {
    const value = this.#value();
    if (value === undefined) throw this.#fault(`the text ends before ${what}`);
    return value;
  }

  #skip(): void {
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at] ?? '';
      if (character === ';') {
        const newline = this.#text.indexOf('\n', this.#at);
        this.#at = newline < 0 ? this.#text.length : newline;
      } else if (character === ',' || isSpace(character.charCodeAt(0))) this.#at++;
      else break;
    }
  }

  #read(character: string): Edn {
    switch (character) {
      case '(':
      case '[':
        this.#at++;
        return { kind: 'list', items: this.#items(CLOSERS[character] ?? ']') };
      case '{':
        this.#at++;
        return this.#map();
      case '"':
        return { kind: 'text', value: this.#quoted() };
      case '\\':
        return this.#character();
      case '#':
        return this.#hash();
      default:
        return this.#word(character);
    }
  }

  #items(closer: string): Edn[] {
    const start = this.#at - 1;
    const items: Edn[] = [];
    for (;;) {
      const item = this.#value();
      if (item === undefined) break;
      items.push(item);
    }
    if (this.#text[this.#at] === undefined) throw this.#fault('a bracket is never closed', start);
    if (this.#text[this.#at] !== closer) throw this.#fault(`${closer} must close what begins before`);
    this.#at++;
    return items;
  }

  #map(): Edn {
    const items = this.#items('}');
    if (items.length % 2 === 1) throw this.#fault('a key of a map has no value', this.#at - 1);
    const entries: [Edn, Edn][] = [];
    for (let at = 0; at < items.length; at += 2) {
      const [key, value] = [items[at], items[at + 1]];
      if (key && value) entries.push([key, value]);
    }
    return { kind: 'map', entries };
  }

  #hash(): Edn {
    const start = this.#at;
    this.#at++;
    if (this.#text[this.#at] === '{') {
      this.#at++;
      return { kind: 'set', items: this.#items('}') };
    }
    WORD.lastIndex = this.#at;
    const tag = WORD.exec(this.#text)?.[0] ?? '';
    if (!/^\p{L}/u.test(tag)) throw this.#fault('# begins neither a set nor a tag', start);
    this.#at += tag.length;
    return this.#tagged(tag, this.#must('the value of a tag'), start);
  }

  #tagged(tag: string, value: Edn, start: number): Edn {
    if (tag !== 'inst' && tag !== 'base64') return { kind: 'tagged', tag, value };
    if (value.kind !== 'text') throw this.#fault(`#${tag} needs a text`, start);
    const text = tag === 'inst' ? instant(value.value) : bytes(value.value);
    if (text === undefined) throw this.#fault(`#${tag} cannot be read`, start);
    return { kind: 'atom', printed: text, type: tag, order: text };
  }

  #character(): Edn {
    const start = this.#at;
    const [, name = '', code] =
      /^\\(newline|return|space|tab|formfeed|u([0-9a-fA-F]{4})|[^\s,])/u.exec(this.#text.slice(start, start + 12)) ?? [];
    if (name === '') throw this.#fault('a character must follow the backslash');
    this.#at += 1 + name.length;
    this.#endWord(start);
    const point = code !== undefined ? Number.parseInt(code, 16) : ((CHARACTERS[name] ?? name).codePointAt(0) ?? 0);
    return { kind: 'atom', printed: String(point), type: 'rune', order: point };
  }

  #quoted(): string {
    const start = this.#at;
    const parts: string[] = [];
    for (let from = ++this.#at; ; ) {
      const character = this.#text[this.#at];
      if (character === undefined) throw this.#fault('a text is never closed', start);
      if (character !== '"' && character !== '\\') {
        this.#at++;
        continue;
      }
      parts.push(this.#text.slice(from, this.#at));
      if (character === '"') {
        this.#at++;
        return parts.join('');
      }
      const selector = this.#text[this.#at + 1] ?? '';
      const digits = selector === 'u' ? this.#text.slice(this.#at + 2, this.#at + 6) : '';
      const plain = /^[0-9a-fA-F]{4}$/.test(digits) ? String.fromCharCode(Number.parseInt(digits, 16)).toWellFormed() : ESCAPES[selector];
      if (plain === undefined) throw this.#fault(`\\${selector} is no escape that EDN knows`);
      parts.push(plain);
      this.#at += 2 + digits.length;
      from = this.#at;
    }
  }

  #word(character: string): Edn {
    const start = this.#at;
    if (/[0-9]/.test(character) || /^[-+][0-9]/.test(this.#text.slice(start, start + 2))) return this.#number();
    if (character === '/') this.#at++;
    else {
      WORD.lastIndex = character === ':' ? start + 1 : start;
      const found = WORD.exec(this.#text)?.[0];
      if (found === undefined || (character === ':' && found.startsWith(':')) || (character !== ':' && /^[':]/.test(found))) {
        throw this.#fault(`${JSON.stringify(character)} begins nothing that EDN knows`);
      }
      this.#at = WORD.lastIndex;
    }
    this.#endWord(start);
    const word = this.#text.slice(start, this.#at);
    if (word === 'nil') return { kind: 'nil' };
    const type = word === 'true' || word === 'false' ? 'bool' : word.startsWith(':') ? 'keyword' : 'symbol';
    return { kind: 'atom', printed: word, type, order: word };
  }

  #number(): Edn {
    const start = this.#at;
    NUMBER.lastIndex = start;
    const text = NUMBER.exec(this.#text)?.[0] ?? '';
    this.#at = start + Math.max(1, text.length);
    this.#endWord(start);
    if (text.endsWith('N')) {
      const integer = BigInt(text.slice(0, -1).replace('+', ''));
      return { kind: 'atom', printed: String(integer), type: 'big', order: integer };
    }
    if (/^[-+]?[0-9]+$/.test(text)) {
      const integer = BigInt(text.replace('+', ''));
      if (BigInt.asIntN(64, integer) !== integer)
        throw this.#fault('an integer needs more than 64 bits; N behind it makes it a large one', start);
      return { kind: 'atom', printed: String(integer), type: 'int64', order: integer };
    }
    const value = Number(text.replace('M', ''));
    if (!Number.isFinite(value)) throw this.#fault('a number is out of the range of a 64-bit float', start);
    return { kind: 'atom', printed: formatFloat(value), type: 'float64', order: value };
  }

  /** Behind a word, a number or a character must come a blank or a bracket. */
  #endWord(start: number): void {
    const next = this.#text[this.#at];
    if (next === undefined || next === ',' || DELIMITERS.includes(next) || isSpace(next.charCodeAt(0))) return;
    throw this.#fault(`${JSON.stringify(next)} cannot stand in ${JSON.stringify(this.#text.slice(start, this.#at).slice(0, 40))}`);
  }
}

/** RFC 3339 as Go's time.Time prints itself. */
function instant(text: string): string | undefined {
  const [, date, time, fraction = '', zone = ''] =
    /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:[.,](\d+))?(Z|[-+]\d{2}:\d{2})$/.exec(text) ?? [];
  if (date === undefined || time === undefined || Number.isNaN(Date.parse(`${date}T${time}Z`))) return undefined;
  const digits = fraction.slice(0, 9).replace(/0+$/, '');
  const offset = zone.replace(':', '');
  const isUtc = zone === 'Z' || zone.endsWith('00:00');
  return `${date} ${time}${digits === '' ? '' : `.${digits}`} ${isUtc ? '+0000 UTC' : `${offset} ${offset}`}`;
}

function bytes(text: string): string | undefined {
  const packed = text.replace(/[\r\n]/g, '');
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return undefined;
  return `[${[...Buffer.from(packed, 'base64')].join(' ')}]`;
}
