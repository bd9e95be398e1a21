import { type Members, type Reading, SyntaxFault, setMember } from './configuration.ts';
import { parseBool, parseFloat64 } from './go/literal.ts';
import { trim, trimStart } from './go/space.ts';

/**
 * INI as go-ini reads it with its own defaults: `=` and `:` between key and value, `#` and `;` before comments, also behind values, quotes and
 * triple quotes, lines continued by a backslash. Conftest leaves out what stands before the first section, and the section DEFAULT.
 * https://github.com/go-ini/ini/blob/v1.67.0/parser.go, https://github.com/open-policy-agent/conftest/blob/v0.71.1/parser/ini/ini.go
 */
export function readIni(text: string): Reading {
  const lines = new LineReader(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  const sections = new Map<string, Map<string, string>>([['DEFAULT', new Map()]]);
  let section: Map<string, string> = new Map();
  let count = 1;
  for (;;) {
    const line = lines.next();
    if (line === undefined) break;
    const start = lines.start + line.length - trimStart(line).length;
    const content = trimStart(line);
    if (content === '' || content.startsWith('#') || content.startsWith(';')) continue;
    if (content.startsWith('[')) {
      const close = content.lastIndexOf(']');
      if (close < 0) throw new SyntaxFault('a section is never closed', start, { hint: 'a section is written [name]' });
      const name = content.slice(1, close);
      if (name === '') throw new SyntaxFault('a section has no name', start);
      section = sections.get(name) ?? new Map();
      sections.set(name, section);
      count = 1;
      continue;
    }
    const { name, rest } = readKey(content, start);
    const key = name === '-' ? `#${count++}` : name;
    if (key === '') throw new SyntaxFault('a key is empty', start);
    section.set(key, readValue(content.slice(rest), start, lines));
  }
  sections.delete('DEFAULT');
  const document: Members = {};
  for (const [name, keys] of sections) setMember(document, name, typed(keys));
  return { documents: [document] };
}

function typed(keys: ReadonlyMap<string, string>): Members {
  const members: Members = {};
  for (const [key, value] of keys) {
    const number = parseFloat64(value);
    setMember(members, key, number !== undefined && Number.isFinite(number) ? number : (parseBool(value) ?? value));
  }
  return members;
}

class LineReader {
  readonly #text: string;
  #at: number;
  start = 0;

  constructor(text: string, from: number) {
    this.#text = text;
    this.#at = from;
  }

  /** The next line with its line break; `undefined` at the end. */
  next(): string | undefined {
    if (this.#at >= this.#text.length) return undefined;
    const newline = this.#text.indexOf('\n', this.#at);
    this.start = this.#at;
    this.#at = newline < 0 ? this.#text.length : newline + 1;
    return this.#text.slice(this.start, this.#at);
  }
}

function readKey(line: string, start: number): { readonly name: string; readonly rest: number } {
  const quote =
    line.startsWith('"""') && Buffer.byteLength(line) > 6 ? '"""' : line.startsWith('"') ? '"' : line.startsWith('`') ? '`' : '';
  const missing = (): SyntaxFault =>
    new SyntaxFault('a line is neither section, comment nor key with a value', start, { hint: 'a key is followed by = or :' });
  if (quote === '') {
    const end = line.search(/[=:]/);
    if (end < 0) throw missing();
    if (end === 0) throw new SyntaxFault('a key is empty', start);
    return { name: trim(line.slice(0, end)), rest: end + 1 };
  }
  const close = line.indexOf(quote, quote.length);
  if (close < 0) throw new SyntaxFault('the quotes around a key are never closed', start);
  const from = close + quote.length;
  const end = line.slice(from).search(/[=:]/);
  if (end < 0) throw missing();
  return { name: trim(line.slice(quote.length, close)), rest: from + end + 1 };
}

function readValue(text: string, start: number, lines: LineReader): string {
  const line = trimStart(text);
  if (line === '') return '';
  const quote = line.startsWith('"""') && Buffer.byteLength(line) > 3 ? '"""' : line.startsWith('`') ? '`' : '';
  if (quote !== '') {
    const inner = line.slice(quote.length);
    const close = inner.lastIndexOf(quote);
    return close < 0 ? readQuotedLines(inner, quote, start, lines) : inner.slice(0, close);
  }
  const value = trim(line);
  if (value.endsWith('\\')) return readContinued(value.slice(0, -1), lines);
  const comment = value.search(/[#;]/);
  const content = comment < 0 ? value : trim(value.slice(0, comment));
  return isSurrounded(content, "'") || isSurrounded(content, '"') ? content.slice(1, -1) : content;
}

function readQuotedLines(first: string, quote: string, start: number, lines: LineReader): string {
  const parts = [first];
  for (;;) {
    const line = lines.next();
    if (line === undefined) throw new SyntaxFault('the quotes around a value are never closed', start);
    const close = line.lastIndexOf(quote);
    parts.push(close < 0 ? line : line.slice(0, close));
    if (close >= 0) return parts.join('');
  }
}

function readContinued(first: string, lines: LineReader): string {
  const parts = [first];
  for (;;) {
    const next = trim(lines.next() ?? '');
    if (next === '') break;
    parts.push(next.endsWith('\\') ? next.slice(0, -1) : next);
    if (!next.endsWith('\\')) break;
  }
  return parts.join('');
}

function isSurrounded(text: string, quote: string): boolean {
  return text.length >= 2 && text.startsWith(quote) && text.indexOf(quote, 1) === text.length - 1;
}
