import { SyntaxFault } from '../configuration.ts';

/** Parts of a name as Go divides it: `space` is the prefix as written, or nothing. */
export interface XmlName {
  readonly space: string;
  readonly local: string;
}

export interface XmlAttribute {
  readonly name: XmlName;
  readonly value: string;
}

export type XmlToken =
  | { readonly kind: 'start'; readonly name: XmlName; readonly attributes: readonly XmlAttribute[]; readonly offset: number }
  | { readonly kind: 'end'; readonly name: XmlName; readonly offset: number }
  | { readonly kind: 'text'; readonly text: string; readonly offset: number };

/** A name of XML 1.0 (4th edition and before), nearly: letters, digits and combining marks of any script. */
const NAME = /[\p{L}_:][\p{L}\p{Nd}\p{M}\p{Lm}_:.\-\u00b7]*/uy;
const SPACE = /[ \t\r\n]*/y;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' };

/**
 * The tokens of XML as Go's encoding/xml reads it when it is strict: names of namespaces are not resolved, declarations, comments and
 * processing instructions are passed over, and nothing is ever fetched or expanded but the five entities and characters by number.
 * https://pkg.go.dev/encoding/xml#Decoder (go1.26). Throws `SyntaxFault`.
 */
export function* readXmlTokens(text: string): Generator<XmlToken, void, undefined> {
  const reader = new XmlReader(text);
  const open: string[] = [];
  for (;;) {
    const { at } = reader;
    if (at >= text.length) {
      if (open.length > 0) throw new SyntaxFault(`the element ${open.at(-1) ?? ''} is never closed`, at);
      return;
    }
    if (text[at] !== '<') {
      yield { kind: 'text', text: reader.characters(), offset: at };
    } else if (text.startsWith('<!--', at)) reader.comment();
    else if (text.startsWith('<![CDATA[', at)) yield { kind: 'text', text: reader.section(), offset: at };
    else if (text.startsWith('<!', at)) reader.declaration();
    else if (text.startsWith('<?', at)) reader.instruction();
    else if (text.startsWith('</', at)) {
      const name = reader.endTag();
      const last = open.pop();
      if (last !== name) {
        const message = last === undefined ? `</${name}> closes nothing` : `the element ${last} is closed by </${name}>`;
        throw new SyntaxFault(message, at);
      }
      yield { kind: 'end', name: divide(name, at), offset: at };
    } else {
      const { name, attributes, isEmpty } = reader.startTag();
      yield { kind: 'start', name: divide(name, at), attributes, offset: at };
      if (isEmpty) yield { kind: 'end', name: divide(name, at), offset: at };
      else open.push(name);
    }
  }
}

function divide(name: string, offset: number): XmlName {
  const [space = '', local = '', ...more] = name.split(':');
  if (more.length > 0) throw new SyntaxFault(`the name ${name} has more than one colon`, offset);
  return name.includes(':') && space !== '' && local !== '' ? { space, local } : { space: '', local: name };
}

class XmlReader {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
    if (text.charCodeAt(0) === 0xfeff) this.at = 1;
  }

  /** Text up to the next tag. */
  characters(): string {
    const next = this.#text.indexOf('<', this.at);
    const start = this.at;
    this.at = next < 0 ? this.#text.length : next;
    const raw = this.#text.slice(start, this.at);
    const bad = raw.indexOf(']]>');
    if (bad >= 0) throw new SyntaxFault(']]> stands outside of a CDATA section', start + bad);
    return decode(raw, start);
  }

  comment(): void {
    const start = this.at;
    const dashes = this.#text.indexOf('--', start + 4);
    if (dashes < 0) throw new SyntaxFault('a comment is never closed', start);
    if (this.#text[dashes + 2] !== '>') throw new SyntaxFault('-- stands inside a comment', dashes);
    this.at = dashes + 3;
  }

  section(): string {
    const start = this.at + '<![CDATA['.length;
    const end = this.#text.indexOf(']]>', start);
    if (end < 0) throw new SyntaxFault('a CDATA section is never closed', this.at);
    this.at = end + 3;
    return checkCharacters(normaliseLines(this.#text.slice(start, end)), start);
  }

  instruction(): void {
    const start = this.at;
    const end = this.#text.indexOf('?>', start + 2);
    this.at += 2;
    const target = this.#name('a processing instruction');
    if (end < 0) throw new SyntaxFault('a processing instruction is never closed', start);
    const content = this.#text.slice(this.at, end);
    const [, , version = '1.0'] = target === 'xml' ? (/\bversion\s*=\s*(["'])(.*?)\1/s.exec(content) ?? []) : [];
    if (version !== '1.0') throw new SyntaxFault(`XML ${version} is not read, only 1.0`, start);
    this.at = end + 2;
  }

  /** `<!DOCTYPE …>` with what it declares inside: brackets nest, quotes hide them. */
  declaration(): void {
    const start = this.at;
    let depth = 0;
    let quote = '';
    for (this.at += 2; this.at < this.#text.length; this.at++) {
      const character = this.#text[this.at] ?? '';
      if (quote !== '') quote = character === quote ? '' : quote;
      else if (character === '"' || character === "'") quote = character;
      else if (this.#text.startsWith('<!--', this.at)) {
        const end = this.#text.indexOf('-->', this.at + 4);
        if (end < 0) break;
        this.at = end + 2;
      } else if (character === '<') depth++;
      else if (character === '>' && depth-- === 0) {
        this.at++;
        return;
      }
    }
    throw new SyntaxFault('a declaration is never closed', start);
  }

  endTag(): string {
    this.at += 2;
    const name = this.#name('</');
    this.#space();
    this.#expect('>', `the closing tag of ${name}`);
    return name;
  }

  startTag(): { readonly name: string; readonly attributes: readonly XmlAttribute[]; readonly isEmpty: boolean } {
    this.at += 1;
    const name = this.#name('<');
    const attributes: XmlAttribute[] = [];
    for (;;) {
      this.#space();
      if (this.#text.startsWith('/>', this.at)) {
        this.at += 2;
        return { name, attributes, isEmpty: true };
      }
      if (this.#text[this.at] === '>') {
        this.at++;
        return { name, attributes, isEmpty: false };
      }
      attributes.push(this.#attribute(name));
    }
  }

  #attribute(element: string): XmlAttribute {
    const start = this.at;
    const name = this.#name(`the tag of ${element}`);
    this.#space();
    this.#expect('=', `the attribute ${name}`);
    this.#space();
    const quote = this.#text[this.at] ?? '';
    if (quote !== '"' && quote !== "'") throw new SyntaxFault(`the value of the attribute ${name} has no quotes`, this.at);
    const from = this.at + 1;
    const end = this.#text.indexOf(quote, from);
    if (end < 0) throw new SyntaxFault(`the value of the attribute ${name} is never closed`, this.at);
    const raw = this.#text.slice(from, end);
    const bad = raw.indexOf('<');
    if (bad >= 0) throw new SyntaxFault(`< stands unescaped in the value of the attribute ${name}`, from + bad, { hint: 'write &lt;' });
    this.at = end + 1;
    return { name: divide(name, start), value: decode(raw, from) };
  }

  #name(after: string): string {
    NAME.lastIndex = this.at;
    const name = NAME.exec(this.#text)?.[0];
    if (name === undefined) throw new SyntaxFault(`a name must stand after ${after}`, this.at);
    this.at += name.length;
    return name;
  }

  #space(): void {
    SPACE.lastIndex = this.at;
    this.at += SPACE.exec(this.#text)?.[0].length ?? 0;
  }

  #expect(character: string, where: string): void {
    if (this.#text[this.at] !== character) throw new SyntaxFault(`${character} must stand in ${where}`, this.at);
    this.at++;
  }
}

function normaliseLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

function decode(raw: string, offset: number): string {
  checkCharacters(raw, offset);
  const text = normaliseLines(raw);
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&\s]{0,64};)?/g, (_all, body: string | undefined) => {
    const name = body?.slice(0, -1) ?? '';
    const known = Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : characterOf(name);
    if (known !== undefined) return known;
    const at = offset + Math.max(0, raw.indexOf(`&${body ?? ''}`));
    throw new SyntaxFault(body === undefined ? '& starts no entity' : `the entity &${body} is not known`, at, {
      hint: 'write &amp; for &',
    });
  });
}

function characterOf(name: string): string | undefined {
  const [, hex, decimal] = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(name) ?? [];
  const code = hex !== undefined ? Number.parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : Number.NaN;
  return code <= 0x10ffff && isCharacter(code) ? String.fromCodePoint(code) : undefined;
}

function isCharacter(code: number): boolean {
  return (
    code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000
  );
}

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const BAD_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

function checkCharacters(text: string, offset: number): string {
  const bad = text.search(BAD_CHARACTER);
  if (bad >= 0) throw new SyntaxFault('a character stands here that XML does not allow', offset + bad);
  return text;
}
