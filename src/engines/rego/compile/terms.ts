import { suggestFunction } from '../builtins/define.ts';
import { BuiltinFault, EvaluationFault } from '../evaluate/faults.ts';
import { type DocNode, type Exec, type Get, NONE, type Replacement, type Runtime, setOnce } from '../evaluate/runtime.ts';
import { type Literal, startOf, type Term } from '../syntax/index.ts';
import { describeParameters, signatureOf } from '../types/index.ts';
import { equalValues, formatValue, RegoObject, RegoSet, type Value } from '../values/index.ts';
import { indexComprehension } from './comprehension-index.ts';
import { CompileFault } from './diagnostics.ts';
import { type Bound, closureNames, unsafeVariable } from './safety.ts';
import { getSlot, type Unit } from './unit.ts';

type Call = Term & { readonly kind: 'call' };

/** What `opa capabilities` marks as deprecated. */
export const DEPRECATED_BUILTINS: ReadonlySet<string> = new Set(
  'all any cast_array cast_boolean cast_null cast_object cast_set cast_string net.cidr_overlap re_match set_diff'.split(' '),
);

/** Longer texts are made by doubling, not by policies. */
const MAX_TEXT = 1 << 24;

/** A term without brackets that enumerate, as a function that gives its value. */
export function compileTerm(unit: Unit, term: Term, bound: Bound): Get {
  switch (term.kind) {
    case 'scalar': {
      const { value } = term;
      return () => value;
    }
    case 'var':
      if (!bound.has(term.name)) throw unsafeVariable(term.name, term.at);
      return getSlot(unit.slot(term.name));
    case 'ref':
      return unit.program.compiler.reference(unit, term, bound);
    case 'call':
      return compileCall(unit, term, bound);
    case 'array':
    case 'set':
      return compileList(unit, term, bound);
    case 'object':
      return compileObject(unit, term, bound);
    case 'comprehension':
      return compileComprehension(unit, term, bound);
    default:
      return compileTemplate(unit, term, bound);
  }
}

/** The call, where its builtin has many results. */
export function relationOf(term: Term, unit: Unit): Call | undefined {
  return term.kind === 'call' && unit.program.builtins.get(term.operator)?.enumerate ? term : undefined;
}

function isConstant(term: Term): boolean {
  if (term.kind === 'scalar') return true;
  if (term.kind === 'array' || term.kind === 'set') return term.items.every(isConstant);
  return term.kind === 'object' && term.pairs.every(([key, value]) => isConstant(key) && isConstant(value));
}

function compileList(unit: Unit, term: Term & { kind: 'array' | 'set' }, bound: Bound): Get {
  const gets = term.items.map((item) => compileTerm(unit, item, bound));
  const isSet = term.kind === 'set';
  const build: Get = (s, rt) => {
    const items: Value[] = [];
    for (const get of gets) {
      const value = get(s, rt);
      if (value === undefined) return undefined;
      items.push(value);
    }
    if (!isSet) return items;
    const set = new RegoSet();
    for (const item of items) set.add(item);
    return set;
  };
  return isConstant(term) ? once(build) : build;
}

function once(build: Get): Get {
  let known: Value | undefined;
  return (s, rt) => {
    known ??= build(s, rt);
    return known;
  };
}

function compileObject(unit: Unit, term: Term & { kind: 'object' }, bound: Bound): Get {
  const gets = term.pairs.map(([key, value]) => [compileTerm(unit, key, bound), compileTerm(unit, value, bound)] as const);
  const build: Get = (s, rt) => {
    const object = new RegoObject();
    for (const [getKey, getValue] of gets) {
      const key = getKey(s, rt);
      if (key === undefined) return undefined;
      const value = getValue(s, rt);
      if (value === undefined) return undefined;
      object.set(key, value);
    }
    return object;
  };
  return isConstant(term) ? once(build) : build;
}

function compileComprehension(unit: Unit, term: Term & { kind: 'comprehension' }, bound: Bound): Get {
  const into = unit.slot(unit.temp());
  const heads = term.key ? [term.key, term.value] : [term.value];
  const run = unit.program.compiler.body(unit, term.body, bound, bound, (have) =>
    unit.program.compiler.hoist(unit, heads, have, (terms, after) => {
      const gets = terms.map((head) => compileTerm(unit, head, after));
      return term.of === 'object' ? addPair(gets[0] as Get, gets[1] as Get, into) : addMember(gets[0] as Get, into, term.of === 'set');
    }),
  );
  const create = (): Value => (term.of === 'array' ? [] : term.of === 'set' ? new RegoSet() : new RegoObject());
  const build = (s: Value[], rt: Runtime): Value => {
    const made = create();
    s[into] = made;
    run(s, rt);
    return made;
  };
  const isClosed = ![...closureNames(term.body, term.key, term.value)].some((name) => bound.has(name));
  const { caching, observed } = unit.program.options;
  if (!caching) return build;
  if (!isClosed) return (observed ? undefined : indexComprehension(unit, term, bound, build)) ?? build;
  // What depends on no variable of the surroundings has one value in an evaluation.
  const id = unit.program.nextId++;
  return (s, rt) => {
    const { cache } = rt.scope;
    return (cache[id] ??= build(s, rt));
  };
}

function addMember(get: Get, into: number, isSet: boolean): Exec {
  if (isSet) {
    return (s, rt) => {
      const value = get(s, rt);
      if (value !== undefined) {
        rt.keep();
        (s[into] as RegoSet).add(value);
      }
      return false;
    };
  }
  return (s, rt) => {
    const value = get(s, rt);
    if (value !== undefined) {
      rt.keep();
      (s[into] as Value[]).push(value);
    }
    return false;
  };
}

function addPair(getKey: Get, getValue: Get, into: number): Exec {
  return (s, rt) => {
    const key = getKey(s, rt);
    const value = key === undefined ? undefined : getValue(s, rt);
    if (key === undefined || value === undefined) return false;
    rt.keep();
    setOnce(s[into] as RegoObject, key, value);
    return false;
  };
}

function compileTemplate(unit: Unit, term: Term & { kind: 'template' }, bound: Bound): Get {
  const parts = term.parts.map((part) => (typeof part === 'string' ? part : templatePart(unit, part, bound)));
  return (s, rt) => {
    let text = '';
    for (const part of parts) text += typeof part === 'string' ? part : templateText(part(s, rt));
    return text;
  };
}

function templateText(value: Value | undefined): string {
  if (value === undefined) return '<undefined>';
  return typeof value === 'string' ? value : formatValue(value);
}

function templatePart(unit: Unit, part: Literal, bound: Bound): Get {
  const result = unit.temp();
  const slot = unit.slot(result);
  const { expression } = part;
  if (expression.kind !== 'term') return () => undefined;
  const right: Literal = {
    ...part,
    expression: { kind: 'unify', left: { kind: 'var', name: result, at: part.at }, right: expression.term },
  };
  const found = unit.slot(unit.temp());
  const run = unit.program.compiler.body(unit, [right], bound, bound, () => (s) => {
    const value = s[slot] as Value;
    if (s[found] !== NONE && !equalValues(s[found] as Value, value)) {
      throw new EvaluationFault('eval_conflict_error', 'template-string expressions must not produce multiple outputs');
    }
    s[found] = value;
    return false;
  });
  return (s, rt) => {
    s[found] = NONE;
    run(s, rt);
    return s[found] === NONE ? undefined : s[found];
  };
}

function compileCall(unit: Unit, term: Call, bound: Bound): Get {
  const gets = term.args.map((arg) => compileTerm(unit, arg, bound));
  if (term.operator[0] === 'data') return compileFunctionCall(unit, term, gets);
  const name = term.operator.join('.');
  const builtin = unit.program.builtins.get(term.operator);
  if (!builtin) return missingBuiltin(unit, term);
  if (DEPRECATED_BUILTINS.has(name) && !unit.allowsDeprecated) {
    const hint = 'version 1 of the language has no such function';
    throw new CompileFault('rego_type_error', `deprecated built-in function calls in expression: ${name}`, term.at, hint);
  }
  if (builtin.special) return builtin.special(unit, gets, term.at);
  const { arity } = builtin;
  if (arity >= 0 && gets.length !== arity) throw arityFault(name, gets.length, arity, term.at);
  const { evaluate } = builtin;
  const place = { module: unit.module, at: startOf(term) };
  const caller = unit.isQuery ? undefined : unit.module;
  const apply = (args: readonly Value[], rt: Runtime): Value | undefined => {
    const { mocks } = rt.scope;
    const mock = mocks?.get(name);
    if (mock) return mock.kind === 'value' ? mock.value : mock.call(args, rt);
    try {
      const result = evaluate(args, rt, caller);
      if (typeof result === 'string' && result.length > MAX_TEXT)
        throw new EvaluationFault('eval_limit_error', `${name}: text of more than ${MAX_TEXT} characters`, place);
      return result;
    } catch (fault) {
      if (!(fault instanceof BuiltinFault)) throw fault;
      if (rt.isStrict || builtin.isFatal?.(fault)) throw new EvaluationFault(fault.code, `${name}: ${fault.message}`, place);
      return undefined;
    }
  };
  if (gets.length === 2) {
    const [first, second] = gets as [Get, Get];
    return (s, rt) => {
      const a = first(s, rt);
      if (a === undefined) return undefined;
      const b = second(s, rt);
      return b === undefined ? undefined : apply([a, b], rt);
    };
  }
  return (s, rt) => {
    const args = argumentsOf(gets, s, rt);
    return args && apply(args, rt);
  };
}

export function arityFault(name: string, have: number, want: number, at: number): CompileFault {
  const signature = signatureOf(name);
  const hint = signature && `${name} takes (${describeParameters(signature)})`;
  return new CompileFault('rego_type_error', `${name}: arity mismatch: have ${have} arguments, want ${want}`, at, hint);
}

function argumentsOf(gets: readonly Get[], s: Value[], rt: Runtime): Value[] | undefined {
  const args: Value[] = [];
  for (const get of gets) {
    const value = get(s, rt);
    if (value === undefined) return undefined;
    args.push(value);
  }
  return args;
}

export function findFunction(unit: Unit, operator: readonly string[]): DocNode | undefined {
  let node: DocNode | undefined = unit.program.root;
  for (const part of operator.slice(1)) node = node?.children.get(part);
  return node?.definition?.kind === 'function' ? node : undefined;
}

function compileFunctionCall(unit: Unit, term: Call, gets: readonly Get[]): Get {
  const name = term.operator.join('.');
  const node = findFunction(unit, term.operator);
  if (!node?.definition) throw undefinedFunction(unit, term);
  unit.reads.add(node);
  const { arity } = node.definition;
  if (gets.length !== arity) throw arityFault(name, gets.length, arity, term.at);
  return (s, rt) => {
    const args = argumentsOf(gets, s, rt);
    if (args === undefined) return undefined;
    rt.step();
    const mock: Replacement | undefined = rt.scope.mocks?.get(node);
    if (mock) return mock.kind === 'value' ? mock.value : mock.call(args, rt);
    return node.definition?.call(args, rt);
  };
}

/** A rule may call several functions that do not exist, and the user wants to hear of all at once. */
function missingBuiltin(unit: Unit, term: Call): Get {
  const fault = undefinedFunction(unit, term);
  if (unit.isQuery) throw fault;
  const { diagnostics } = unit.program;
  const isKnown = diagnostics.some(({ module, at, message }) => module === unit.module && at === term.at && message === fault.message);
  const { code, message, at, hint } = fault;
  if (!isKnown) diagnostics.push({ code, message, module: unit.module, at, ...(hint !== undefined && { hint }) });
  return () => undefined;
}

export function undefinedFunction(unit: Unit, term: Call): CompileFault {
  const name = term.operator.join('.');
  return new CompileFault('rego_type_error', `undefined function ${name}`, term.at, suggestFunction(unit.program.builtins, name));
}
