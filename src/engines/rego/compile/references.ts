import { DocNode, type Exec, type Get, lookup, lookupPath, type Runtime, type Slots } from '../evaluate/runtime.ts';
import type { Term } from '../syntax/index.ts';
import { isArray, type Key, keyOf, objectOf, RegoObject, RegoSet, sortValues, type Value } from '../values/index.ts';
import { compilePattern, type Match } from './patterns.ts';
import { type Bound, unboundPattern } from './safety.ts';
import { compileTerm } from './terms.ts';
import { getSlot, type Then, type Unit } from './unit.ts';

type Reference = Term & { readonly kind: 'ref' };
/** What comes after a part of a reference was looked up. */
type Follow = (value: Value, s: Slots, rt: Runtime) => boolean;

/** Whether a reference has brackets that enumerate. */
export function isOpen(ref: Reference, bound: Bound): boolean {
  return ref.path.some((part) => unboundPattern(part, bound).length > 0);
}

/** A reference whose brackets all have values. */
export function referenceGetter(unit: Unit, ref: Reference, bound: Bound): Get {
  const { head, path } = ref;
  if (head.kind === 'var' && head.name === 'input' && !bound.has('input')) return pathGetter(unit, (_s, rt) => rt.scope.input, path, bound);
  if (head.kind === 'var' && head.name === 'data' && !bound.has('data')) return dataGetter(unit, path, bound);
  return pathGetter(unit, compileTerm(unit, head, bound), path, bound);
}

function pathGetter(unit: Unit, base: Get, path: readonly Term[], bound: Bound): Get {
  const [first, second, ...rest] = path;
  if (first === undefined) return base;
  const step = stepGetter(unit, base, first, bound);
  return second === undefined ? step : pathGetter(unit, step, [second, ...rest], bound);
}

function stepGetter(unit: Unit, base: Get, part: Term, bound: Bound): Get {
  if (part.kind === 'scalar') {
    const key = part.value;
    if (typeof key === 'string' && key.charCodeAt(0) !== 0) {
      return (s, rt) => {
        const value = base(s, rt);
        if (value instanceof RegoObject) return value.entries.get(key);
        return value === undefined ? undefined : lookup(value, key);
      };
    }
    return (s, rt) => {
      const value = base(s, rt);
      return value === undefined ? undefined : lookup(value, key);
    };
  }
  const get = compileTerm(unit, part, bound);
  return (s, rt) => {
    const value = base(s, rt);
    if (value === undefined) return undefined;
    const key = get(s, rt);
    return key === undefined ? undefined : lookup(value, key);
  };
}

/** How far a path into data goes along names that are known beforehand. */
function descend(unit: Unit, path: readonly Term[]): { node: DocNode | undefined; depth: number } {
  let node: DocNode = unit.program.root;
  let depth = 0;
  for (const part of path) {
    if (isDocument(node)) break;
    const key: Key | undefined = part.kind === 'scalar' ? keyOf(part.value) : undefined;
    if (key === undefined) break;
    const child = node.children.get(key);
    if (!child) return { node: undefined, depth };
    node = child;
    depth++;
  }
  return { node, depth };
}

/** Notes which documents a reference may read: those whose names agree with the parts of it that are known beforehand. */
function noteReads(unit: Unit, path: readonly Term[]): void {
  const visit = (node: DocNode, i: number): void => {
    const part = path[i];
    if (part === undefined || isDocument(node)) unit.reads.add(node);
    else if (part.kind === 'scalar') {
      const child = node.children.get(keyOf(part.value));
      if (child) visit(child, i + 1);
    } else for (const child of node.children.values()) visit(child, i + 1);
  };
  visit(unit.program.root, 0);
}

function isDocument(node: DocNode): boolean {
  return node.definition !== undefined && node.definition.kind !== 'function';
}

function dataGetter(unit: Unit, path: readonly Term[], bound: Bound): Get {
  const { node, depth } = descend(unit, path);
  if (node === undefined) return pathGetter(unit, (_s, rt) => rt.scope.base, path, bound);
  noteReads(unit, path);
  if (isDocument(node) || depth === path.length) return pathGetter(unit, (_s, rt) => rt.document(node), path.slice(depth), bound);
  const keys = path.slice(depth).map((part) => compileTerm(unit, part, bound));
  return (s, rt) => {
    let at: DocNode = node;
    for (let i = 0; i < keys.length; i++) {
      const key = (keys[i] as Get)(s, rt);
      if (key === undefined) return undefined;
      const child = rt.scope.masked?.has(at) ? undefined : at.children.get(keyOf(key));
      if (child && !isDocument(child)) {
        at = child;
        continue;
      }
      let value = child ? rt.document(child) : lookupPath(rt.scope.base, [...at.path, key]);
      for (let j = i + 1; j < keys.length && value !== undefined; j++) {
        const next = (keys[j] as Get)(s, rt);
        value = next === undefined ? undefined : lookup(value, next);
      }
      return value;
    }
    return rt.document(at);
  };
}

/** A step into a value: to one key, or to all keys that match. */
type Step =
  | { readonly kind: 'key'; readonly get: Get }
  | { readonly kind: 'each'; readonly match: Match; readonly slot: number | undefined };

/** Enumerates a reference; each value goes to the variable `name`. */
export function compileReference(unit: Unit, ref: Reference, name: string, bound: Bound, then: Then): Exec {
  const { head, path } = ref;
  const steps: Step[] = [];
  const out = unit.slot(name);
  const isData = head.kind === 'var' && head.name === 'data' && !bound.has('data');
  const { node, depth } = isData ? descend(unit, path) : { node: undefined, depth: 0 };
  if (node) noteReads(unit, path);
  const first = node ? depth : firstOpen(path, bound);
  let have = bound;
  for (const part of path.slice(first)) {
    if (unboundPattern(part, have).length === 0) steps.push({ kind: 'key', get: compileTerm(unit, part, have) });
    else {
      const slot = part.kind === 'var' ? unit.slot(part.name) : undefined;
      const pattern = compilePattern(unit, part, have);
      steps.push({ kind: 'each', match: pattern.match, slot });
      have = pattern.bound;
    }
  }
  const next = then(new Set([...have, name]));
  let follow: Follow = (value, s, rt) => {
    s[out] = value;
    return next(s, rt);
  };
  const follows: Follow[] = [follow];
  for (const step of steps.toReversed()) {
    follow = step.kind === 'key' ? followKey(step.get, follow) : followEach(step, follow);
    follows.unshift(follow);
  }
  const start = follows[0] as Follow;
  if (node === undefined || isDocument(node)) {
    const base = node ? (((_s, rt) => rt.document(node)) as Get) : baseGetter(unit, ref, path.slice(0, first), bound);
    return (s, rt) => {
      const value = base(s, rt);
      return value !== undefined && start(value, s, rt);
    };
  }
  return documentSearch(node, steps, follows);
}

function firstOpen(path: readonly Term[], bound: Bound): number {
  return path.findIndex((part) => unboundPattern(part, bound).length > 0);
}

function baseGetter(unit: Unit, ref: Reference, path: readonly Term[], bound: Bound): Get {
  const { head } = ref;
  if (head.kind === 'var' && head.name === 'data' && !bound.has('data')) return pathGetter(unit, (_s, rt) => rt.scope.base, path, bound);
  if (head.kind === 'var' && head.name !== 'input' && path.length === 0) return getSlot(unit.slot(head.name));
  return referenceGetter(unit, { ...ref, path }, bound);
}

function followKey(get: Get, follow: Follow): Follow {
  return (value, s, rt) => {
    const key = get(s, rt);
    const member = key === undefined ? undefined : lookup(value, key);
    return member !== undefined && follow(member, s, rt);
  };
}

function followEach(step: Step & { kind: 'each' }, follow: Follow): Follow {
  const { match, slot } = step;
  return (value, s, rt) => {
    if (isArray(value)) {
      for (let i = 0; i < value.length; i++) {
        rt.step();
        if (slot !== undefined) s[slot] = i;
        else if (!match(i, s, rt)) continue;
        if (follow(value[i] as Value, s, rt)) return true;
      }
    } else if (value instanceof RegoObject) {
      for (const key of value.keys()) {
        rt.step();
        if (slot !== undefined) s[slot] = key;
        else if (!match(key, s, rt)) continue;
        if (follow(value.get(key) as Value, s, rt)) return true;
      }
    } else if (value instanceof RegoSet) {
      for (const key of value.values()) {
        rt.step();
        if (slot !== undefined) s[slot] = key;
        else if (!match(key, s, rt)) continue;
        if (follow(key, s, rt)) return true;
      }
    }
    return false;
  };
}

/** Goes through names under data of which some are packages, some rules and some data of the host. */
function documentSearch(from: DocNode, steps: readonly Step[], follows: readonly Follow[]): Exec {
  const visit = (node: DocNode, i: number, s: Slots, rt: Runtime): boolean => {
    const step = steps[i];
    if (step === undefined || isDocument(node) || rt.scope.masked?.has(node)) {
      const value = rt.document(node);
      return value !== undefined && (follows[i] as Follow)(value, s, rt);
    }
    const base = lookupPath(rt.scope.base, node.path);
    const enter = (key: Value): boolean => {
      const child = node.children.get(keyOf(key));
      if (child) return visit(child, i + 1, s, rt);
      const value = base === undefined ? undefined : lookup(base, key);
      return value !== undefined && (follows[i + 1] as Follow)(value, s, rt);
    };
    if (step.kind === 'key') {
      const key = step.get(s, rt);
      return key !== undefined && enter(key);
    }
    const all = base instanceof RegoObject ? objectOf(base.pairs()) : new RegoObject();
    for (const child of node.children.values()) all.set(child.key, true);
    for (const key of sortValues([...all.keys()])) {
      rt.step();
      if (step.match(key, s, rt) && enter(key)) return true;
    }
    return false;
  };
  return (s, rt) => visit(from, 0, s, rt);
}
