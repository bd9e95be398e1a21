import type { Expression, Literal, Term, With } from '../syntax/index.ts';
import { replacementName } from './overrides.ts';
import type { Unit } from './unit.ts';

/*
 * What `not` covers. OPA evaluates calls inside of other terms, and references that are arguments, before the expression that they stand in,
 * and so outside of its `not`: `not startswith(input.name, "a")` does not hold where input has no name, and neither does
 * `not count(input.names[_]) > 1` where a name is no collection. Policies are written and tested with that, and the other way round would make
 * a deny rule deny more or less than it does elsewhere. Source: rewriteExprTerms, rewriteWithModifiers and rewriteDynamics in
 * https://github.com/open-policy-agent/opa/blob/v1.13.1/v1/ast/compile.go
 */

/** A negated literal without calls inside of its terms, after the literals that evaluate them. Any other literal is left as it is. */
export function expandNegation(unit: Unit, literal: Literal): readonly Literal[] {
  if (!literal.isNegated) return [literal];
  const before: Literal[] = [];
  const name = (term: Term, entries: readonly With[]): Term => define(unit, literal, term, entries, before);
  const expand = (term: Term): Term => {
    switch (term.kind) {
      case 'call':
        return name({ ...term, args: term.args.map(expand) }, literal.with);
      case 'ref': {
        const head = term.head.kind === 'var' ? term.head : named(expand(term.head), (one) => name(one, literal.with));
        return { ...term, head, path: term.path.map(expand) };
      }
      default:
        return mapItems(term, expand);
    }
  };
  const entries = literal.with.map((entry) =>
    isPlain(entry.value) || replacementName(unit, entry) !== undefined ? entry : { ...entry, value: name(entry.value, []) },
  );
  const expression = mapSides(literal.expression, (term, isWhole) =>
    isWhole && term.kind === 'call' ? { ...term, args: term.args.map(expand) } : expand(term),
  );
  return [...before, { ...literal, expression, with: entries }];
}

/** A negated literal whose arguments are variables, after the literals that give them their values. */
export function bindArguments(unit: Unit, literal: Literal): { readonly before: readonly Literal[]; readonly literal: Literal } {
  const before: Literal[] = [];
  const bindIn = (term: Term): Term => {
    if (term.kind === 'ref' && isDocument(term)) return { ...term, path: term.path.map(bind) };
    return term.kind === 'call' ? { ...term, args: term.args.map(bind) } : bind(term);
  };
  const bind = (term: Term): Term => {
    if (term.kind !== 'ref') return mapItems(term, bind);
    return define(unit, literal, { ...term, path: term.path.map(bind) }, literal.with, before);
  };
  // A comparison for equality is a unification, in modules: the sides of one are looked up inside of it.
  const expression = mapSides(literal.expression, (term, isWhole) => {
    const isComparison = isWhole && !unit.isQuery && term.kind === 'call' && term.operator.join('.') === 'equal' && term.args.length === 2;
    return isComparison ? { ...term, args: term.args.map(bindIn) } : bindIn(term);
  });
  return { before, literal: { ...literal, expression } };
}

function isDocument({ head }: Term & { readonly kind: 'ref' }): boolean {
  return head.kind === 'var';
}

function named(term: Term, name: (term: Term) => Term): Term {
  return term.kind === 'var' ? term : name(term);
}

/** What has no part that could be undefined. */
function isPlain(term: Term): boolean {
  if (term.kind === 'scalar' || term.kind === 'var') return true;
  if (term.kind === 'array' || term.kind === 'set') return term.items.every(isPlain);
  return term.kind === 'object' && term.pairs.every(([key, value]) => isPlain(key) && isPlain(value));
}

/** The variable that a literal before this one gives the value of a term. */
function define(unit: Unit, { at, end }: Literal, term: Term, entries: readonly With[], before: Literal[]): Term {
  const variable: Term = { kind: 'var', name: unit.argument(), at: term.at };
  before.push({ expression: { kind: 'unify', left: variable, right: term }, isNegated: false, with: entries, at, end });
  return variable;
}

function mapSides(expression: Expression, change: (term: Term, isWhole: boolean) => Term): Expression {
  switch (expression.kind) {
    case 'term':
      return { ...expression, term: change(expression.term, true) };
    case 'unify':
    case 'assign':
      return { ...expression, left: change(expression.left, false), right: change(expression.right, false) };
    default:
      return expression;
  }
}

function mapItems(term: Term, change: (term: Term) => Term): Term {
  if (term.kind === 'array' || term.kind === 'set') return { ...term, items: term.items.map(change) };
  return term.kind === 'object' ? { ...term, pairs: term.pairs.map(([key, value]) => [change(key), change(value)]) } : term;
}
