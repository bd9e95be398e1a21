import { RE2JS } from 're2js';
import { type Members, memberOf, type ParseContext, type Reading, SyntaxFault, setMember } from './configuration.ts';
import { trim } from './go/space.ts';

/**
 * Dotenv files as gotenv reads them: `NAME=value` or `NAME: value`, after `export` or not; values in single quotes stand as they are, in double quotes
 * have escapes and may go over several lines; `$NAME` stands for the environment, then for the file.
 * https://github.com/subosito/gotenv/blob/v1.6.0/gotenv.go
 */
const LINE = RE2JS.compile(
  String.raw`\A\s*(?:export\s+)?([\w\.]+)(?:\s*=\s*|:\s+?)('(?:\'|[^'])*'|"(?:\"|[^"])*"|[^#\n]+)?\s*(?:\s*\#.*)?\z`,
);
const VARIABLE = /(\\)?\$(\{?([A-Z0-9_]+)?\}?)/g;

export function readDotenv(text: string, { environment = {} }: ParseContext): Reading {
  const variables: Members = {};
  const lines = new Lines(text);
  for (;;) {
    const read = lines.next();
    if (read === undefined) break;
    const start = lines.start;
    const line = trim(read);
    if (line === '' || line.startsWith('#')) continue;
    const full = openQuote(line) === '' ? line : joinQuoted(line, openQuote(line), start, lines);
    readLine(full, variables, environment, start);
  }
  return { documents: [variables] };
}

/** Lines end at \n, \r\n or \r. */
class Lines {
  readonly #text: string;
  #at: number;
  start = 0;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  next(): string | undefined {
    if (this.#at >= this.#text.length) return undefined;
    this.start = this.#at;
    let end = this.#at;
    while (end < this.#text.length && this.#text[end] !== '\n' && this.#text[end] !== '\r') end++;
    this.#at = this.#text.startsWith('\r\n', end) ? end + 2 : end + 1;
    return this.#text.slice(this.start, end);
  }
}

/** The quote that a value opens and does not close in its line. */
function openQuote(line: string): '' | '"' | "'" {
  const equals = line.indexOf('=');
  const mark = equals < 0 ? line.indexOf(':') : equals;
  if (mark <= 0 || mark >= line.length - 1) return '';
  const value = trim(line.slice(mark + 1));
  const quote = value.startsWith('"') ? '"' : value.startsWith("'") ? "'" : '';
  if (quote === '') return '';
  const close = trim(value.slice(1)).lastIndexOf(quote);
  return close >= 0 && value[close] !== '\\' ? '' : quote;
}

function joinQuoted(first: string, quote: string, start: number, lines: Lines): string {
  const parts = [first];
  for (;;) {
    const line = lines.next();
    if (line === undefined) throw new SyntaxFault('the quotes around a value are never closed', start);
    parts.push(line);
    const close = line.lastIndexOf(quote);
    if (close >= 0 && (close === 0 || line[close - 1] !== '\\')) return parts.join('\n');
  }
}

function readLine(line: string, variables: Members, environment: NonNullable<ParseContext['environment']>, start: number): void {
  const match = LINE.matcher(line);
  if (!match.find()) {
    throw new SyntaxFault('a line has not the form of a variable', start, {
      hint: 'variables are written NAME=value, with quotes where # is part of the value',
    });
  }
  const raw = trim(match.group(2) ?? '');
  const isSingle = raw.length >= 2 && raw.startsWith("'") && raw.endsWith("'");
  const isDouble = raw.length >= 2 && raw.startsWith('"') && raw.endsWith('"');
  let value = isSingle || isDouble ? raw.slice(1, -1) : raw;
  if (isDouble)
    value = value
      .replaceAll('\\n', '\n')
      .replaceAll('\\r', '\r')
      .replace(/\\([^$])/gs, '$1');
  if (!isSingle) value = expand(value, variables, environment);
  setMember(variables, match.group(1) ?? '', value);
}

function expand(value: string, variables: Members, environment: NonNullable<ParseContext['environment']>): string {
  return value.replace(VARIABLE, (all: string, escape: string | undefined, _rest: string, name: string | undefined) => {
    if (escape !== undefined) return all.slice(1);
    if (name === undefined) return all;
    const given = Object.hasOwn(environment, name) ? environment[name] : undefined;
    return given ?? String(memberOf(variables, name) ?? '');
  });
}
