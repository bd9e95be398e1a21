import { SyntaxFault } from '../configuration.ts';

export interface Token {
  /** `identifier`, `text`, `heredoc`, `number`, `float`, `boolean`, `end`, or the sign itself. */
  readonly kind: string;
  readonly start: number;
  readonly text: string;
}

const IDENTIFIER = /[\p{L}_][\p{L}\p{Nd}_.-]*/uy;
const NUMBER = /-?(?:0[xX][0-9a-fA-F]*|[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]*)?)|\.[0-9]+(?:[eE][-+]?[0-9]*)?/y;
const HEREDOC = /<<(-?[\p{L}\p{Nd}_]*)\n/uy;
const SIGNS = '[]{},=+-.';

/** https://github.com/hashicorp/hcl/blob/v1.0.0/hcl/scanner/scanner.go; the text has \n for line breaks. */
export function scanToken(text: string, from: number): Token & { readonly end: number } {
  const start = skipBlanks(text, from);
  const make = (kind: string, end: number): Token & { readonly end: number } => ({ kind, start, end, text: text.slice(start, end) });
  const character = text[start];
  if (character === undefined) return make('end', start);
  const word = endOf(IDENTIFIER, text, start);
  if (word !== undefined) {
    const name = text.slice(start, word);
    return make(name === 'true' || name === 'false' ? 'boolean' : 'identifier', word);
  }
  const number = endOf(NUMBER, text, start);
  if (number !== undefined) return numberToken(make('number', number));
  if (character === '"') return make('text', textEnd(text, start));
  if (character === '<') return make('heredoc', heredocEnd(text, start));
  if (SIGNS.includes(character)) return make(character, start + 1);
  throw new SyntaxFault(`the character ${JSON.stringify(String.fromCodePoint(text.codePointAt(start) ?? 0))} cannot stand here`, start);
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (' \t\n\r'.includes(text[at] ?? '.')) at++;
    if (text[at] === '#' || text.startsWith('//', at)) {
      const newline = text.indexOf('\n', at);
      at = newline < 0 ? text.length : newline;
    } else if (text.startsWith('/*', at)) {
      const close = text.indexOf('*/', at + 2);
      if (close < 0) throw new SyntaxFault('a comment is never closed', at);
      at = close + 2;
    } else return at;
  }
}

function numberToken(token: Token & { readonly end: number }): Token & { readonly end: number } {
  const digits = token.text.replace(/^-/, '');
  if (/^0[xX]/.test(digits)) {
    if (digits.length === 2) throw new SyntaxFault('a hexadecimal number has no digits', token.start);
    return token;
  }
  if (/[.eE]/.test(digits)) {
    if (/[eE][-+]?$/.test(digits)) throw new SyntaxFault('a number has an exponent without digits', token.start);
    return { ...token, kind: 'float' };
  }
  if (/^0.*[89]/.test(digits)) throw new SyntaxFault('a number that starts with 0 is octal, and has the digit 8 or 9', token.start);
  return token;
}

/** Quotes inside `${…}` do not end a text. */
function textEnd(text: string, start: number): number {
  let braces = 0;
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === '"' && braces === 0) return at + 1;
    if (character === '\n' && braces === 0) break;
    if (braces === 0 && character === '$' && text[at + 1] === '{') {
      braces++;
      at++;
    } else if (braces > 0 && character === '{') braces++;
    else if (braces > 0 && character === '}') braces--;
    else if (character === '\\') {
      if (!/[abfnrtv\\"0-7xuU]/.test(text[at + 1] ?? ' ')) throw new SyntaxFault('a backslash starts no escape that HCL knows', at);
      at++;
    }
  }
  throw new SyntaxFault('a text is never closed', start, { hint: 'a text of several lines is a heredoc: <<EOF' });
}

function heredocEnd(text: string, start: number): number {
  HEREDOC.lastIndex = start;
  const found = HEREDOC.exec(text);
  const anchor = found?.[1] ?? '';
  const marker = anchor.replace(/^-/, '');
  if (!found || marker === '') throw new SyntaxFault('a heredoc must begin with << and a name, and nothing else in its line', start);
  for (let at = HEREDOC.lastIndex; ; ) {
    const newline = text.indexOf('\n', at);
    if (newline < 0) throw new SyntaxFault(`the heredoc ${marker} is never closed`, start, { hint: 'its last line needs a line break' });
    const line = text.slice(at, newline);
    if (line.length >= anchor.length && line.trimStart().replace(/\r+$/, '') === marker) return newline + 1;
    at = newline + 1;
  }
}
