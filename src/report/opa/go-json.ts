import { formatJson, isArray, isNumber, RegoObject, RegoSet, type Value } from '../../engines/rego/index.ts';
import { safeJsonText } from '../safe-text.ts';

/** Members in the order given, those that are undefined left out: what a struct of Go becomes in JSON. */
export interface Fields {
  readonly fields: readonly (readonly [name: string, value: GoNode | undefined])[];
}

export type GoNode = Value | Fields | readonly GoNode[];

export function fields(...members: Fields['fields']): Fields {
  return { fields: members };
}

/** JSON as an encoder of Go with an indentation of two writes it; without a line break at its end. */
export function formatGoJson(node: GoNode): string {
  return safeJsonText(write(node, ''));
}

function write(node: GoNode, indent: string): string {
  if (node === null || typeof node !== 'object' || isNumber(node as Value)) return formatJson(node as Value);
  const inner = `${indent}  `;
  const block = (open: string, items: readonly string[], close: string): string =>
    items.length === 0 ? open + close : `${open}\n${items.map((item) => inner + item).join(',\n')}\n${indent}${close}`;
  if (node instanceof RegoSet) return write(node.values(), indent);
  if (isArray(node as Value)) {
    return block(
      '[',
      (node as readonly GoNode[]).map((item) => write(item, inner)),
      ']',
    );
  }
  const members = membersOf(node as RegoObject | Fields);
  return block(
    '{',
    members.map(([name, value]) => `${formatJson(name)}: ${write(value, inner)}`),
    '}',
  );
}

function membersOf(node: RegoObject | Fields): readonly (readonly [string, GoNode])[] {
  if (!(node instanceof RegoObject)) return node.fields.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  // Keys that are no texts become texts, and these have another order.
  const named = [...node.pairs()].map(([key, value]) => [typeof key === 'string' ? key : formatJson(key), value] as const);
  return named.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
