import type { Runtime } from '../evaluate/runtime.ts';
import { lookup } from '../evaluate/runtime.ts';
import { equalValues, isArray, objectOf, RegoObject, RegoSet, setOf, typeName, type Value } from '../values/index.ts';
import { arrayAt, define, type Family, fault, limitFault, listAt, objectAt, typeFault } from './define.ts';

/** Null is a value, so `??` does not do. */
function orElse(value: Value | undefined, fallback: Value): Value {
  return value === undefined ? fallback : value;
}

const KEYS = 'one of {object, set, array}';

function keysAt(args: readonly Value[], index: number): readonly Value[] {
  const value = args[index];
  return value instanceof RegoObject ? value.keys() : listAt(args, index, KEYS);
}

function union(a: Value, b: Value): Value {
  if (!(a instanceof RegoObject) || !(b instanceof RegoObject)) return b;
  const merged = objectOf(a.pairs());
  for (const [key, value] of b.pairs()) {
    const earlier = merged.get(key);
    merged.set(key, earlier === undefined ? value : union(earlier, value));
  }
  return merged;
}

function isSubset(sub: Value, of: Value): boolean {
  if (sub instanceof RegoObject && of instanceof RegoObject) {
    for (const [key, value] of sub.pairs()) {
      const other = of.get(key);
      if (other === undefined || !(equalValues(value, other) || isSubset(value, other))) return false;
    }
    return true;
  }
  if (sub instanceof RegoSet && of instanceof RegoSet) return sub.values().every((item) => of.has(item));
  if (sub instanceof RegoSet && isArray(of)) return sub.values().every((item) => of.some((other) => equalValues(item, other)));
  if (isArray(sub) && isArray(of)) {
    for (let i = 0; i + sub.length <= of.length; i++) if (sub.every((item, j) => equalValues(item, of[i + j] as Value))) return true;
    return false;
  }
  return equalValues(sub, of);
}

/** A path of json.filter and json.remove: `a/b~1c` or a list of segments. */
function pathsAt(args: readonly Value[]): readonly (readonly Value[])[] {
  const kind = typeName(args[1] as Value);
  return listAt(args, 1, 'one of {set, array}').map((path) => {
    if (isArray(path)) return path;
    if (typeof path !== 'string')
      return typeFault(
        1,
        'one of {set, array} containing string paths or array of path segments',
        typeName(path) === kind ? kind : typeName(path),
      );
    return pointer(path);
  });
}

function pointer(path: string): readonly string[] {
  const trimmed = path.replace(/^\//, '');
  return trimmed === '' && path === '' ? [] : trimmed.split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function indexIn(all: readonly Value[], key: Value): number | undefined {
  const i = typeof key === 'number' ? key : typeof key === 'string' && /^(?:0|[1-9]\d*)$/.test(key) ? Number(key) : -1;
  return i >= 0 && i < all.length ? i : undefined;
}

/** Paths as a tree, a leaf being `true`. */
type Paths = Map<string, { readonly key: Value; readonly rest: Paths | true }>;

function pathTree(paths: readonly (readonly Value[])[]): Paths {
  const root: Paths = new Map();
  for (const path of paths) {
    let at: Paths | true = root;
    path.forEach((key, i) => {
      if (at === true) return;
      const name = String(typeof key === 'object' && key !== null ? JSON.stringify(isArray(key) ? key : 0) : key);
      const known = at.get(name);
      const isLast = i === path.length - 1;
      if (known?.rest === true) at = true;
      else if (isLast) at.set(name, { key, rest: true });
      else if (known) at = known.rest;
      else {
        const rest: Paths = new Map();
        at.set(name, { key, rest });
        at = rest;
      }
    });
  }
  return root;
}

function filter(value: Value, paths: Paths | true): Value | undefined {
  if (paths === true) return value;
  if (value instanceof RegoObject) {
    const kept = new RegoObject();
    for (const { key, rest } of paths.values()) {
      const member = value.get(key);
      const inner = member === undefined ? undefined : filter(member, rest);
      if (inner !== undefined) kept.set(key, inner);
    }
    return kept;
  }
  if (isArray(value)) {
    const byIndex = new Map<number, Paths | true>();
    for (const { key, rest } of paths.values()) {
      const i = indexIn(value, key);
      if (i !== undefined) byIndex.set(i, rest);
    }
    return value.flatMap((item, i) => {
      const rest = byIndex.get(i);
      const inner = rest === undefined ? undefined : filter(item, rest);
      return inner === undefined ? [] : [inner];
    });
  }
  if (value instanceof RegoSet)
    return setOf([...paths.values()].flatMap(({ key, rest }) => (value.has(key) ? [orElse(filter(key, rest), key)] : [])));
  return undefined;
}

function remove(value: Value, paths: Paths | true): Value | undefined {
  if (paths === true) return undefined;
  const rest = [...paths.values()];
  if (value instanceof RegoObject) {
    const kept = objectOf([]);
    for (const [key, member] of value.pairs()) {
      const entry = rest.find((candidate) => equalValues(candidate.key, key));
      const inner = entry ? remove(member, entry.rest) : member;
      if (inner !== undefined) kept.set(key, inner);
    }
    return kept;
  }
  if (isArray(value)) {
    return value.flatMap((item, i) => {
      const entry = rest.find(({ key }) => indexIn(value, key) === i);
      const inner = entry ? remove(item, entry.rest) : item;
      return inner === undefined ? [] : [inner];
    });
  }
  if (value instanceof RegoSet)
    return setOf(value.values().filter((item) => !rest.some((entry) => entry.rest === true && equalValues(entry.key, item))));
  return value;
}

/** One operation of JSON Patch (RFC 6902), on sets too as OPA does. */
function patch(document: Value | undefined, operation: RegoObject): Value | undefined {
  const path = patchPath(operation.get('path'));
  if (path === undefined) return undefined;
  const value = operation.get('value');
  const need = (): Value => (value === undefined ? fault('missing value') : value);
  switch (operation.get('op')) {
    case 'add':
      return edit(document, path, (at, key) => insertAt(at, key, need()), need);
    case 'replace':
      return edit(
        document,
        path,
        (at, key) => (lookupAny(at, key) === undefined ? undefined : insertAt(deleteAt(at, key) as Value, key, need())),
        need,
      );
    case 'remove':
      return edit(
        document,
        path,
        (at, key) => (lookupAny(at, key) === undefined ? undefined : deleteAt(at, key)),
        () => undefined,
      );
    case 'test': {
      const found = read(document, path);
      return found !== undefined && equalValues(found, need()) ? document : undefined;
    }
    case 'copy':
    case 'move': {
      const from = patchPath(operation.get('from'));
      if (from === undefined) return undefined;
      const found = read(document, from);
      if (found === undefined) return undefined;
      const base =
        operation.get('op') === 'copy'
          ? document
          : edit(
              document,
              from,
              (at, key) => deleteAt(at, key),
              () => undefined,
            );
      return edit(
        base,
        path,
        (at, key) => insertAt(at, key, found),
        () => found,
      );
    }
    default:
      return undefined;
  }
}

function patchPath(path: Value | undefined): readonly Value[] | undefined {
  if (isArray(path)) return path;
  return typeof path === 'string' ? pointer(path) : undefined;
}

function lookupAny(at: Value, key: Value): Value | undefined {
  if (!isArray(at)) return lookup(at, key);
  const i = indexIn(at, key);
  return i === undefined ? undefined : at[i];
}

function read(document: Value | undefined, path: readonly Value[]): Value | undefined {
  let at = document;
  for (const key of path) at = at === undefined ? undefined : lookupAny(at, key);
  return at;
}

function edit(
  document: Value | undefined,
  path: readonly Value[],
  change: (at: Value, key: Value) => Value | undefined,
  whole: () => Value | undefined,
): Value | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return whole();
  if (document === undefined) return undefined;
  if (rest.length === 0) return change(document, key);
  const member = lookupAny(document, key);
  const inner = member === undefined ? undefined : edit(member, rest, change, whole);
  if (inner === undefined) return undefined;
  return document instanceof RegoSet
    ? insertAt(deleteAt(document, key) as Value, inner, inner)
    : isArray(document)
      ? document.with(indexIn(document, key) ?? 0, inner)
      : insertAt(document, key, inner);
}

function insertAt(at: Value, key: Value, value: Value): Value | undefined {
  if (at instanceof RegoObject) {
    const copy = objectOf(at.pairs());
    copy.set(key, value);
    return copy;
  }
  if (at instanceof RegoSet) return equalValues(key, value) ? setOf([...at.values(), value]) : undefined;
  if (!isArray(at)) return undefined;
  const i = key === '-' ? at.length : key === at.length || key === String(at.length) ? at.length : indexIn(at, key);
  return i === undefined ? undefined : at.toSpliced(i, 0, value);
}

function deleteAt(at: Value, key: Value): Value | undefined {
  if (at instanceof RegoObject) return objectOf([...at.pairs()].filter(([other]) => !equalValues(other, key)));
  if (at instanceof RegoSet) return setOf(at.values().filter((item) => !equalValues(item, key)));
  const i = isArray(at) ? indexIn(at, key) : undefined;
  return i === undefined ? undefined : (at as readonly Value[]).toSpliced(i, 1);
}

function* walk(value: Value, path: readonly Value[]): Generator<Value> {
  yield [path, value];
  if (isArray(value)) for (const [i, item] of value.entries()) yield* walk(item, [...path, i]);
  else if (value instanceof RegoObject) for (const [key, member] of value.pairs()) yield* walk(member, [...path, key]);
  else if (value instanceof RegoSet) for (const item of value.values()) yield* walk(item, [...path, item]);
}

function reachable(graph: RegoObject, start: readonly Value[]): Value {
  const found = new RegoSet();
  const queue = [...start];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    const edges = graph.get(node);
    if (edges === undefined || found.has(node)) continue;
    found.add(node);
    if (isArray(edges)) queue.push(...edges);
    else if (edges instanceof RegoSet) queue.push(...edges.values());
  }
  return found;
}

/** More paths than these are no answer anybody reads; the number of paths grows exponentially with the graph. */
const MAX_PATHS = 100_000;

/** As OPA builds paths (topdown/reachable.go): from one start, a node that any path went through before ends a path. */
function reachablePaths(graph: RegoObject, start: readonly Value[], rt: Runtime): Value {
  const found = new RegoSet();
  const edgesOf = (edges: Value): readonly Value[] => (isArray(edges) ? edges : edges instanceof RegoSet ? edges.values() : []);
  const follow = (node: Value, path: readonly Value[], reached: RegoSet): void => {
    rt.step();
    if (found.size > MAX_PATHS) limitFault(`graph.reachable_paths: more than ${MAX_PATHS} paths`);
    const edges = graph.get(node);
    if (edges === undefined) {
      found.add(path);
      return;
    }
    const own = [...path, node];
    const next = edgesOf(edges);
    if (next.length === 0) found.add(own);
    rt.enter();
    for (const item of next) {
      if (reached.has(item)) found.add(own);
      else {
        reached.add(node);
        follow(item, own, reached);
      }
    }
    rt.leave();
  };
  for (const node of start) {
    const edges = graph.get(node);
    if (edges === undefined) continue;
    const next = edgesOf(edges);
    if (next.length === 0) found.add([node]);
    for (const item of next) follow(item, [node], setOf([node]));
  }
  return found;
}

export const objects: Family = {
  'object.get': define(3, (args) => {
    const object = objectAt(args, 0);
    const [, key, fallback] = args as [Value, Value, Value];
    if (!isArray(key)) return orElse(object.get(key), fallback);
    let at: Value | undefined = object;
    for (const part of key) at = at === undefined ? undefined : lookup(at, part);
    return orElse(at, fallback);
  }),
  'object.keys': define(1, (args) => setOf(objectAt(args, 0).keys())),
  'object.remove': define(2, (args) => {
    const drop = setOf(keysAt(args, 1));
    return objectOf([...objectAt(args, 0).pairs()].filter(([key]) => !drop.has(key)));
  }),
  'object.filter': define(2, (args) => {
    const object = objectAt(args, 0);
    const keep = setOf(keysAt(args, 1));
    return objectOf([...object.pairs()].filter(([key]) => keep.has(key)));
  }),
  'object.union': define(2, (args) => union(objectAt(args, 0), objectAt(args, 1))),
  'object.union_n': define(1, (args) =>
    arrayAt(args, 0).reduce<Value>(
      (a, b) => union(a, b instanceof RegoObject ? b : typeFault(0, 'array of objects', `array containing ${typeName(b)}`)),
      new RegoObject(),
    ),
  ),
  'object.subset': define(2, ([of, sub]) => isSubset(sub as Value, of as Value)),
  'json.filter': define(2, (args) => filter(objectAt(args, 0), pathTree(pathsAt(args)))),
  'json.remove': define(2, (args) => remove(objectAt(args, 0), pathTree(pathsAt(args)))),
  'json.patch': define(2, (args) => {
    let document: Value | undefined = args[0];
    for (const operation of arrayAt(args, 1))
      document =
        document === undefined
          ? undefined
          : patch(document, operation instanceof RegoObject ? operation : typeFault(1, 'array of objects', 'other'));
    return document;
  }),
  walk: { arity: 1, evaluate: () => undefined, enumerate: ([value]) => walk(value as Value, []) },
  'graph.reachable': define(2, (args) => reachable(objectAt(args, 0), listAt(args, 1))),
  'graph.reachable_paths': define(2, (args, rt) => reachablePaths(objectAt(args, 0), listAt(args, 1), rt)),
};
