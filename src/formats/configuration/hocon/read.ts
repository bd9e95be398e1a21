import { type Members, type ParseContext, type Reading, SyntaxFault, setMember } from '../configuration.ts';
import { parseBool, parseFloat64 } from '../go/literal.ts';
import { HoconParser, pathElements } from './parser.ts';
import { type HoconObject, type HoconValue, WORK } from './values.ts';

/**
 * HOCON as Conftest shows it: objects, and in them numbers, booleans and texts; a list is a text, and a text with blanks keeps quotes.
 * https://github.com/open-policy-agent/conftest/blob/v0.71.1/parser/hocon/hocon.go
 */
export function readHocon(text: string, { environment = {} }: ParseContext): Reading {
  WORK.reset();
  const root = new HoconParser(Buffer.from(text, 'utf8').toString('latin1'), environment).parse();
  const object = root.object();
  if (!object) throw new SyntaxFault('there is no object', 0);
  return { documents: [membersOf(root, object, '', 0)] };
}

function membersOf(root: HoconValue, object: HoconObject, path: string, depth: number): Members {
  if (depth > 200) throw new SyntaxFault('objects are nested too deep, or within themselves', undefined, { isLimit: true });
  const members: Members = {};
  for (const key of object.items.keys()) {
    const own = path === '' ? key : `${path}.${key}`;
    const value = nodeAt(root, own);
    if (!value) throw new SyntaxFault(`the key ${JSON.stringify(decode(key))} cannot be looked up, since it has points`);
    const inner = value.object();
    setMember(members, decode(key), inner ? membersOf(root, inner, own, depth + 1) : scalarOf(value.print()));
  }
  return members;
}

function nodeAt(root: HoconValue, path: string): HoconValue | undefined {
  let node: HoconValue | undefined = root;
  for (const key of pathElements(path)) node = node?.object()?.items.get(key);
  return node;
}

function scalarOf(text: string): unknown {
  const number = parseFloat64(text);
  if (number !== undefined && !Number.isFinite(number))
    throw new SyntaxFault(`the number ${text} is none that policies can see: JSON has no such number`);
  return number ?? parseBool(text) ?? decode(text);
}

function decode(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
