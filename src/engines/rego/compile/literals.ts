import type { Mark } from '../evaluate/observer.ts';
import type { Exec, Get } from '../evaluate/runtime.ts';
import type { Expression, Literal, Term } from '../syntax/index.ts';
import { isArray, RegoObject, RegoSet, type Value } from '../values/index.ts';
import { enumerateResults, hoist } from './hoist.ts';
import { bindArguments, expandNegation } from './negation.ts';
import { compileWith } from './overrides.ts';
import { compilePattern } from './patterns.ts';
import { type Bound, closureNames, isWildcard, matchStructure, orderBody, unboundPattern, unsafeVariable } from './safety.ts';
import { compileTerm, relationOf, undefinedFunction } from './terms.ts';
import { arityOf, extend, type Then, type Unit } from './unit.ts';

const STOP: Exec = () => true;

/** A body that runs `then` for each of its solutions. `outer` are the names that mean a variable of a surrounding body. */
export function compileBody(unit: Unit, body: readonly Literal[], bound: Bound, outer: ReadonlySet<string>, then: Then): Exec {
  const ordered = orderBody(
    body.flatMap((literal) => expandNegation(unit, literal)).map((literal) => namedOutput(unit, literal)),
    bound,
    outer,
  );
  const from = (i: number, have: Bound): Exec => {
    const literal = ordered[i];
    if (literal === undefined) return then(have);
    const rest: Then = (next) => from(i + 1, next);
    return unit.mark ? observeLiteral(unit, unit.mark, literal, have, rest) : compileLiteral(unit, literal, have, rest);
  };
  return from(0, bound);
}

/** A literal that tells the observer when it is evaluated and when it held in no way. */
function observeLiteral(unit: Unit, rule: Mark, literal: Literal, bound: Bound, then: Then): Exec {
  const { marks } = unit.program;
  const { module } = unit;
  const names = [...closureNames([literal])].filter((name) => bound.has(name) && !isWildcard(name));
  const mark: Mark = {
    id: marks.length,
    module,
    at: literal.at,
    end: literal.end,
    kind: 'expression',
    rule: rule.rule,
    isTop: unit.top.has(literal.at),
    isEvery: literal.expression.kind === 'every',
    variables: names.map((name) => [name, unit.slot(name)]),
  };
  marks.push(mark);
  let passed = false;
  const exec = compileLiteral(unit, literal, bound, (next) => {
    const rest = then(next);
    return (s, rt) => {
      passed = true;
      const stop = rest(s, rt);
      rt.observer?.redo(mark);
      return stop;
    };
  });
  return (s, rt) => {
    const outer = passed;
    passed = false;
    rt.observer?.evaluate(mark);
    const stop = exec(s, rt);
    if (!passed) rt.observer?.fail(mark, s);
    passed = outer;
    return stop;
  };
}

/** A call with one argument too many gives its result to the last one. */
export function namedOutput(unit: Unit, literal: Literal): Literal {
  const { expression } = literal;
  if (expression.kind !== 'term' || expression.term.kind !== 'call') return literal;
  const { term } = expression;
  const arity = arityOf(unit.program, term.operator);
  if (arity === undefined) throw undefinedFunction(unit, term);
  const last = arity < 0 ? undefined : term.args[arity];
  if (last === undefined || term.args.length !== arity + 1) return literal;
  return { ...literal, expression: { kind: 'unify', left: last, right: { ...term, args: term.args.slice(0, -1) } } };
}

function compileLiteral(unit: Unit, literal: Literal, bound: Bound, then: Then): Exec {
  if (literal.isNegated) return compileNegation(unit, literal, bound, then);
  if (literal.with.length > 0) return compileWith(unit, literal, bound, then, compileExpression);
  return compileExpression(unit, literal.expression, bound, literal.at, then);
}

function compileNegation(unit: Unit, negated: Literal, bound: Bound, then: Then): Exec {
  const { before, literal } = bindArguments(unit, negated);
  const from = (i: number, have: Bound): Exec => {
    const argument = before[i];
    if (argument) return compileLiteral(unit, argument, have, (after) => from(i + 1, after));
    const inner = compileLiteral(unit, { ...literal, isNegated: false }, have, () => STOP);
    const next = then(have);
    return (s, rt) => (inner(s, rt) ? false : next(s, rt));
  };
  return from(0, bound);
}

function compileExpression(unit: Unit, expression: Expression, bound: Bound, at: number, then: Then): Exec {
  switch (expression.kind) {
    case 'term':
      return hoist(unit, [expression.term], bound, ([term], have) => compileCondition(unit, term as Term, have, then));
    case 'unify':
    case 'assign': {
      const relation = relationOf(expression.right, unit) ?? relationOf(expression.left, unit);
      if (relation) {
        const pattern = relation === expression.right ? expression.left : expression.right;
        return relationCall(unit, relation, pattern, bound, then);
      }
      return hoist(unit, [expression.left, expression.right], bound, ([left, right], have) =>
        compileUnify(unit, left as Term, right as Term, have, at, then),
      );
    }
    case 'some-in':
      return hoist(unit, [expression.domain], bound, ([domain], have) =>
        hoistPattern(unit, expression.key, have, (key, b1) =>
          hoistPattern(unit, expression.value, b1, (value, b2) =>
            compileIteration(unit, compileTerm(unit, domain as Term, b2), key, value as Term, b2, then),
          ),
        ),
      );
    case 'every':
      return hoist(unit, [expression.domain], bound, ([domain], have) => compileEvery(unit, expression, domain as Term, have, then));
    default:
      return then(bound);
  }
}

function hoistPattern(unit: Unit, term: Term | undefined, bound: Bound, k: (term: Term | undefined, bound: Bound) => Exec): Exec {
  return term === undefined ? k(undefined, bound) : hoist(unit, [term], bound, ([inner], have) => k(inner, have));
}

function compileCondition(unit: Unit, term: Term, bound: Bound, then: Then): Exec {
  const relation = relationOf(term, unit);
  if (relation) return relationCall(unit, relation, undefined, bound, then);
  const get = compileTerm(unit, term, bound);
  const next = then(bound);
  return (s, rt) => {
    const value = get(s, rt);
    return value !== undefined && value !== false && next(s, rt);
  };
}

function compileUnify(unit: Unit, left: Term, right: Term, bound: Bound, at: number, then: Then): Exec {
  const l = unboundPattern(left, bound);
  const r = unboundPattern(right, bound);
  if (l.length > 0 && r.length > 0) return unifyStructure(unit, left, right, bound, at, then);
  const [pattern, source] = l.length > 0 ? [left, right] : [right, left];
  if (pattern.kind === 'var' && !bound.has(pattern.name)) {
    const get = compileTerm(unit, source, bound);
    const slot = unit.slot(pattern.name);
    const next = then(extend(bound, [pattern.name]));
    return (s, rt) => {
      const value = get(s, rt);
      if (value === undefined) return false;
      s[slot] = value;
      return next(s, rt);
    };
  }
  const get = compileTerm(unit, source, bound);
  const { match, bound: after } = compilePattern(unit, pattern, bound);
  const next = then(after);
  return (s, rt) => {
    const value = get(s, rt);
    return value !== undefined && match(value, s, rt) && next(s, rt);
  };
}

function unifyStructure(unit: Unit, left: Term, right: Term, bound: Bound, at: number, then: Then): Exec {
  const pairs = matchStructure(left, right);
  if (!pairs) {
    if ((left.kind === 'array' || left.kind === 'object') && left.kind === right.kind) return () => false;
    throw unsafeVariable(unboundPattern(left, bound)[0] ?? '_', at);
  }
  const run = (rest: readonly (readonly [Term, Term])[], have: Bound): Exec => {
    if (rest.length === 0) return then(have);
    const i = rest.findIndex(
      ([a, b]) => unboundPattern(a, have).length === 0 || unboundPattern(b, have).length === 0 || matchStructure(a, b),
    );
    const pair = rest[i];
    if (!pair) throw unsafeVariable(unboundPattern(rest[0]?.[0] ?? left, have)[0] ?? '_', at);
    return compileUnify(unit, pair[0], pair[1], have, at, (after) =>
      run(
        rest.filter((other) => other !== pair),
        after,
      ),
    );
  };
  return run(pairs, bound);
}

/** Runs `then` for each member of a collection whose key and value match. */
function compileIteration(unit: Unit, domain: Get, key: Term | undefined, value: Term, bound: Bound, then: Then): Exec {
  const keyPattern = key && compilePattern(unit, key, bound);
  const valuePattern = compilePattern(unit, value, keyPattern?.bound ?? bound);
  const next = then(valuePattern.bound);
  const matchKey = keyPattern?.match;
  const matchValue = valuePattern.match;
  return (s, rt) => {
    const all = domain(s, rt);
    if (isArray(all)) {
      for (let i = 0; i < all.length; i++) {
        rt.step();
        if ((matchKey === undefined || matchKey(i, s, rt)) && matchValue(all[i] as Value, s, rt) && next(s, rt)) return true;
      }
    } else if (all instanceof RegoObject) {
      for (const k of all.keys()) {
        rt.step();
        if ((matchKey === undefined || matchKey(k, s, rt)) && matchValue(all.get(k) as Value, s, rt) && next(s, rt)) return true;
      }
    } else if (all instanceof RegoSet) {
      for (const k of all.values()) {
        rt.step();
        if ((matchKey === undefined || matchKey(k, s, rt)) && matchValue(k, s, rt) && next(s, rt)) return true;
      }
    }
    return false;
  };
}

function compileEvery(unit: Unit, expression: Expression & { kind: 'every' }, domain: Term, bound: Bound, then: Then): Exec {
  const get = compileTerm(unit, domain, bound);
  const found = unit.slot(unit.temp());
  const outer = bound;
  // The body must hold for each member: an iteration that stops at the first member for which it does not.
  let body: Exec = STOP;
  const iterate = compileIteration(
    unit,
    (s) => s[found],
    expression.key,
    expression.value,
    bound,
    (have) => {
      body = compileBody(unit, expression.body, have, outer, () => STOP);
      return (s, rt) => !body(s, rt);
    },
  );
  const next = then(bound);
  return (s, rt) => {
    const all = get(s, rt);
    if (all === undefined || !(isArray(all) || all instanceof RegoObject || all instanceof RegoSet)) return false;
    s[found] = all;
    return iterate(s, rt) ? false : next(s, rt);
  };
}

/** A builtin that has many results, such as walk. */
function relationCall(unit: Unit, call: Term & { kind: 'call' }, output: Term | undefined, bound: Bound, then: Then): Exec {
  const builtin = unit.program.builtins.get(call.operator);
  const arity = builtin?.arity ?? 1;
  const target = output ?? call.args[arity];
  return hoist(unit, [...call.args.slice(0, arity), ...(target ? [target] : [])], bound, (terms, have) => {
    const gets = terms.slice(0, arity).map((term) => compileTerm(unit, term, have));
    const pattern = terms[arity] === undefined ? undefined : compilePattern(unit, terms[arity], have);
    const next = then(pattern?.bound ?? have);
    return enumerateResults(builtin, gets, (value, s, rt) => (pattern === undefined || pattern.match(value, s, rt)) && next(s, rt));
  });
}
