import { type Expression, type Rule, type Term, walkRule } from '../syntax/index.ts';
import { patternVariables } from './resolve.ts';

/** A variable, and where it is given its name. */
export interface Declared {
  readonly name: string;
  readonly at: number;
}

/** The variables that a rule declares, its arguments among them. */
export function declarationsOf(rule: Rule): readonly Declared[] {
  const found: Declared[] = [];
  const add = (term: Term | undefined): void => {
    if (term) for (const name of patternVariables(term)) found.push({ name, at: term.at });
  };
  for (const arg of rule.args ?? []) add(arg);
  walkRule(rule, { literal: ({ expression, at }) => addExpression(expression, at, found, add) });
  return found;
}

function addExpression(expression: Expression, at: number, found: Declared[], add: (term: Term | undefined) => void): void {
  switch (expression.kind) {
    case 'assign':
      add(expression.left);
      return;
    case 'declare':
      found.push(...expression.names.map((name) => ({ name, at })));
      return;
    case 'some-in':
    case 'every':
      add(expression.key);
      add(expression.value);
      return;
    default:
  }
}
