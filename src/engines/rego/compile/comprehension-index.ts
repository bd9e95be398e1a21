import { type Exec, type Get, type Runtime, type Slots, setOnce } from '../evaluate/runtime.ts';
import type { Literal, Term } from '../syntax/index.ts';
import { RegoObject, RegoSet, type Value } from '../values/index.ts';
import { CompileFault } from './diagnostics.ts';
import { type Bound, closureNames } from './safety.ts';
import type { Unit } from './unit.ts';

type Comprehension = Term & { readonly kind: 'comprehension' };

/** An equality between something inside of a comprehension, kept in a variable, and something of its surroundings. */
interface IndexKey {
  readonly name: string;
  readonly outer: Term;
}

/**
 * A comprehension that depends on its surroundings through equalities alone, `{pod.name | some pod in data.pods; pod.app == app}`: its members
 * are sorted by the inner side once, and looked up from then on, so that a join takes as many steps as it has members and not their product.
 * Undefined where it is of another kind. The idea is OPA's (https://www.openpolicyagent.org/docs/policy-performance#comprehension-indexing).
 */
export function indexComprehension(unit: Unit, term: Comprehension, bound: Bound, plain: Get): Get | undefined {
  const { body, keys } = splitBody(unit, term.body, bound);
  if (keys.length === 0 || [...closureNames(body, term.key, term.value)].some((name) => bound.has(name))) return undefined;
  try {
    return compileIndex(unit, term, body, keys, bound, plain);
  } catch (fault) {
    // An inner side that only the equality gave a value.
    if (fault instanceof CompileFault) return undefined;
    throw fault;
  }
}

function compileIndex(unit: Unit, term: Comprehension, body: readonly Literal[], keys: readonly IndexKey[], bound: Bound, plain: Get): Get {
  const { compiler } = unit.program;
  const outer = keys.map((key) => compiler.term(unit, key.outer, bound));
  const slots = keys.map(({ name }) => unit.slot(name));
  const into = unit.slot(unit.temp());
  const heads = term.key ? [term.key, term.value] : [term.value];
  const run = compiler.body(unit, body, bound, bound, (have) =>
    compiler.hoist(unit, heads, have, (terms, after) =>
      sortMember(
        term.of,
        terms.map((head) => compiler.term(unit, head, after)),
        slots,
        into,
      ),
    ),
  );
  const id = unit.program.nextId++;
  return (s, rt) => {
    const { cache } = rt.scope;
    const known = cache[id];
    // Sorting pays from the second time on; under strict errors, members of other keys must not be looked at.
    if (known === undefined || known === false || rt.isStrict) {
      const before = rt.steps;
      const value = plain(s, rt);
      cache[id] ??= rt.steps - before;
      return value;
    }
    const index = typeof known === 'number' ? buildIndex(run, into, s, rt, known) : (known as RegoObject);
    cache[id] = index ?? false;
    if (!index) return plain(s, rt);
    const key = keyAt(outer, s, rt);
    return (key === undefined ? undefined : index.get(key)) ?? emptyOf(term.of);
  };
}

/**
 * Undefined where a member fails that the plain way may never meet, or where what comes after the equality makes it much more work than
 * answering once took.
 */
function buildIndex(run: Exec, into: number, s: Slots, rt: Runtime, steps: number): RegoObject | undefined {
  const index = new RegoObject();
  s[into] = index;
  return rt.attempt(8 * steps + 50_000, () => run(s, rt)) ? index : undefined;
}

function keyAt(gets: readonly Get[], s: Slots, rt: Runtime): Value | undefined {
  const values: Value[] = [];
  for (const get of gets) {
    const value = get(s, rt);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values.length === 1 ? values[0] : values;
}

function sortMember(of: Comprehension['of'], gets: readonly Get[], slots: readonly number[], into: number): Exec {
  const [first, second] = gets;
  return (s, rt) => {
    const member = first?.(s, rt);
    const value = second?.(s, rt);
    if (member === undefined || (second && value === undefined)) return false;
    rt.keep();
    const key = slots.length === 1 ? (s[slots[0] ?? 0] as Value) : slots.map((slot) => s[slot] as Value);
    const index = s[into] as RegoObject;
    let group = index.get(key);
    if (group === undefined) {
      group = emptyOf(of);
      index.set(key, group);
    }
    if (group instanceof RegoSet) group.add(member);
    else if (group instanceof RegoObject) setOnce(group, member, value as Value);
    else (group as Value[]).push(member);
    return false;
  };
}

function emptyOf(of: Comprehension['of']): Value {
  return of === 'array' ? [] : of === 'set' ? new RegoSet() : new RegoObject();
}

/** The body with each equality that looks outside made the definition of a variable. */
function splitBody(
  unit: Unit,
  body: readonly Literal[],
  bound: Bound,
): { readonly body: readonly Literal[]; readonly keys: readonly IndexKey[] } {
  const keys: IndexKey[] = [];
  const inner = body.map((literal) => {
    const sides = sidesOf(literal, bound);
    if (!sides) return literal;
    const name = unit.temp();
    keys.push({ name, outer: sides.outer });
    return { ...literal, expression: { kind: 'unify' as const, left: { kind: 'var' as const, name, at: literal.at }, right: sides.inner } };
  });
  return { body: inner, keys };
}

function sidesOf(literal: Literal, bound: Bound): { readonly inner: Term; readonly outer: Term } | undefined {
  const { expression } = literal;
  if (literal.isNegated || literal.with.length > 0) return undefined;
  const pair =
    expression.kind === 'unify'
      ? [expression.left, expression.right]
      : expression.kind === 'term' && expression.term.kind === 'call' && expression.term.operator.join('.') === 'equal'
        ? expression.term.args
        : [];
  const [left, right] = pair;
  if (!left || !right || pair.length !== 2) return undefined;
  if (isOuter(left, bound) && isInner(right, bound)) return { inner: right, outer: left };
  return isOuter(right, bound) && isInner(left, bound) ? { inner: left, outer: right } : undefined;
}

/** A variable of the surroundings, or a field of one. */
function isOuter(term: Term, bound: Bound): boolean {
  if (term.kind === 'var') return bound.has(term.name);
  return term.kind === 'ref' && term.head.kind === 'var' && bound.has(term.head.name) && term.path.every(({ kind }) => kind === 'scalar');
}

function isInner(term: Term, bound: Bound): boolean {
  const names = closureNames([], term);
  return names.size > 0 && ![...names].some((name) => bound.has(name));
}
