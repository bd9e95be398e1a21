import { equalValues, type Key, keyOf, objectOf, RegoObject, RegoSet, setOf, type Value } from '../values/index.ts';
import { EvaluationFault } from './faults.ts';
import type { HostOptions } from './host.ts';
import type { Observer } from './observer.ts';

/** The values of a rule's variables while it runs. */
export type Slots = Value[];
/** Room for the variables of a rule, of its full size from the start since it is filled out of order. */
export function slotsOf(size: number): Slots {
  // oxlint-disable-next-line unicorn/no-new-array -- the length is meant
  return new Array<Value>(size);
}
/** Runs what is left of a body; true ends the search for further solutions. */
export type Exec = (s: Slots, rt: Runtime) => boolean;
/** A term's value, or undefined. */
export type Get = (s: Slots, rt: Runtime) => Value | undefined;

/** What a name under data was defined as. */
export interface Definition {
  readonly kind: 'complete' | 'set' | 'object' | 'function';
  readonly arity: number;
  evaluate(rt: Runtime): Value | undefined;
  call(args: readonly Value[], rt: Runtime): Value | undefined;
}

/** A name under data with the rules of all modules. */
export class DocNode {
  readonly id: number;
  readonly path: readonly Value[];
  readonly children: Map<Key, DocNode> = new Map();
  readonly key: Value;
  definition: Definition | undefined;
  constructor(id: number, path: readonly Value[]) {
    this.id = id;
    this.path = path;
    this.key = path.at(-1) ?? '';
  }
}

export type Replacement =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'function'; call(args: readonly Value[], rt: Runtime): Value | undefined };

/** What `with` replaces, and the results that hold under it. */
export interface Scope {
  readonly input: Value | undefined;
  readonly base: RegoObject;
  readonly masked: ReadonlySet<DocNode> | undefined;
  readonly mocks: ReadonlyMap<DocNode | string, Replacement> | undefined;
  readonly cache: (Value | undefined)[];
}

/** Stands in caches for a rule that is undefined. */
export const NONE: Value = new RegoSet();

export interface Limits {
  readonly maxSteps: number;
  /** How many members comprehensions and partial rules may collect. */
  readonly maxItems: number;
  readonly maxDepth: number;
}

/** One evaluation. */
export class Runtime {
  scope: Scope;
  steps: number = 0;
  depth: number = 0;
  readonly host: HostOptions;
  readonly limits: Limits;
  readonly isStrict: boolean;
  observer: Observer | undefined;
  private items: number = 0;
  /** Where counting steps ends: the limit, or less while something is only attempted. */
  private horizon: number;
  /** What builtins keep for the length of an evaluation, such as the time of day. */
  readonly memory: Map<string, unknown> = new Map();

  constructor(scope: Scope, host: HostOptions, limits: Limits, isStrict: boolean) {
    this.scope = scope;
    this.host = host;
    this.limits = limits;
    this.horizon = limits.maxSteps;
    this.isStrict = isStrict;
  }

  /** Counts the work; said at every iteration and call. */
  step(): void {
    if ((++this.steps & 4095) === 0) this.check();
  }

  /** Counts what is kept in memory; said for every member that is collected. */
  keep(): void {
    if (++this.items > this.limits.maxItems) {
      throw new EvaluationFault('eval_limit_error', `evaluation collected more than ${this.limits.maxItems} items`);
    }
  }

  /** Said before going one level deeper, in a call or into a value. */
  enter(): void {
    if (++this.depth > this.limits.maxDepth) {
      throw new EvaluationFault('eval_limit_error', `evaluation went more than ${this.limits.maxDepth} levels deep`);
    }
  }

  leave(): void {
    this.depth--;
  }

  /** Does work that may be given up: false where it failed or took more than so many steps. */
  attempt(steps: number, work: () => void): boolean {
    const { horizon, depth, scope } = this;
    this.horizon = Math.min(horizon, this.steps + steps);
    try {
      work();
      return true;
    } catch (fault) {
      if (fault instanceof EvaluationFault && fault.code !== 'eval_cancel_error') return false;
      throw fault;
    } finally {
      Object.assign(this, { horizon, depth, scope });
    }
  }

  private check(): void {
    if (this.steps > this.horizon) {
      throw new EvaluationFault('eval_limit_error', `evaluation took more than ${this.limits.maxSteps} steps`);
    }
    if (this.host.isCancelled?.()) throw new EvaluationFault('eval_cancel_error', 'caller cancelled query execution');
  }

  document(node: DocNode): Value | undefined {
    const { scope } = this;
    if (scope.masked?.has(node)) return lookupPath(scope.base, node.path);
    const known = scope.cache[node.id];
    if (known !== undefined) return known === NONE ? undefined : known;
    const value = this.compute(node);
    scope.cache[node.id] = value === undefined ? NONE : value;
    return value;
  }

  private compute(node: DocNode): Value | undefined {
    const { definition } = node;
    const own = definition === undefined || definition.kind === 'function' ? undefined : definition.evaluate(this);
    if (node.children.size === 0 && definition !== undefined) return own;
    if (own !== undefined && !(own instanceof RegoObject)) return own;
    const base = lookupPath(this.scope.base, node.path);
    const merged = sharedObject(base instanceof RegoObject ? base : undefined);
    if (own) for (const [key, value] of own.pairs()) merged.set(key, value);
    for (const child of node.children.values()) {
      if (child.definition?.kind === 'function' && child.children.size === 0) continue;
      const value = this.document(child);
      if (value === undefined) continue;
      const earlier = own?.get(child.key);
      merged.set(child.key, earlier === undefined ? value : mergeObjects(earlier, value));
    }
    return merged;
  }
}

/** Objects that rules with references as heads make together; any other object is one rule's value, into which no rule may write. */
const SHARED = new WeakSet<RegoObject>();

export function sharedObject(from?: RegoObject): RegoObject {
  const made = from ? objectOf(from.pairs()) : new RegoObject();
  SHARED.add(made);
  return made;
}

export function isShared(value: Value): value is RegoObject {
  return value instanceof RegoObject && SHARED.has(value);
}

/** Two parts of a document that rules with references as heads define together. */
export function mergeObjects(a: Value, b: Value): Value {
  if (a instanceof RegoSet && b instanceof RegoSet) return setOf([...a.members.values(), ...b.members.values()]);
  if (!isShared(a) || !isShared(b)) {
    if (!equalValues(a, b)) throw new EvaluationFault('eval_conflict_error', 'object keys must be unique');
    return b;
  }
  const merged = sharedObject(a);
  for (const [key, value] of b.pairs()) {
    const earlier = merged.get(key);
    merged.set(key, earlier === undefined ? value : mergeObjects(earlier, value));
  }
  return merged;
}

/** Adds a pair to an object that may have it already, with the same value only. */
export function setOnce(object: RegoObject, key: Value, value: Value): void {
  const earlier = object.get(key);
  if (earlier === undefined) object.set(key, value);
  else if (!equalValues(earlier, value)) throw new EvaluationFault('eval_conflict_error', 'object keys must be unique');
}

/** What stands under a key, in any collection. */
export function lookup(value: Value, key: Value): Value | undefined {
  if (value instanceof RegoObject) return value.get(key);
  if (Array.isArray(value)) return typeof key === 'number' ? (value as readonly Value[])[key] : undefined;
  if (value instanceof RegoSet) return value.members.get(keyOf(key));
  return undefined;
}

export function lookupPath(value: Value, path: readonly Value[]): Value | undefined {
  let at: Value | undefined = value;
  for (const key of path) {
    at = lookup(at, key);
    if (at === undefined) return undefined;
  }
  return at;
}

/** The value with another one put at a path; what stands in the way is replaced by objects. */
export function replaceAt(value: Value | undefined, path: readonly Value[], leaf: Value): Value {
  const [key, ...rest] = path;
  if (key === undefined) return leaf;
  const copy = value instanceof RegoObject ? objectOf(value.pairs()) : new RegoObject();
  copy.set(key, replaceAt(copy.get(key), rest, leaf));
  return copy;
}
