import { compareText } from '../../../core/index.ts';
import type { ObjectProblem } from '../object-problem.ts';
import { operationsOf } from './apply-to.ts';
import type { LocationNode } from './location.ts';
import { type Mutator, nameMutator } from './mutator.ts';

/** What a mutator takes a field for. */
type FieldType = 'map' | 'items' | 'set' | 'text' | 'anything';

/** What mutators together say about a field. */
interface SchemaNode {
  readonly mutators: Set<Mutator>;
  /** Those that replace the field by what is not known beforehand, so that nothing may go into it. */
  readonly closed: Set<Mutator>;
  readonly members: Map<string, Map<FieldType, SchemaNode>>;
}

export interface Conflicts {
  readonly mutators: ReadonlySet<Mutator>;
  readonly problems: readonly ObjectProblem[];
}

/**
 * Finds mutators that take one field of one kind of objects for different things. Gatekeeper applies none of them.
 * https://github.com/open-policy-agent/gatekeeper/blob/v3.23.1/pkg/mutation/schema/node.go
 */
export function findConflicts(mutators: readonly Mutator[]): Conflicts {
  const roots = new Map<string, SchemaNode>();
  for (const mutator of mutators) for (const binding of bindingsOf(mutator)) addTo(rootOf(roots, binding), mutator);
  const found = new Set<Mutator>();
  const problems = new Map<string, ObjectProblem>();
  for (const root of roots.values()) visit(root, [], found, problems);
  return { mutators: found, problems: [...problems.values()] };
}

function bindingsOf({ applyTo = [] }: Mutator): ReadonlySet<string> {
  const bindings = new Set<string>();
  for (const entry of applyTo) {
    for (const operation of operationsOf(entry))
      for (const group of entry.groups)
        for (const version of entry.versions)
          for (const kind of entry.kinds) bindings.add(JSON.stringify([group, version, kind, operation]));
  }
  return bindings;
}

function newNode(): SchemaNode {
  return { mutators: new Set(), closed: new Set(), members: new Map() };
}

function rootOf(roots: Map<string, SchemaNode>, binding: string): SchemaNode {
  const root = roots.get(binding) ?? newNode();
  roots.set(binding, root);
  return root;
}

function addTo(root: SchemaNode, mutator: Mutator): void {
  let node = root;
  for (const [i, step] of mutator.location.entries()) {
    const types = node.members.get(keyOf(step)) ?? new Map<FieldType, SchemaNode>();
    node.members.set(keyOf(step), types);
    const next = mutator.location[i + 1];
    const type = next ? (next.kind === 'list' ? 'items' : 'map') : lastType(mutator);
    node = types.get(type) ?? newNode();
    types.set(type, node);
    node.mutators.add(mutator);
  }
  if (mutator.kind === 'AssignImage' || mutator.action.kind === 'external') node.closed.add(mutator);
}

/** A list and its items are two steps: the name of the list, then its key field. */
function keyOf(step: LocationNode): string {
  return step.kind === 'object' ? step.name : step.key;
}

function lastType({ kind }: Mutator): FieldType {
  if (kind === 'AssignImage') return 'text';
  return kind === 'ModifySet' ? 'set' : 'anything';
}

function visit(node: SchemaNode, path: readonly string[], found: Set<Mutator>, problems: Map<string, ObjectProblem>): void {
  for (const [key, types] of node.members) {
    const at = [...path, key];
    for (const views of viewsOf(types)) {
      if (views.length < 2) continue;
      for (const { mutators } of views) for (const mutator of mutators) found.add(mutator);
      const problem = describe(at, views);
      problems.set(problem.message, problem);
    }
    for (const child of types.values()) visit(child, at, found, problems);
  }
}

/** What a field is taken for, and by whom. */
interface View {
  readonly what: string;
  readonly mutators: ReadonlySet<Mutator>;
}

/** Views of a field, of which those of one list contradict each other. */
function viewsOf(types: ReadonlyMap<FieldType, SchemaNode>): readonly (readonly View[])[] {
  const known = [...types].filter(([type]) => type !== 'anything');
  const byType = known.map(([type, child]): View => ({ what: nameType(type, child), mutators: child.mutators }));
  const byKey = [...(types.get('items')?.members ?? [])].map(([key, children]): View => {
    return {
      what: `a list of items told apart by ${key}`,
      mutators: new Set([...children.values()].flatMap((child) => [...child.mutators])),
    };
  });
  const closed = [...types.values()].flatMap((child) => [...child.closed]);
  const inside = [...types.values()].flatMap((child) => [...child.members.values()].flatMap((below) => [...below.values()]));
  const extended: readonly View[] =
    closed.length > 0 && inside.length > 0
      ? [
          { what: 'a value that is set as a whole', mutators: new Set(closed) },
          { what: 'a map or a list', mutators: new Set(inside.flatMap(({ mutators }) => [...mutators])) },
        ]
      : [];
  // A text that others go into is two types already.
  return byType.length > 1 ? [byType, byKey] : [byKey, extended];
}

function nameType(type: FieldType, { members }: SchemaNode): string {
  switch (type) {
    case 'items':
      return `a list of items told apart by ${[...members.keys()].sort(compareText).join(' or ')}`;
    case 'set':
      return 'a list of plain values';
    case 'text':
      return 'the text of an image';
    default:
      return 'a map';
  }
}

function describe(path: readonly string[], views: readonly View[]): ObjectProblem {
  const parts = views
    .map(({ what, mutators }) => `${[...mutators].map(nameMutator).sort(compareText).join(', ')} for ${what}`)
    .sort(compareText);
  const object = views.flatMap(({ mutators }) => [...mutators]).toSorted((a, b) => compareText(nameMutator(a), nameMutator(b)))[0]?.object;
  return {
    kind: 'conflict',
    object: object ?? {},
    path: ['spec', 'location'],
    message: `mutators take ${path.join('.')} for different things, so that Gatekeeper applies none of them: ${parts.join('; ')}`,
    hint: 'a field can be of one type only, and a list can be told apart by one field only',
  };
}
