import { indexLines, type Position } from '../../../core/index.ts';
import type { Mark } from '../evaluate/observer.ts';
import { type Exec, type Runtime, type Slots, slotsOf } from '../evaluate/runtime.ts';
import { type LanguageVersion, type Literal, type Module, parseModule, parseQuery, type Term } from '../syntax/index.ts';
import { TypeChecker } from '../types/index.ts';
import type { Value } from '../values/index.ts';
import { CompileFault, type Diagnostic } from './diagnostics.ts';
import { compileBody, namedOutput } from './literals.ts';
import { globalsOf, ruleNames } from './program.ts';
import { Resolver, sourceName } from './resolve.ts';
import { isGenerated, orderBody } from './safety.ts';
import { relationOf } from './terms.ts';
import { arityOf, type Program, QUERY, Unit } from './unit.ts';

/** What the names of a query stand for. */
export interface QueryContext {
  /** The package whose rules can be named without it. */
  readonly package?: readonly string[];
  /** What is imported, as after the word import: `data.app.allow as allowed`. */
  readonly imports?: readonly string[];
  /** The version that the query is written in. */
  readonly version?: LanguageVersion;
}

/** The value of one expression of a query in one solution: true for a statement that holds. */
export interface ExpressionValue {
  readonly value: Value;
  readonly text: string;
  readonly position: Position;
}

/** One solution of a query. */
export interface Answer {
  readonly bindings: ReadonlyMap<string, Value>;
  readonly expressions: readonly ExpressionValue[];
}

export interface CompiledQuery {
  run(rt: Runtime): readonly Answer[];
}

export type QueryCompilation =
  | { readonly ok: true; readonly query: CompiledQuery }
  | { readonly ok: false; readonly faults: readonly Diagnostic[]; readonly text: string };

interface Captured {
  readonly text: string;
  readonly position: Position;
  /** Where the value is; none for an expression that only holds. */
  readonly slot: number | undefined;
}

/**
 * Compiles a query so that the value of each expression is kept, as OPA does: one that is false is no solution, unless it is all that is asked.
 * https://github.com/open-policy-agent/opa/blob/v1.13.1/v1/rego/rego.go (rewriteQueryToCaptureValue)
 */
export function compileQuery(program: Program, modules: readonly Module[], text: string, context: QueryContext): QueryCompilation {
  const faults: Diagnostic[] = [];
  const { home, problems, importText } = surroundings(context, faults);
  if (problems) return { ok: false, faults, text: importText };
  const words = home.version === 'v1' ? undefined : keywordsOf(home);
  const { body, errors } = parseQuery(text, words);
  for (const { message, at } of errors) faults.push({ code: 'rego_parse_error', message, module: QUERY, at });
  if (faults.length > 0) return { ok: false, faults, text };
  try {
    const query = build(program, globalsOf(home, ruleNames(modules), faults), body, text, faults);
    return faults.length > 0 ? { ok: false, faults, text } : { ok: true, query };
  } catch (fault) {
    if (!(fault instanceof CompileFault)) throw fault;
    return { ok: false, faults: [{ code: fault.code, message: fault.message, module: QUERY, at: fault.at }], text };
  }
}

/** A module of nothing but the package and the imports of the query. */
function surroundings(
  { package: path, imports = [], version = 'v1' }: QueryContext,
  faults: Diagnostic[],
): { readonly home: Module; readonly problems: boolean; readonly importText: string } {
  const text = ['package query', ...imports.map((entry) => `import ${entry}`)].join('\n');
  const { module, errors } = parseModule(QUERY, text, version);
  for (const { message, at } of errors) faults.push({ code: 'rego_parse_error', message: `import: ${message}`, module: QUERY, at });
  // A package of no text can be no user's.
  return { home: { ...module, package: path ?? [''] }, problems: errors.length > 0, importText: text };
}

function keywordsOf({ imports }: Module): readonly string[] {
  return imports.flatMap(({ path }) => (path[0] === 'future' ? (path.length > 2 ? path.slice(2) : ['if', 'contains', 'in', 'every']) : []));
}

function build(
  program: Program,
  globals: ReadonlyMap<string, readonly string[]>,
  body: readonly Literal[],
  text: string,
  faults: Diagnostic[],
): CompiledQuery {
  const unit = new Unit(program, 1, QUERY);
  const resolved = new Resolver(globals).query(body);
  if (program.types) {
    const checker = new TypeChecker(program.types, ({ code, message, at }) => faults.push({ code, message, module: QUERY, at }));
    checker.body(resolved, new Map());
  }
  const named = resolved.map((literal) => namedOutput(unit, literal));
  const { literals, captures } = captureValues(unit, named);
  const mark = program.options.observed ? markQuery(program, text) : undefined;
  if (mark) {
    unit.mark = mark;
    unit.top = new Set(resolved.map(({ at }) => at));
  }
  const lines = indexLines(text);
  const expressions = orderBody(named, new Set(), new Set()).map(({ at, end }): Captured => {
    const name = captures.get(at);
    return { text: text.slice(at, end), position: lines.positionAt(at), slot: name === undefined ? undefined : unit.slot(name) };
  });
  const names: (readonly [string, number])[] = [];
  const frame: { found: Slots[] } = { found: [] };
  const exec = compileBody(unit, literals, new Set(), new Set(), (bound) => {
    for (const name of bound) if (!isGenerated(name)) names.push([sourceName(name), unit.slot(name)]);
    return (s) => {
      frame.found.push([...s]);
      return false;
    };
  });
  return { run: (rt) => solutions(exec, rt, unit.size, frame, names, expressions, mark) };
}

function solutions(
  exec: Exec,
  rt: Runtime,
  size: number,
  frame: { found: Slots[] },
  names: readonly (readonly [string, number])[],
  expressions: readonly Captured[],
  mark: Mark | undefined,
): readonly Answer[] {
  frame.found = [];
  if (mark) rt.observer?.enterRule(mark, rt.steps);
  exec(slotsOf(size), rt);
  const { found } = frame;
  frame.found = [];
  if (mark) rt.observer?.leaveRule(mark, found.length > 0, rt.steps);
  return found.map((slots) => ({
    bindings: new Map(names.map(([name, slot]) => [name, slots[slot] as Value])),
    expressions: expressions.map(({ slot, ...rest }) => ({ ...rest, value: slot === undefined ? true : (slots[slot] as Value) })),
  }));
}

function markQuery(program: Program, text: string): Mark {
  const id = program.marks.length;
  const mark: Mark = { id, module: QUERY, at: 0, end: text.length, kind: 'rule', rule: QUERY, isTop: true, variables: [] };
  program.marks.push(mark);
  return mark;
}

/** Gives the value of each expression to a variable of its own; where there may be several solutions, it must also hold. */
function captureValues(
  unit: Unit,
  body: readonly Literal[],
): { readonly literals: readonly Literal[]; readonly captures: ReadonlyMap<number, string> } {
  const captures = new Map<number, string>();
  const mustHold = body.length > 1 || body.some((literal) => iterates(unit, literal));
  const after: Literal[] = [];
  const literals = body.map((literal): Literal => {
    const { expression, isNegated, at } = literal;
    if (isNegated || expression.kind !== 'term' || !hasValue(unit, expression.term)) return literal;
    const name = unit.temp();
    const variable: Term = { kind: 'var', name, at };
    captures.set(at, name);
    if (mustHold) after.push({ ...literal, with: [], expression: { kind: 'term', term: variable } });
    return { ...literal, expression: { kind: 'unify', left: variable, right: expression.term } };
  });
  return { literals: [...literals, ...after], captures };
}

/** Whether an expression is more than a statement: print has no value, and neither has a call that names its result. */
function hasValue(unit: Unit, term: Term): boolean {
  if (term.kind !== 'call') return true;
  return arityOf(unit.program, term.operator) === term.args.length;
}

function iterates(unit: Unit, { expression }: Literal): boolean {
  const inTerm = (term: Term): boolean => {
    switch (term.kind) {
      case 'ref':
        return term.path.some((part) => part.kind === 'var' || inTerm(part)) || inTerm(term.head);
      case 'call':
        return relationOf(term, unit) !== undefined || term.args.some(inTerm);
      case 'array':
      case 'set':
        return term.items.some(inTerm);
      case 'object':
        return term.pairs.some(([key, value]) => inTerm(key) || inTerm(value));
      default:
        return false;
    }
  };
  switch (expression.kind) {
    case 'term':
      return inTerm(expression.term);
    case 'unify':
    case 'assign':
      return inTerm(expression.left) || inTerm(expression.right);
    default:
      return expression.kind === 'some-in';
  }
}
