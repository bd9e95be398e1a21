import type { Expression, Literal, Term, With } from '../syntax/index.ts';
import { compareValues, type Value } from '../values/index.ts';

/** JSON; exact numbers and annotations stand in it as the engine holds them. */
export type JsonNode = Value | readonly JsonNode[] | { readonly [name: string]: JsonNode };

/** Documents that are references even alone. */
const ROOTS: ReadonlySet<string> = new Set(['input', 'data']);

/** Writes terms; it counts the wildcards, each of which is a variable of its own. */
export class TermWriter {
  #wildcards = 0;

  body(body: readonly Literal[]): JsonNode {
    return body.map((literal, index) => this.literal(literal, index));
  }

  literal({ expression, isNegated, with: all }: Literal, index: number): JsonNode {
    const terms = this.#expression(expression);
    return {
      index,
      ...(isNegated && { negated: true }),
      terms,
      ...(all.length > 0 && { with: all.map((one) => this.#with(one)) }),
    };
  }

  #with({ target, value }: With): JsonNode {
    return { target: this.term(target), value: this.term(value) };
  }

  #expression(expression: Expression): JsonNode {
    switch (expression.kind) {
      case 'unify':
        return this.#call(['eq'], [expression.left, expression.right]);
      case 'assign':
        return this.#call(['assign'], [expression.left, expression.right]);
      case 'declare':
        return { symbols: expression.names.map((value) => ({ type: 'var', value })) };
      case 'some-in': {
        const { key, value, domain } = expression;
        const call = key
          ? this.#call(['internal', 'member_3'], [key, value, domain])
          : this.#call(['internal', 'member_2'], [value, domain]);
        return { symbols: [{ type: 'call', value: call }] };
      }
      case 'every': {
        const key = expression.key ? this.term(expression.key) : null;
        const value = this.term(expression.value);
        const domain = this.term(expression.domain);
        return { body: this.body(expression.body), domain, key, value };
      }
      default: {
        const { term } = expression;
        return term.kind === 'call' ? this.#call(term.operator, term.args) : this.term(term);
      }
    }
  }

  /** A function and what it is called with, as one list. */
  #call([first = '', ...names]: readonly string[], args: readonly Term[]): readonly JsonNode[] {
    const operator = { type: 'ref', value: [{ type: 'var', value: first }, ...names.map((value) => ({ type: 'string', value }))] };
    return [operator, ...args.map((arg) => this.term(arg))];
  }

  term(term: Term): JsonNode {
    switch (term.kind) {
      case 'scalar':
        return scalarJson(term.value);
      case 'var':
        return ROOTS.has(term.name) ? { type: 'ref', value: [{ type: 'var', value: term.name }] } : this.#variable(term.name);
      case 'ref': {
        const head = term.head.kind === 'var' ? this.#variable(term.head.name) : this.term(term.head);
        return { type: 'ref', value: [head, ...term.path.map((part) => this.term(part))] };
      }
      case 'call':
        return { type: 'call', value: this.#call(term.operator, term.args) };
      case 'array':
        return { type: 'array', value: term.items.map((item) => this.term(item)) };
      case 'set':
        return { type: 'set', value: inOrder(term.items, (item) => item).map((item) => this.term(item)) };
      case 'object':
        return { type: 'object', value: inOrder(term.pairs, ([key]) => key).map(([key, value]) => [this.term(key), this.term(value)]) };
      case 'comprehension': {
        const key = term.key && this.term(term.key);
        const value = this.term(term.value);
        const body = this.body(term.body);
        return { type: `${term.of}comprehension`, value: key ? { key, value, body } : { term: value, body } };
      }
      default: {
        const parts = term.parts.map((part) => (typeof part === 'string' ? scalarJson(part) : this.literal(part, 0)));
        return { type: 'templatestring', value: { parts, multi_line: false } };
      }
    }
  }

  #variable(name: string): JsonNode {
    return { type: 'var', value: name === '_' ? `$${this.#wildcards++}` : name };
  }
}

function scalarJson(value: Value): JsonNode {
  if (value === null) return { type: 'null', value: {} };
  if (typeof value === 'boolean' || typeof value === 'string') return { type: typeof value, value };
  return { type: 'number', value };
}

const RANKS: readonly Term['kind'][] = ['scalar', 'var', 'ref', 'array', 'object', 'set', 'comprehension', 'call', 'template'];

/** Members of sets and keys of objects by the order of terms; where that would take more than a look, as they are written. */
function inOrder<T>(items: readonly T[], termOf: (item: T) => Term): readonly T[] {
  return items.toSorted((left, right) => {
    const [a, b] = [termOf(left), termOf(right)];
    if (a.kind === 'scalar' && b.kind === 'scalar') return compareValues(a.value, b.value);
    if (a.kind === 'var' && b.kind === 'var') return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
    return RANKS.indexOf(a.kind) - RANKS.indexOf(b.kind);
  });
}
