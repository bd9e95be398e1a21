import { testNameOf } from '../compile/test-rules.ts';
import { type Literal, type Rule } from '../syntax/index.ts';
import { hasWildcard, type LintRule, type Spot } from './rule.ts';

export const unreachableElse: LintRule = {
  id: 'unreachable-else',
  why: 'the branch before always holds, so that this one never gives the value',
  remedy: 'give the branch before its condition, or take this one out',
  find: ({ rules }) => rules.flatMap(unreachableIn),
};

function unreachableIn(rule: Rule): readonly Spot[] {
  const { otherwise, body } = rule;
  if (!otherwise) return [];
  const below = unreachableIn(otherwise);
  return body.every(isTrue) ? [{ at: otherwise.at, message: 'this else is never reached' }, ...below] : below;
}

function isTrue({ expression, isNegated }: Literal): boolean {
  return !isNegated && expression.kind === 'term' && expression.term.kind === 'scalar' && expression.term.value !== false;
}

export const manyValues: LintRule = {
  id: 'many-values',
  why: 'a rule with = or := has one value; two different members end the evaluation with a conflict, which leaves no verdict at all',
  remedy: 'write name contains x[_] for a set of all, or name the one that is meant: x[0]',
  find: ({ rules }) =>
    rules.flatMap(({ value, member, body, ref, isDefault, at }): readonly Spot[] => {
      const isComplete = member === undefined && !isDefault && ref.every(({ kind }) => kind === 'scalar');
      return isComplete && body.length === 0 && value && hasWildcard(value)
        ? [{ at, message: 'the rule has a value for each member' }]
        : [];
    }),
};

export const noTests: LintRule = {
  id: 'no-tests',
  why: 'a file that is called a test and has none looks like tests that pass',
  remedy: 'call the rules that are tests test_NAME, or rename the file',
  find: ({ name, rules }) =>
    !name.endsWith('_test.rego') || rules.some((rule) => testNameOf(rule) !== undefined)
      ? []
      : [{ at: 0, message: 'no rule of this file is called test_' }],
};

export const oldSyntax: LintRule = {
  id: 'old-syntax',
  why: 'OPA 1.0 and later read such a module only when told to',
  remedy: 'seawall policy fmt --v0-v1 --write rewrites it; --v0-compatible says that it is meant',
  find: ({ version }) => (version === 'v0' ? [{ at: 0, message: 'written in version 0 of Rego' }] : []),
};

/** Rules that are written twice, word for word. */
export const duplicateRule: LintRule = {
  id: 'duplicate-rule',
  why: 'the second rule adds nothing; one of the two was probably meant to say something else',
  remedy: 'take one out, or change what it should say',
  find: ({ rules, text }) => {
    const seen = new Set<string>();
    return rules.flatMap(({ at, end, ref }): readonly Spot[] => {
      const words = text.slice(at, end).replaceAll(/\s+/g, ' ');
      const isKnown = seen.has(words);
      seen.add(words);
      const [name] = ref;
      return isKnown
        ? [{ at, message: `this rule ${name?.kind === 'scalar' ? `${String(name.value)} ` : ''}is written above already` }]
        : [];
    });
  },
};
