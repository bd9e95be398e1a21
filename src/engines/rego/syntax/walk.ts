import type { Expression, Literal, Rule, Term } from './ast.ts';

export interface Visitor {
  readonly literal?: (literal: Literal) => void;
  readonly term?: (term: Term) => void;
}

/** Where a term begins: that of an operator with its left side. */
export function startOf(term: Term): number {
  if (term.kind === 'call' && term.isInfix === true && term.args[0]) return startOf(term.args[0]);
  return term.kind === 'ref' ? startOf(term.head) : term.at;
}

/** Visits every term and literal of a rule, those of its else branches and of comprehensions too, each before its parts. */
export function walkRule(rule: Rule, visitor: Visitor): void {
  for (const part of rule.ref) walkTerm(part, visitor);
  for (const arg of rule.args ?? []) walkTerm(arg, visitor);
  if (rule.member) walkTerm(rule.member, visitor);
  if (rule.value) walkTerm(rule.value, visitor);
  walkBody(rule.body, visitor);
  if (rule.otherwise) walkRule(rule.otherwise, visitor);
}

function walkBody(body: readonly Literal[], visitor: Visitor): void {
  for (const literal of body) walkLiteral(literal, visitor);
}

function walkLiteral(literal: Literal, visitor: Visitor): void {
  visitor.literal?.(literal);
  for (const term of expressionTerms(literal.expression)) walkTerm(term, visitor);
  if (literal.expression.kind === 'every') walkBody(literal.expression.body, visitor);
  for (const { target, value } of literal.with) {
    walkTerm(target, visitor);
    walkTerm(value, visitor);
  }
}

/** The terms of an expression itself; the body of `every` is not among them. */
function expressionTerms(expression: Expression): readonly Term[] {
  switch (expression.kind) {
    case 'term':
      return [expression.term];
    case 'unify':
    case 'assign':
      return [expression.left, expression.right];
    case 'some-in':
    case 'every':
      return [...(expression.key ? [expression.key] : []), expression.value, expression.domain];
    default:
      return [];
  }
}

function walkTerm(term: Term, visitor: Visitor): void {
  visitor.term?.(term);
  switch (term.kind) {
    case 'ref':
      walkTerm(term.head, visitor);
      for (const part of term.path) walkTerm(part, visitor);
      return;
    case 'call':
      for (const arg of term.args) walkTerm(arg, visitor);
      return;
    case 'array':
    case 'set':
      for (const item of term.items) walkTerm(item, visitor);
      return;
    case 'object':
      for (const [key, value] of term.pairs) {
        walkTerm(key, visitor);
        walkTerm(value, visitor);
      }
      return;
    case 'comprehension':
      if (term.key) walkTerm(term.key, visitor);
      walkTerm(term.value, visitor);
      walkBody(term.body, visitor);
      return;
    case 'template':
      for (const part of term.parts) if (typeof part !== 'string') walkLiteral(part, visitor);
      return;
    default:
  }
}
