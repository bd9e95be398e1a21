import type { Configuration } from './configuration.ts';

/**
 * JSON as Go's json.MarshalIndent writes it: names in the order of their UTF-8 bytes, and <, >, & and the two line separators of Unicode as escapes.
 * https://pkg.go.dev/encoding/json#Marshal (go1.26). Several documents are one list.
 */
export function printConfiguration({ documents }: Configuration): string {
  const pieces: string[] = [];
  write(documents.length === 1 ? documents[0] : documents, '\n', pieces);
  return pieces.join('');
}

function write(value: unknown, newline: string, pieces: string[]): void {
  if (typeof value !== 'object' || value === null) {
    pieces.push(scalarText(value));
    return;
  }
  const isList = Array.isArray(value);
  const members = isList ? value.map((one) => ['', one] as const) : Object.entries(value).sort(([a], [b]) => compareBytes(a, b));
  const [open, close] = isList ? '[]' : '{}';
  if (members.length === 0) {
    pieces.push(`${open}${close}`);
    return;
  }
  const inner = `${newline}  `;
  for (const [index, [name, member]] of members.entries()) {
    pieces.push(index === 0 ? `${open}${inner}` : `,${inner}`);
    if (!isList) pieces.push(`${scalarText(name)}: `);
    write(member, inner, pieces);
  }
  pieces.push(`${newline}${close}`);
}

function scalarText(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (Object.is(value, -0)) return '-0';
  const text = JSON.stringify(typeof value === 'string' ? value.toWellFormed() : value) ?? 'null';
  return text.replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The order of UTF-8 bytes is that of code points, and UTF-16 differs from it only where surrogates stand. */
function compareBytes(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return rank(a, at) - rank(b, at);
}

function rank(text: string, at: number): number {
  const code = at < text.length ? text.charCodeAt(at) : -1;
  if (code < 0xd800) return code;
  return code < 0xe000 ? code + 0x2000 : code - 0x800;
}
