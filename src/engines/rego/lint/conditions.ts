import { builtinsFor } from '../builtins/index.ts';
import { type Literal, type Module, startOf, type Term, walkRule } from '../syntax/index.ts';
import { compareValues, formatValue } from '../values/index.ts';
import { builtinOf, hasWildcard, type LintRule, type Spot, type Surroundings } from './rule.ts';

/** Statements; the expressions in a template string are values and not statements. */
function statementsOf({ rules }: Module): readonly Literal[] {
  const found: Literal[] = [];
  for (const rule of rules) {
    const parts = new Set<Literal>();
    walkRule(rule, {
      term: (term) => {
        if (term.kind === 'template') for (const part of term.parts) if (typeof part !== 'string') parts.add(part);
      },
      literal: (literal) => {
        if (!parts.has(literal)) found.push(literal);
      },
    });
  }
  return found;
}

const RELATIONS: Readonly<Record<string, (order: number) => boolean>> = {
  equal: (order) => order === 0,
  neq: (order) => order !== 0,
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
};

export const constantCondition: LintRule = {
  id: 'constant-condition',
  why: 'a statement that always holds checks nothing, and one that never holds makes its rule dead',
  remedy: 'compare with what was meant, or take the statement or its rule out',
  find: (module, surroundings) =>
    statementsOf(module).flatMap(({ expression, isNegated, at }): readonly Spot[] => {
      const holds =
        expression.kind === 'term'
          ? termHolds(expression.term, surroundings)
          : expression.kind === 'unify'
            ? relationHolds('equal', expression.left, expression.right)
            : undefined;
      if (holds === undefined) return [];
      return [{ at, message: holds === isNegated ? 'this never holds' : 'this always holds' }];
    }),
};

/** Whether a statement holds whatever the input is; undefined where that depends. A bare `true` is how rules without a condition are written. */
function termHolds(term: Term, surroundings: Surroundings): boolean | undefined {
  const [left, right] = term.kind === 'call' ? term.args : [];
  if (term.kind === 'call' && term.isInfix === true && left && right && builtinOf(term, surroundings) !== undefined)
    return relationHolds(term.operator.join('.'), left, right);
  if (term.kind === 'scalar') return term.value === true ? undefined : term.value !== false;
  return isConstant(term) ? true : undefined;
}

function relationHolds(name: string, left: Term, right: Term): boolean | undefined {
  const relation = RELATIONS[name];
  if (!relation) return undefined;
  if (left.kind === 'scalar' && right.kind === 'scalar') return relation(compareValues(left.value, right.value));
  const own = isPlain(left) ? identityOf(left) : undefined;
  return own !== undefined && own === identityOf(right) ? relation(0) : undefined;
}

/** A variable, or a reference that leads to one value. Whether it leads to any depends, but where it does not nothing holds. */
function isPlain(term: Term): boolean {
  return (term.kind === 'var' && term.name !== '_') || (term.kind === 'ref' && isPlain(term.head) && term.path.every(isPlainPart));
}

function isPlainPart(part: Term): boolean {
  return part.kind === 'scalar' || isPlain(part);
}

function identityOf(term: Term): string {
  switch (term.kind) {
    case 'var':
      return `var ${term.name}`;
    case 'scalar':
      return formatValue(term.value);
    case 'ref':
      return `${identityOf(term.head)}[${term.path.map(identityOf).join('][')}]`;
    default:
      return `${term.kind} at ${term.at}`;
  }
}

function isConstant(term: Term): boolean {
  switch (term.kind) {
    case 'scalar':
      return true;
    case 'array':
    case 'set':
      return term.items.every(isConstant);
    case 'object':
      return term.pairs.every(([key, value]) => isConstant(key) && isConstant(value));
    default:
      return false;
  }
}

const BUILTINS = builtinsFor({});

/** What these give is never false, so that as a statement they only say that their arguments are defined. */
const NEVER_FALSE: ReadonlySet<string> = new Set(
  'count sum product concat sprintf format_int lower upper trim trim_left trim_right trim_prefix trim_suffix trim_space replace split substring type_name array.concat array.slice array.reverse object.keys json.marshal plus mul div'.split(
    ' ',
  ),
);

export const valueAsCondition: LintRule = {
  id: 'value-as-condition',
  why: 'only false and undefined make a statement fail: 0, "" and [] hold, so that count(x) holds for an empty x too',
  remedy: 'compare the value: count(x) > 0',
  find: (module, surroundings) =>
    statementsOf(module).flatMap(({ expression, isNegated, at }): readonly Spot[] => {
      if (expression.kind !== 'term' || expression.term.kind !== 'call') return [];
      const name = builtinOf(expression.term, surroundings);
      // A call with one argument more names its result.
      if (name === undefined || !NEVER_FALSE.has(name) || BUILTINS.arity([name]) !== expression.term.args.length) return [];
      const shown = expression.term.isInfix === true ? 'a sum or a product' : name;
      return [{ at, message: `${shown} is never false, so this ${isNegated ? 'never' : 'always'} holds where it is defined` }];
    }),
};

export const notEqualsAny: LintRule = {
  id: 'not-equals-any',
  why: 'x[_] != y asks whether any member differs, which two different members always answer with yes; it does not ask whether y is missing',
  remedy: 'write not y in x for "no member is y", or some member in x with member != y where any other member is meant',
  find: ({ rules }, surroundings) => {
    const spots: Spot[] = [];
    for (const rule of rules) {
      walkRule(rule, {
        term: (term) => {
          if (term.kind !== 'call' || term.isInfix !== true || builtinOf(term, surroundings) !== 'neq') return;
          const [left, right] = term.args;
          if (!left || !right || hasWildcard(left) === hasWildcard(right)) return;
          const other = hasWildcard(left) ? right : left;
          const shown = other.kind === 'scalar' ? formatValue(other.value) : 'the other side';
          spots.push({ at: startOf(term), message: `holds as soon as one member is not ${shown}` });
        },
      });
    }
    return spots;
  },
};
