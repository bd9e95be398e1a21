import type { Expression, Literal, Term } from '../syntax/index.ts';
import { CompileFault } from './diagnostics.ts';
import { sourceName } from './resolve.ts';

/** The variables that have a value at a point of a body. */
export type Bound = ReadonlySet<string>;

/** What a literal needs that is not bound yet, and what it binds. */
interface Analysis {
  readonly unsafe: Set<string>;
  readonly outputs: Set<string>;
}

const ROOTS: ReadonlySet<string> = new Set(['data', 'input']);

/** A variable that no text names. */
export function isGenerated(name: string): boolean {
  return name.startsWith('_#') || name.startsWith('#');
}

export function isWildcard(name: string): boolean {
  return name.startsWith('_#');
}

/**
 * Orders the literals of a body so that each runs when what it needs is bound, as early as it stands
 * (https://www.openpolicyagent.org/docs/policy-language#variables, v1/ast/compile.go reorderBodyForSafety).
 */
export function orderBody(body: readonly Literal[], bound: Bound, outer: ReadonlySet<string>): readonly Literal[] {
  if (body.length === 1 && outer.size === 0 && body[0] && analyseLiteral(body[0], bound, outer).unsafe.size === 0) return body;
  const names = new Set(outer);
  for (const name of openNames(body)) names.add(name);
  const have = new Set(bound);
  const ordered: Literal[] = [];
  let rest = [...body];
  while (rest.length > 0) {
    const waiting: Literal[] = [];
    for (const literal of rest) {
      const { unsafe, outputs } = analyseLiteral(literal, have, names);
      if (unsafe.size > 0) waiting.push(literal);
      else {
        ordered.push(literal);
        for (const name of outputs) have.add(name);
      }
    }
    if (waiting.length === rest.length) throw unsafeFault(waiting, have, names);
    rest = waiting;
  }
  return ordered;
}

function unsafeFault(waiting: readonly Literal[], bound: Bound, names: ReadonlySet<string>): CompileFault {
  const found = new Map<string, number>();
  for (const literal of waiting)
    for (const name of analyseLiteral(literal, bound, names).unsafe) if (!found.has(name)) found.set(name, literal.at);
  // A name that nothing declares is more likely the mistake than one that only waits for it.
  const undeclared = [...found].find(([candidate]) => !candidate.includes('#'));
  const [name, at] = undeclared ?? [...found][0] ?? ['_', waiting[0]?.at ?? 0];
  return unsafeVariable(name, at);
}

export function unsafeVariable(name: string, at: number): CompileFault {
  return new CompileFault(
    'rego_unsafe_var_error',
    `var ${sourceName(name)} is unsafe`,
    at,
    'nothing in the body gives it a value; bind it with :=, some or a reference',
  );
}

export function analyseLiteral(literal: Literal, bound: Bound, names: ReadonlySet<string>): Analysis {
  const walk = new Walk(bound, names);
  for (const { value } of literal.with) walk.need(value);
  if (literal.isNegated) {
    const inner = new Walk(bound, names);
    inner.expression(literal.expression);
    for (const name of [...inner.unsafe, ...inner.outputs]) walk.unsafe.add(name);
    return { unsafe: walk.unsafe, outputs: new Set() };
  }
  walk.expression(literal.expression);
  return walk;
}

/** The variables a term that stands on the left or right of `=` may bind. */
export function unboundPattern(term: Term, bound: Bound): readonly string[] {
  switch (term.kind) {
    case 'var':
      return bound.has(term.name) || ROOTS.has(term.name) ? [] : [term.name];
    case 'array':
      return term.items.flatMap((item) => unboundPattern(item, bound));
    case 'object':
      return term.pairs.flatMap(([, value]) => unboundPattern(value, bound));
    default:
      return [];
  }
}

class Walk implements Analysis {
  readonly unsafe: Set<string> = new Set();
  readonly outputs: Set<string> = new Set();
  private readonly bound: Bound;
  private readonly names: ReadonlySet<string>;

  constructor(bound: Bound, names: ReadonlySet<string>) {
    this.bound = bound;
    this.names = names;
  }

  expression(expression: Expression): void {
    switch (expression.kind) {
      case 'term': {
        const { term } = expression;
        this.references(term);
        this.need(term);
        return;
      }
      case 'unify':
      case 'assign':
        this.references(expression.left);
        this.references(expression.right);
        this.unify(expression.left, expression.right);
        return;
      case 'some-in':
        this.references(expression.domain);
        this.need(expression.domain);
        for (const term of [expression.key, expression.value]) if (term) this.bind(term);
        return;
      case 'every':
        this.references(expression.domain);
        this.need(expression.domain);
        this.closure(closureNames(expression.body));
        return;
      default:
    }
  }

  private isFree(name: string): boolean {
    return !this.bound.has(name) && !this.outputs.has(name) && !ROOTS.has(name);
  }

  /** Brackets of references bind variables, whereever in the term the references stand. */
  private references(term: Term): void {
    switch (term.kind) {
      case 'ref':
        this.references(term.head);
        for (const part of term.path) {
          for (const name of unboundPattern(part, this.bound)) this.outputs.add(name);
          this.references(part);
        }
        return;
      case 'call':
        for (const arg of term.args) this.references(arg);
        return;
      case 'array':
      case 'set':
        for (const item of term.items) this.references(item);
        return;
      case 'object':
        for (const [key, value] of term.pairs) {
          this.references(key);
          this.references(value);
        }
        return;
      default:
    }
  }

  /** Every variable of the term must have a value. */
  need(term: Term): void {
    switch (term.kind) {
      case 'var':
        if (this.isFree(term.name)) this.unsafe.add(term.name);
        return;
      case 'ref':
        this.need(term.head);
        for (const part of term.path) this.need(part);
        return;
      case 'call':
        for (const arg of term.args) this.need(arg);
        return;
      case 'array':
      case 'set':
        for (const item of term.items) this.need(item);
        return;
      case 'object':
        for (const [key, value] of term.pairs) {
          this.need(key);
          this.need(value);
        }
        return;
      case 'comprehension':
        this.closure(closureNames(term.body, term.key, term.value));
        return;
      case 'template':
        for (const part of term.parts) if (typeof part !== 'string') this.closure(closureNames([part]));
        return;
      default:
    }
  }

  /** A pattern whose variables take the parts of a value. */
  private bind(term: Term): void {
    for (const name of unboundPattern(term, this.bound)) this.outputs.add(name);
    this.references(term);
    this.need(term);
  }

  private unify(left: Term, right: Term): void {
    const have = new Set([...this.bound, ...this.outputs]);
    const l = unboundPattern(left, have);
    const r = unboundPattern(right, have);
    if (l.length === 0 || r.length === 0) {
      const [pattern, source] = l.length > 0 ? [left, right] : [right, left];
      // What the value needs cannot come from the pattern that it is matched with: z = z + 1 waits for z.
      this.need(source);
      for (const name of [...l, ...r]) this.outputs.add(name);
      this.need(pattern);
      return;
    }
    const pairs = matchStructure(left, right);
    if (pairs) {
      let rest = pairs;
      for (let progress = true; progress && rest.length > 0; ) {
        const waiting: (readonly [Term, Term])[] = [];
        for (const [a, b] of rest) {
          const known = new Set([...this.bound, ...this.outputs]);
          const open = unboundPattern(a, known).length > 0 && unboundPattern(b, known).length > 0;
          if (open && !matchStructure(a, b)) waiting.push([a, b]);
          else this.unify(a, b);
        }
        progress = waiting.length < rest.length;
        rest = waiting;
      }
      for (const [a, b] of rest) for (const name of [...unboundPattern(a, have), ...unboundPattern(b, have)]) this.unsafe.add(name);
      return;
    }
    for (const name of [...l, ...r]) this.unsafe.add(name);
  }

  private closure(names: ReadonlySet<string>): void {
    for (const name of names) if (this.isFree(name) && this.names.has(name)) this.unsafe.add(name);
  }
}

/** The terms to unify one by one where both sides are arrays or objects of the same shape. */
export function matchStructure(left: Term, right: Term): readonly (readonly [Term, Term])[] | undefined {
  if (left.kind === 'array' && right.kind === 'array' && left.items.length === right.items.length) {
    return left.items.map((item, i) => [item, right.items[i] as Term]);
  }
  if (left.kind === 'object' && right.kind === 'object' && left.pairs.length === right.pairs.length) {
    const pairs: (readonly [Term, Term])[] = [];
    for (const [key, value] of left.pairs) {
      const other = right.pairs.find(
        ([candidate]) => candidate.kind === 'scalar' && key.kind === 'scalar' && candidate.value === key.value,
      );
      if (!other) return undefined;
      pairs.push([value, other[1]]);
    }
    return pairs;
  }
  return undefined;
}

/** The variables that stand outside of comprehensions and the like. */
export function openNames(body: readonly Literal[], terms: readonly Term[] = []): ReadonlySet<string> {
  const names = new Set<string>();
  for (const literal of body) forEachTerm(literal, (term) => collect(term, names, false));
  for (const term of terms) collect(term, names, false);
  return names;
}

/** All variables of a body, those of closures inside it too. */
export function closureNames(body: readonly Literal[], ...terms: readonly (Term | undefined)[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const literal of body) {
    forEachTerm(literal, (term) => collect(term, names, true));
    if (literal.expression.kind === 'every') for (const name of closureNames(literal.expression.body)) names.add(name);
  }
  for (const term of terms) if (term) collect(term, names, true);
  return names;
}

function forEachTerm(literal: Literal, visit: (term: Term) => void): void {
  const { expression } = literal;
  for (const { value } of literal.with) visit(value);
  switch (expression.kind) {
    case 'term':
      visit(expression.term);
      return;
    case 'unify':
    case 'assign':
      visit(expression.left);
      visit(expression.right);
      return;
    case 'some-in':
    case 'every':
      visit(expression.domain);
      if (expression.kind === 'every') return;
      visit(expression.value);
      if (expression.key) visit(expression.key);
      return;
    default:
  }
}

function collect(term: Term, names: Set<string>, deep: boolean): void {
  switch (term.kind) {
    case 'var':
      names.add(term.name);
      return;
    case 'ref':
      collect(term.head, names, deep);
      for (const part of term.path) collect(part, names, deep);
      return;
    case 'call':
      for (const arg of term.args) collect(arg, names, deep);
      return;
    case 'array':
    case 'set':
      for (const item of term.items) collect(item, names, deep);
      return;
    case 'object':
      for (const [key, value] of term.pairs) {
        collect(key, names, deep);
        collect(value, names, deep);
      }
      return;
    case 'comprehension':
      if (deep) for (const name of closureNames(term.body, term.key, term.value)) names.add(name);
      return;
    case 'template':
      if (deep) for (const part of term.parts) if (typeof part !== 'string') for (const name of closureNames([part])) names.add(name);
      return;
    default:
  }
}
