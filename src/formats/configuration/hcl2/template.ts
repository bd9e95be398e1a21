import { SyntaxFault } from '../configuration.ts';
import { skipSpace, trim, trimEnd, trimStart } from '../go/space.ts';
import type { Cursor, Token } from './cursor.ts';
import type { Expression } from './syntax.ts';
import { readDirective, type TemplatePart, treeOf } from './template-parts.ts';

type ReadExpression = (cursor: Cursor) => Expression;

/** A text in quotes, whose opening one is read. https://github.com/hashicorp/hcl/blob/v2.23.0/hclsyntax/parser_template.go */
export function readQuoted(cursor: Cursor, start: number, readExpression: ReadExpression): Expression {
  const builder = new PartBuilder(cursor, readExpression);
  for (;;) {
    const { text, at } = cursor;
    const character = text[at];
    if (character === '"') break;
    if (character === undefined) throw new SyntaxFault('a text in quotes is never closed', start);
    if (character === '\n' || character === '\r') {
      throw new SyntaxFault('a text in quotes goes over the end of its line', start, {
        hint: 'a text of several lines is a heredoc: <<EOT',
      });
    }
    if (builder.readSequence()) continue;
    if (character === '\\') builder.addText(readEscape(cursor));
    else {
      let end = at + 1;
      while (end < text.length && !'"\\$%\r\n'.includes(text[end] ?? '')) end++;
      builder.addText(text.slice(at, end));
      cursor.at = end;
    }
  }
  cursor.at++;
  cursor.previousEnd = cursor.at;
  return treeOf(builder.parts, start, cursor.at);
}

/** A label of a block: a text in quotes without anything to evaluate. */
export function readLabel(cursor: Cursor): string {
  const { start } = cursor.read();
  const label = readQuoted(cursor, start, () => {
    throw new SyntaxFault('a label of a block cannot hold an expression', start, { hint: 'write $${ for the characters ${' });
  });
  const [part] = label.kind === 'template' ? label.parts : [];
  if (part?.kind !== 'literal')
    throw new SyntaxFault('a label of a block cannot hold a directive', start, { hint: 'write %%{ for the characters %{' });
  return String(part.value);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function readEscape(cursor: Cursor): string {
  const { text, at } = cursor;
  const selector = text[at + 1] ?? '';
  const length = selector === 'u' ? 4 : selector === 'U' ? 8 : 0;
  cursor.at = at + 2 + length;
  if (length === 0) {
    const plain = ESCAPES[selector];
    if (plain === undefined)
      throw new SyntaxFault(`\\${selector} is no escape that HCL knows`, at, { hint: 'a backslash itself is written \\\\' });
    return plain;
  }
  const digits = text.slice(at + 2, at + 2 + length);
  const code = /^[0-9a-fA-F]+$/.test(digits) && digits.length === length ? Number.parseInt(digits, 16) : Number.NaN;
  if (!(code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff))
    throw new SyntaxFault(`\\${selector} needs ${length} hexadecimal digits of a character`, at);
  return String.fromCodePoint(code);
}

/** A heredoc, whose introducing line is read. Its last line ends before its line break, which is a token of its own. */
export function readHeredoc(cursor: Cursor, opener: Token, readExpression: ReadExpression): Expression {
  const introducer = cursor.textOf(opener);
  const isFlush = introducer.startsWith('<<-');
  const marker = introducer.slice(isFlush ? 3 : 2).trimEnd();
  const builder = new PartBuilder(cursor, readExpression);
  let isLineStart = true;
  for (;;) {
    const { text, at } = cursor;
    let end = at;
    while (end < text.length && !'$%\n'.includes(text[end] ?? '')) end++;
    const isLine = text[end] === '\n';
    if (isLine && isLineStart && trim(text.slice(at, end)) === marker) {
      cursor.at = text[end - 1] === '\r' ? end - 1 : end;
      break;
    }
    if (end >= text.length) {
      throw new SyntaxFault(`the heredoc ${marker} is never closed`, opener.start, {
        hint: 'the line that closes it holds its name alone, and ends with a line break',
      });
    }
    if (isLine) {
      builder.addText(text.slice(at, end + 1));
      cursor.at = end + 1;
      isLineStart = true;
      continue;
    }
    isLineStart = false;
    if (end > at) {
      builder.addText(text.slice(at, end));
      cursor.at = end;
    } else if (!builder.readSequence()) throw new SyntaxFault('a template cannot be read', at);
  }
  cursor.previousEnd = cursor.at;
  if (isFlush) removeIndentation(builder.parts);
  return treeOf(builder.parts, opener.start, cursor.at);
}

class PartBuilder {
  readonly parts: TemplatePart[] = [];
  readonly #cursor: Cursor;
  readonly #readExpression: ReadExpression;
  /** Whether blanks at the beginning of the next text go. */
  #isTrimming = false;
  #isAfterText = false;

  constructor(cursor: Cursor, readExpression: ReadExpression) {
    this.#cursor = cursor;
    this.#readExpression = readExpression;
  }

  addText(text: string): void {
    this.parts.push({ kind: 'text', value: this.#isTrimming ? trimStart(text) : text });
    this.#isTrimming = false;
    this.#isAfterText = true;
  }

  /** Reads what `$` or `%` begins at the cursor, if one stands there. */
  readSequence(): boolean {
    const cursor = this.#cursor;
    const { text, at } = cursor;
    const sign = text[at];
    if (sign !== '$' && sign !== '%') return false;
    if (text.startsWith(`${sign}${sign}{`, at)) {
      this.addText(`${sign}{`);
      cursor.at = at + 3;
      return true;
    }
    if (text[at + 1] !== '{') {
      this.addText(sign);
      cursor.at = at + 1;
      return true;
    }
    const isTrimming = text[at + 2] === '~';
    cursor.at = at + (isTrimming ? 3 : 2);
    const last = this.parts.at(-1);
    if (isTrimming && this.#isAfterText && last?.kind === 'text') last.value = trimEnd(last.value);
    this.parts.push(cursor.within(false, () => this.#readPart(sign)));
    this.#isAfterText = false;
    return true;
  }

  #readPart(sign: '$' | '%'): TemplatePart {
    const cursor = this.#cursor;
    const part: TemplatePart =
      sign === '$' ? { kind: 'expression', expression: this.#readExpression(cursor) } : readDirective(cursor, this.#readExpression);
    const close = cursor.peek();
    if (close.kind !== '}' && close.kind !== '~}') {
      throw cursor.fault(`} must end what ${sign}{ begins`, `if the characters are meant, write ${sign}${sign}{`);
    }
    cursor.read();
    this.#isTrimming = close.kind === '~}';
    return part;
  }
}

/** Takes off as many blanks of every line as the least indented one has. Lines of blanks alone neither count nor change. */
function removeIndentation(parts: readonly TemplatePart[]): void {
  let least = Number.POSITIVE_INFINITY;
  let isLineStart = true;
  const starts: { value: string }[] = [];
  for (const part of parts) {
    if (isLineStart) {
      isLineStart = false;
      if (part.kind !== 'text') least = 0;
      else {
        const spaces = skipSpace(part.value, 0);
        if (spaces < part.value.length || !part.value.endsWith('\n')) {
          starts.push(part);
          least = Math.min(least, spaces);
        }
      }
    }
    if (part.kind === 'text' && part.value.endsWith('\n')) isLineStart = true;
  }
  for (const part of starts) part.value = part.value.slice(Math.min(least, skipSpace(part.value, 0)));
}
