import type { Module } from '../syntax/index.ts';
import { formatJson, type Value } from '../values/index.ts';
import { type ModuleJsonOptions, moduleJson } from './module-json.ts';
import type { JsonNode } from './term-json.ts';

type Fields = Readonly<Record<string, JsonNode>>;

/** The tree of a module, each part on a line of its own, as `opa parse` prints it for people. */
export function prettyTree(module: Module, options?: ModuleJsonOptions): string {
  const { package: own, imports = [], rules = [], annotations = [], comments = [] } = moduleJson(module, options) as Fields;
  const lines: string[] = ['module'];
  const add = (depth: number, text: string): void => {
    lines.push(' '.repeat(depth) + text);
  };
  const term = (node: JsonNode, depth: number): void => {
    const { type, value } = node as { readonly type: string; readonly value: JsonNode };
    switch (type) {
      case 'var':
        return add(depth, String(value).startsWith('$') ? '_' : String(value));
      case 'string':
      case 'number':
      case 'boolean':
        return add(depth, formatJson(value as Value));
      case 'null':
        return add(depth, 'null');
      case 'object':
        add(depth, 'object');
        for (const pair of value as readonly (readonly JsonNode[])[]) for (const part of pair) term(part, depth + 1);
        return;
      case 'templatestring':
        return add(depth, type);
      case 'arraycomprehension':
      case 'setcomprehension':
      case 'objectcomprehension': {
        const { term: item, key, value: of, body = [] } = value as Fields;
        add(depth, type);
        for (const part of [item, key, of]) if (part !== undefined) term(part, depth + 1);
        return bodyOf(body, depth + 1);
      }
      default:
        add(depth, type);
        for (const part of value as readonly JsonNode[]) term(part, depth + 1);
    }
  };
  const bodyOf = (body: JsonNode, depth: number): void => {
    add(depth, 'body');
    for (const one of body as readonly JsonNode[]) expression(one, depth + 1);
  };
  const expression = (node: JsonNode, depth: number): void => {
    const { index, negated, terms, with: all = [] } = node as Fields;
    add(depth, `expr ${negated ? 'negated ' : ''}index=${String(index)}`);
    if (Array.isArray(terms)) for (const part of terms) term(part, depth + 1);
    else {
      const fields = terms as Fields;
      const { symbols, domain, key, value, body } = fields;
      if (symbols !== undefined) {
        add(depth + 1, 'somedecl');
        for (const part of symbols as readonly JsonNode[]) term(part, depth + 2);
      } else if (domain !== undefined) {
        add(depth + 1, 'every');
        for (const part of [key, value, domain]) if (part !== undefined && part !== null) term(part, depth + 2);
        bodyOf(body ?? [], depth + 2);
      } else term(fields, depth + 1);
    }
    for (const one of all as readonly Fields[]) {
      add(depth + 1, 'with');
      for (const part of [one['target'], one['value']]) if (part !== undefined) term(part, depth + 2);
    }
  };
  const rule = (node: JsonNode, depth: number): void => {
    const { head, body = [], else: otherwise } = node as Fields;
    const { ref, args, value } = head as Fields;
    add(depth, 'rule');
    add(depth + 1, 'head');
    term({ type: 'ref', value: ref ?? [] }, depth + 2);
    if (args !== undefined) {
      add(depth + 2, 'args');
      for (const arg of args as readonly JsonNode[]) term(arg, depth + 3);
    }
    if (value !== undefined) term(value, depth + 2);
    bodyOf(body, depth + 1);
    if (otherwise !== undefined) rule(otherwise, depth + 1);
  };
  add(1, 'package');
  term({ type: 'ref', value: (own as Fields)['path'] ?? [] }, 2);
  for (const { path, alias } of imports as readonly Fields[]) {
    add(1, 'import');
    if (path !== undefined) term(path, 2);
    add(2, typeof alias === 'string' ? alias : '');
  }
  for (const one of rules as readonly JsonNode[]) rule(one, 1);
  for (const _ of annotations as readonly JsonNode[]) add(1, 'annotations');
  for (const _ of comments as readonly JsonNode[]) add(1, 'comment');
  return `${lines.join('\n')}\n`;
}
