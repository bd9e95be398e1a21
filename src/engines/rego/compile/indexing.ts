import { lookupPath, type Runtime } from '../evaluate/runtime.ts';
import type { Literal, Rule, Term } from '../syntax/index.ts';
import { type Key, keyOf, type Value } from '../values/index.ts';

export interface Candidate {
  readonly rule: Rule;
}

/** The numbers of the rules that may hold, in their order. */
export type RuleIndex = (args: readonly Value[], rt: Runtime) => readonly number[];

/** What a rule compares with a constant: a field of input, or an argument. */
interface Condition {
  readonly subject: string;
  readonly path: readonly Value[];
  readonly arg: number | undefined;
  readonly value: Value;
}

const MIN_RULES = 3;

/** An index over the field that most rules compare with a constant; undefined where too few do. */
export function indexRules(candidates: readonly Candidate[]): RuleIndex | undefined {
  if (candidates.length < MIN_RULES) return undefined;
  const conditions = candidates.map(({ rule }) => (rule.otherwise ? [] : rule.body.flatMap((literal) => conditionOf(literal, rule))));
  const counts = new Map<string, number>();
  for (const all of conditions) for (const { subject } of all) counts.set(subject, (counts.get(subject) ?? 0) + 1);
  const [best, uses] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0]);
  if (uses < MIN_RULES) return undefined;
  const own = conditions.map((all) => all.find(({ subject }) => subject === best));
  const shape = own.find((condition) => condition !== undefined);
  if (!shape) return undefined;
  const keys = new Set<Key>(own.flatMap((condition) => (condition ? [keyOf(condition.value)] : [])));
  const numbersFor = (key: Key | undefined): number[] =>
    own.flatMap((condition, i) => (condition === undefined || (key !== undefined && keyOf(condition.value) === key) ? [i] : []));
  const table = new Map<Key, readonly number[]>([...keys].map((key) => [key, numbersFor(key)]));
  const others = numbersFor(undefined);
  const { arg, path } = shape;
  return (args, rt) => {
    const { input } = rt.scope;
    const root = arg === undefined ? input : args[arg];
    const value = root === undefined ? undefined : lookupPath(root, path);
    return value === undefined ? others : (table.get(keyOf(value)) ?? others);
  };
}

function conditionOf(literal: Literal, rule: Rule): readonly Condition[] {
  const { expression } = literal;
  if (literal.isNegated || literal.with.length > 0) return [];
  const sides =
    expression.kind === 'unify' ? [expression.left, expression.right] : expression.kind === 'term' ? equality(expression.term) : [];
  const [left, right] = sides;
  if (!left || !right) return [];
  return [...match(left, right, rule), ...match(right, left, rule)];
}

function equality(term: Term): readonly Term[] {
  return term.kind === 'call' && term.operator.length === 1 && term.operator[0] === 'equal' ? term.args : [];
}

function match(subject: Term, value: Term, rule: Rule): readonly Condition[] {
  if (value.kind !== 'scalar') return [];
  if (subject.kind === 'var') {
    const arg = rule.args?.findIndex((candidate) => candidate.kind === 'var' && candidate.name === subject.name) ?? -1;
    return arg < 0 ? [] : [{ subject: `argument ${arg}`, path: [], arg, value: value.value }];
  }
  if (subject.kind !== 'ref' || subject.head.kind !== 'var' || subject.head.name !== 'input') return [];
  const path: Value[] = [];
  for (const part of subject.path) {
    if (part.kind !== 'scalar') return [];
    path.push(part.value);
  }
  return [{ subject: `input ${path.map(keyOf).join('/')}`, path, arg: undefined, value: value.value }];
}
