import { SyntaxFault } from '../configuration.ts';
import type { Cursor, Token } from './cursor.ts';
import { readExpression } from './expression.ts';
import type { Block, Body, Expression } from './syntax.ts';
import { readLabel } from './template.ts';

/** Reads a whole file, or what stands between the braces of a block, up to the closing one. */
export function readBody(cursor: Cursor, end: 'end' | '}', opener = 0): Body {
  return cursor.deeper(() => readItems(cursor, end, opener));
}

function readItems(cursor: Cursor, end: 'end' | '}', opener: number): Body {
  const attributes = new Map<string, Expression>();
  const blocks: Block[] = [];
  for (;;) {
    const token = cursor.peek();
    if (token.kind === end) break;
    if (token.kind === 'newline') {
      cursor.read();
      continue;
    }
    if (token.kind === 'end')
      throw new SyntaxFault('a block is never closed', opener, { hint: 'a closing brace is missing here or in what follows' });
    if (token.kind === '"') throw cursor.fault('the name of an argument cannot stand in quotes');
    if (token.kind !== 'identifier') throw cursor.fault('an argument or a block must stand here', 'write name = value, or name { … }');
    cursor.read();
    if (cursor.peek().kind === '=') {
      readAttribute(cursor, token, attributes);
      endLine(cursor, 'an argument must end with its line');
    } else blocks.push(readBlock(cursor, token));
  }
  cursor.read();
  return { attributes, blocks };
}

function readAttribute(cursor: Cursor, name: Token, attributes: Map<string, Expression>): void {
  const text = cursor.textOf(name);
  if (attributes.has(text)) throw new SyntaxFault(`the argument ${text} is set twice`, name.start);
  cursor.read();
  attributes.set(text, readExpression(cursor));
}

function endLine(cursor: Cursor, message: string): void {
  const { kind } = cursor.peek();
  if (kind !== 'newline' && kind !== 'end') throw cursor.fault(message);
  if (kind === 'newline') cursor.read();
}

function readBlock(cursor: Cursor, type: Token): Block {
  const labels: string[] = [];
  for (;;) {
    const { kind } = cursor.peek();
    if (kind === '{') break;
    if (kind === 'identifier') labels.push(cursor.textOf(cursor.read()));
    else if (kind === '"') labels.push(readLabel(cursor));
    else if (labels.length === 0)
      throw cursor.fault('an argument needs = and a value, a block needs braces', 'write name = value, or name { … }');
    else throw cursor.fault('the braces of a block must follow its labels', 'they begin in the line of its name');
  }
  const opener = cursor.read();
  const next = cursor.peek().kind;
  const isOneLine = next !== 'newline' && next !== 'end' && next !== '}';
  const body = isOneLine ? readOnlyArgument(cursor) : readBody(cursor, '}', opener.start);
  const end = cursor.previousEnd;
  endLine(cursor, 'a block must end with its line');
  return { type: cursor.textOf(type), labels, body, start: type.start, end };
}

/** `name { argument = value }` */
function readOnlyArgument(cursor: Cursor): Body {
  const attributes = new Map<string, Expression>();
  const name = cursor.expect('identifier', 'an argument must stand here');
  if (cursor.peek().kind !== '=')
    throw cursor.fault('a block in one line can hold an argument only', 'a block inside it begins a line of its own');
  readAttribute(cursor, name, attributes);
  cursor.expect('}', 'a block in one line can hold one argument only', 'arguments begin lines of their own');
  return { attributes, blocks: [] };
}
