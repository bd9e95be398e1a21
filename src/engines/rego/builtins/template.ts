import { formatNumber, isArray, isNumber, RegoObject, RegoSet, type Value } from '../values/index.ts';
import { fault } from './define.ts';

/** The part of Go's text/template (https://pkg.go.dev/text/template) that reads fields: `{{.field}}`, if, range, with, else and end. */
export function renderTemplate(template: string, data: RegoObject): string {
  const nodes = parse(template);
  return nodes.map((node) => render(node, { dot: data, variables: new Map([['$', data]]) })).join('');
}

type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly pipe: string }
  | { readonly kind: 'if' | 'range' | 'with'; readonly pipe: string; readonly body: Node[]; readonly otherwise: Node[] };

interface Context {
  readonly dot: Value | undefined;
  readonly variables: ReadonlyMap<string, Value | undefined>;
}

function parse(template: string): Node[] {
  const root: Node[] = [];
  const open: { node: Node & { body: Node[] }; into: Node[] }[] = [];
  let into = root;
  let at = 0;
  for (const match of template.matchAll(/\{\{(-\s)?\s*([\s\S]*?)\s*(\s-)?\}\}/g)) {
    let text = template.slice(at, match.index);
    if (match[1]) text = text.trimEnd();
    if (text !== '') into.push({ kind: 'text', text });
    at = match.index + match[0].length;
    if (match[3]) while (/\s/.test(template[at] ?? '')) at++;
    const action = match[2] ?? '';
    const [word = ''] = action.split(/\s+/, 1);
    const rest = action.slice(word.length).trim();
    if (word === 'if' || word === 'range' || word === 'with') {
      const node = { kind: word, pipe: rest, body: [], otherwise: [] } as const satisfies Node;
      into.push(node);
      open.push({ node: node as Node & { body: Node[] }, into });
      into = node.body;
    } else if (word === 'else' || word === 'end') {
      const last = open.at(-1);
      if (!last || (last.node.kind !== 'if' && last.node.kind !== 'range' && last.node.kind !== 'with'))
        return fault(`template: unexpected {{${word}}}`);
      if (word === 'else') into = last.node.otherwise;
      else {
        open.pop();
        into = last.into;
      }
    } else if (!word.startsWith('/*')) into.push({ kind: 'print', pipe: action });
  }
  if (open.length > 0) return fault('template: unexpected EOF');
  into.push({ kind: 'text', text: template.slice(at) });
  return root;
}

function render(node: Node, context: Context): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'print':
      return show(evaluate(node.pipe, context));
    case 'range':
      return renderRange(node, context);
    default: {
      const value = evaluate(node.pipe, context);
      const inner = node.kind === 'with' ? { ...context, dot: value } : context;
      return (isTrue(value) ? node.body : node.otherwise).map((child) => render(child, inner)).join('');
    }
  }
}

function renderRange(node: Node & { kind: 'if' | 'range' | 'with' }, context: Context): string {
  const declared = /^(?:(\$\w+)\s*,\s*)?(\$\w+)\s*:=\s*([\s\S]*)$/.exec(node.pipe);
  const value = evaluate(declared?.[3] ?? node.pipe, context);
  const items: readonly (readonly [Value, Value])[] = isArray(value)
    ? value.map((item, i) => [i, item])
    : value instanceof RegoObject
      ? [...value.pairs()]
      : value instanceof RegoSet
        ? value.values().map((item, i) => [i, item])
        : [];
  if (items.length === 0) return node.otherwise.map((child) => render(child, context)).join('');
  return items
    .map(([key, item]) => {
      const variables = new Map(context.variables);
      if (declared?.[1]) variables.set(declared[1], key);
      if (declared?.[2]) variables.set(declared[2], item);
      return node.body.map((child) => render(child, { dot: item, variables })).join('');
    })
    .join('');
}

function evaluate(pipe: string, { dot, variables }: Context): Value | undefined {
  const match = /^(\$\w*)?((?:\.\w*)*)$/.exec(pipe);
  if (!match)
    return /^"[^"]*"$/.test(pipe)
      ? pipe.slice(1, -1)
      : fault(`template: function or expression ${JSON.stringify(pipe)} is not among those known: fields and variables`);
  let value = match[1] === undefined ? dot : variables.get(match[1]);
  for (const name of (match[2] ?? '').split('.')) {
    if (name === '') continue;
    if (!(value instanceof RegoObject)) return fault(`template: can't evaluate field ${name}`);
    value = value.get(name);
    if (value === undefined) return undefined;
  }
  return value;
}

function isTrue(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === '') return false;
  if (isArray(value)) return value.length > 0;
  return value instanceof RegoObject || value instanceof RegoSet ? value.size > 0 : true;
}

function show(value: Value | undefined): string {
  // OPA writes what is missing as undefined, as text/template's <no value> means nothing to its users.
  if (value === undefined) return '<undefined>';
  if (value === null) return '<nil>';
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  if (isNumber(value)) return formatNumber(value);
  if (isArray(value)) return `[${value.map(show).join(' ')}]`;
  if (value instanceof RegoSet) return `[${value.values().map(show).join(' ')}]`;
  return `map[${[...(value as RegoObject).pairs()].map(([key, member]) => `${show(key)}:${show(member)}`).join(' ')}]`;
}
