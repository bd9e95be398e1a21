import { checkDepth, type Members, memberOf, type Reading, SyntaxFault, setMember } from '../configuration.ts';
import { isSpace } from '../go/space.ts';
import { integerOf, textOf } from './literals.ts';
import { Hcl1Parser, type Item, type LiteralNode, type Node } from './parser.ts';

/**
 * HCL 1 as its decoder fills untyped values: an object below a name is a list of objects, and what comes again is added to what was there.
 * https://github.com/hashicorp/hcl/blob/v1.0.0/decoder.go
 */
export function readHcl1(text: string): Reading {
  let start = 0;
  while (isSpace(text.charCodeAt(start))) start++;
  if (text[start] === '{') throw new SyntaxFault('the text is JSON', start, { hint: 'read it with the parser json' });
  // Offsets stay those of the file where line breaks are \n.
  const items = new Hcl1Parser(text.replaceAll('\r\n', '\n')).readAll().items;
  return { documents: [mapOf(items, {}, 0)] };
}

/** The items of an object, or some of them below one name. */
interface ItemList {
  readonly kind: 'items';
  readonly items: readonly Item[];
}

/** Lists of objects can be added to by objects only; other lists by everything. */
const OBJECT_LISTS = new WeakSet<unknown[]>();

function mapOf(items: readonly Item[], members: Members, depth: number): Members {
  const groups = groupByName(items);
  const done = new Set<string>();
  for (const { keys, value } of items) {
    const [key] = keys;
    if (!key) throw new SyntaxFault('a block stands beside one of the same name with labels');
    const name = textOf(key);
    if (done.has(name)) continue;
    const isLabelled = keys.length > 1;
    if (isLabelled) done.add(name);
    const node: Node | ItemList = isLabelled ? { kind: 'items', items: groups.get(name.toLowerCase()) ?? [] } : value;
    setMember(members, name, decode(node, memberOf(members, name), false, depth + 1, key.start));
  }
  return members;
}

/** What is left of the items behind their first name; names are the same whatever their case. */
function groupByName(items: readonly Item[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const { keys, value } of items) {
    const [key, ...rest] = keys;
    if (!key) continue;
    const name = textOf(key).toLowerCase();
    const group = groups.get(name);
    if (group) group.push({ keys: rest, value });
    else groups.set(name, [{ keys: rest, value }]);
  }
  return groups;
}

function decode(node: Node | ItemList, old: unknown, isInList: boolean, depth: number, start: number): unknown {
  checkDepth(depth, start);
  if (old === undefined) return decodeNew(node, isInList, depth, start);
  if (Array.isArray(old)) return append(old, node, depth, start);
  if (typeof old === 'object' && old !== null && 'items' in node && node.kind !== 'list') return mapOf(node.items, old as Members, depth);
  if (node.kind === 'literal') return again(node, old);
  throw new SyntaxFault('a name has a value of another kind before', start);
}

function decodeNew(node: Node | ItemList, isInList: boolean, depth: number, start: number): unknown {
  if (node.kind === 'literal') return literalOf(node);
  if (node.kind === 'list') return append([], node, depth, start);
  if (isInList) return mapOf(node.items, {}, depth);
  const list: unknown[] = [];
  OBJECT_LISTS.add(list);
  return append(list, node, depth, start);
}

function append(list: unknown[], node: Node | ItemList, depth: number, start: number): unknown[] {
  const isOfObjects = OBJECT_LISTS.has(list);
  if (node.kind === 'literal') throw new SyntaxFault('a name has a list before, to which a single value cannot be added', node.token.start);
  if (node.kind === 'object') list.push(mapOf(node.items, {}, depth + 1));
  else if (node.kind === 'list') {
    for (const item of node.items) {
      if (isOfObjects && item.kind !== 'object') throw new SyntaxFault('a name has objects before, and this is none', node.start);
      list.push(decode(item, undefined, true, depth + 1, node.start));
    }
  } else {
    for (const item of node.items) {
      if (!isOfObjects) throw new SyntaxFault('a name has a list before, to which a block cannot be added', start);
      list.push(mapOf([item], {}, depth + 1));
    }
  }
  return list;
}

function literalOf({ token }: LiteralNode): unknown {
  switch (token.kind) {
    case 'boolean':
      return token.text === 'true';
    case 'number':
      return integerOf(token.text, token.start);
    case 'float':
      return Number(token.text);
    default:
      return textOf(token);
  }
}

/** A later value takes the type of the one before. */
function again(node: LiteralNode, old: unknown): unknown {
  const { token } = node;
  const value = literalOf(node);
  if (typeof old === 'string') return token.kind === 'number' ? token.text : textOf(token);
  if (typeof old === typeof value) return value;
  if (token.kind === 'text' && (typeof old === 'number' || typeof old === 'bigint')) return integerOf(textOf(token), token.start);
  throw new SyntaxFault('a name has a value of another type before', token.start);
}
