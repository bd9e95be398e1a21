import { SyntaxFault } from '../configuration.ts';
import type { Token } from './tokens.ts';

/** https://github.com/hashicorp/hcl/blob/v1.0.0/hcl/token/token.go (Value) */
export function textOf(token: Token): string {
  switch (token.kind) {
    case 'text':
      return unquote(token);
    case 'heredoc':
      return bodyOf(token.text);
    default:
      return token.text;
  }
}

/** An integer of 64 bits, as Go's strconv.ParseInt(text, 0, 64) reads it. */
export function integerOf(text: string, start: number): number | bigint {
  const isNegative = text.startsWith('-');
  const digits = text.replace(/^[-+]/, '');
  if (!/^(?:0[xX][0-9a-fA-F]+|0[oO]?[0-7]*|0[bB][01]+|[1-9][0-9]*)$/.test(digits))
    throw new SyntaxFault(`${JSON.stringify(text.slice(0, 40))} is no integer`, start);
  const value = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits) * (isNegative ? -1n : 1n);
  if (BigInt.asIntN(64, value) !== value) throw new SyntaxFault(`the integer ${text.slice(0, 40)} needs more than 64 bits`, start);
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\', '"': '"' };
const LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** What stands in `${…}` is left as it is. https://github.com/hashicorp/hcl/blob/v1.0.0/hcl/strconv/quote.go */
function unquote({ text, start }: Token): string {
  const inner = text.slice(1, -1);
  const parts: Buffer[] = [];
  let from = 0;
  const flush = (to: number): void => {
    if (to > from) parts.push(Buffer.from(inner.slice(from, to)));
  };
  for (let at = 0; at < inner.length; ) {
    if (inner.startsWith('${', at)) at = interpolationEnd(inner, at, start);
    else if (inner[at] !== '\\') at++;
    else {
      flush(at);
      const { bytes, end } = readEscape(inner, at, start);
      parts.push(bytes);
      at = end;
      from = end;
    }
  }
  flush(inner.length);
  return Buffer.concat(parts).toString('utf8');
}

function interpolationEnd(text: string, from: number, start: number): number {
  let braces = 1;
  let at = from + 2;
  for (; at < text.length && braces > 0; at++) {
    if (text[at] === '{') braces++;
    else if (text[at] === '}') braces--;
  }
  if (braces > 0) throw new SyntaxFault('${ is never closed', start + 1 + from);
  return at;
}

function readEscape(text: string, at: number, start: number): { readonly bytes: Buffer; readonly end: number } {
  const selector = text[at + 1] ?? '';
  const plain = ESCAPES[selector];
  if (plain !== undefined) return { bytes: Buffer.from(plain), end: at + 2 };
  const fault = new SyntaxFault('a backslash starts no escape that HCL knows', start + 1 + at);
  if (/[0-7]/.test(selector)) {
    const octal = text.slice(at + 1, at + 4);
    const value = Number.parseInt(octal, 8);
    if (!/^[0-7]{3}$/.test(octal) || value > 255) throw fault;
    return { bytes: Buffer.from([value]), end: at + 4 };
  }
  const length = LENGTHS[selector] ?? 0;
  const digits = text.slice(at + 2, at + 2 + length);
  const value = Number.parseInt(digits, 16);
  if (length === 0 || !/^[0-9a-fA-F]+$/.test(digits) || digits.length < length || value > 0x10ffff) throw fault;
  return { bytes: selector === 'x' ? Buffer.from([value]) : Buffer.from(String.fromCodePoint(value)), end: at + 2 + length };
}

/** A heredoc without its first and last lines; `<<-` also takes off the indentation of the last line, where all lines have it. */
function bodyOf(heredoc: string): string {
  const first = heredoc.indexOf('\n');
  const body = heredoc.slice(first + 1, heredoc.length - first + 1);
  if (heredoc[2] !== '-') return body;
  const lines = heredoc.slice(first + 1, heredoc.length - first + 2).split('\n');
  const indentation = lines.at(-1) ?? '';
  if (!lines.every((line) => line.startsWith(indentation))) return body.replace(/[ \t]+$/, '');
  return lines.map((line, index) => (index === lines.length - 1 ? '' : line.slice(indentation.length))).join('\n');
}
