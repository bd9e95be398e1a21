import { BuiltinFault, EvaluationFault } from '../evaluate/faults.ts';
import { DocNode, type Exec, type Get, type Replacement, type Runtime, replaceAt, type Scope } from '../evaluate/runtime.ts';
import { type Expression, type Literal, operatorOf, type Term, type With } from '../syntax/index.ts';
import { keyOf, RegoObject, type Value } from '../values/index.ts';
import { CompileFault } from './diagnostics.ts';
import { hoist } from './hoist.ts';
import type { Bound } from './safety.ts';
import { compileTerm, findFunction } from './terms.ts';
import type { Then, Unit } from './unit.ts';

type CompileExpression = (unit: Unit, expression: Expression, bound: Bound, at: number, then: Then) => Exec;
/** Makes the next scope of one before; undefined where the replacement has no value. */
type Apply = (scope: Scope, s: Value[], rt: Runtime) => Scope | undefined;

/** A literal with `with`: what follows it runs under the scope of before. */
export function compileWith(unit: Unit, literal: Literal, bound: Bound, then: Then, compileExpression: CompileExpression): Exec {
  const values = literal.with.map((entry) => (replacementName(unit, entry) === undefined ? entry.value : entry.target));
  return hoist(unit, values, bound, (terms, have) => {
    const steps = literal.with.map((entry, i) => compileOverride(unit, entry, terms[i] as Term, have));
    let outside: Scope | undefined;
    const inner = compileExpression(unit, literal.expression, have, literal.at, (after) => {
      const next = then(after);
      return (s, rt) => {
        const own = rt.scope;
        const before = outside;
        if (before) rt.scope = before;
        const stop = next(s, rt);
        rt.scope = own;
        outside = before;
        return stop;
      };
    });
    return (s, rt) => {
      const before = rt.scope;
      const earlier = outside;
      let scope: Scope | undefined = { ...before, cache: [] };
      for (const step of steps) {
        scope = step(scope, s, rt);
        if (scope === undefined) return false;
      }
      outside = before;
      rt.scope = scope;
      const stop = inner(s, rt);
      rt.scope = before;
      outside = earlier;
      return stop;
    };
  });
}

function compileOverride(unit: Unit, entry: With, value: Term, bound: Bound): Apply {
  const { target } = entry;
  const root = target.kind === 'ref' && target.head.kind === 'var' ? target.head.name : undefined;
  const mocked = mockTarget(unit, target);
  if (mocked !== undefined) return compileMock(unit, mocked, entry, value, bound);
  if (root !== 'input' && root !== 'data') {
    throw new CompileFault('rego_type_error', 'with keyword target must reference existing input, data, or a function', entry.at);
  }
  const path = target.kind === 'ref' ? target.path.map((part) => constantPart(part, entry)) : [];
  const get = compileTerm(unit, value, bound);
  if (root === 'input') {
    return (scope, s, rt) => {
      const found = get(s, rt);
      return found === undefined ? undefined : { ...scope, input: replaceAt(scope.input, path, found) };
    };
  }
  const masked = maskedNodes(unit, path);
  return (scope, s, rt) => {
    const found = get(s, rt);
    if (found === undefined) return undefined;
    const base = replaceAt(scope.base, path, found);
    return {
      ...scope,
      base: base instanceof RegoObject ? base : new RegoObject(),
      masked: scope.masked ? new Set([...scope.masked, ...masked]) : masked,
    };
  };
}

function constantPart(part: Term, entry: With): Value {
  if (part.kind === 'scalar') return part.value;
  throw new CompileFault('rego_type_error', 'with keyword target must be ground', entry.at);
}

function mockTarget(unit: Unit, target: Term): DocNode | string | undefined {
  const operator = operatorOf(target);
  if (operator === undefined) return undefined;
  return operator[0] === 'data' ? findFunction(unit, operator) : unit.program.builtins.get(operator) ? operator.join('.') : undefined;
}

/** The function that a replacement names, rather than a value. */
export function replacementName(unit: Unit, entry: With): DocNode | string | undefined {
  return mockTarget(unit, entry.target) === undefined ? undefined : mockTarget(unit, entry.value);
}

function compileMock(unit: Unit, mocked: DocNode | string, entry: With, value: Term, bound: Bound): Apply {
  const by = replacementName(unit, entry);
  const set = (scope: Scope, replacement: Replacement): Scope => ({
    ...scope,
    mocks: new Map([...(scope.mocks ?? []), [mocked, replacement]]),
  });
  if (by instanceof DocNode) {
    unit.reads.add(by);
    const replacement: Replacement = { kind: 'function', call: (args, rt) => by.definition?.call(args, rt) };
    return (scope) => set(scope, replacement);
  }
  if (by !== undefined) {
    const builtin = unit.program.builtins.get(by.split('.'));
    const replacement: Replacement = {
      kind: 'function',
      call: (args, rt) => (builtin ? callBuiltin(by, builtin.evaluate, args, rt) : undefined),
    };
    return (scope) => set(scope, replacement);
  }
  const get: Get = compileTerm(unit, value, bound);
  return (scope, s, rt) => {
    const found = get(s, rt);
    return found === undefined ? undefined : set(scope, { kind: 'value', value: found });
  };
}

function callBuiltin(
  name: string,
  evaluate: (args: readonly Value[], rt: Runtime) => Value | undefined,
  args: readonly Value[],
  rt: Runtime,
): Value | undefined {
  try {
    return evaluate(args, rt);
  } catch (fault) {
    if (!(fault instanceof BuiltinFault)) throw fault;
    if (rt.isStrict) throw new EvaluationFault(fault.code, `${name}: ${fault.message}`);
    return undefined;
  }
}

function maskedNodes(unit: Unit, path: readonly Value[]): ReadonlySet<DocNode> {
  const found = new Set<DocNode>();
  let node: DocNode | undefined = unit.program.root;
  for (const key of path) node = node?.children.get(keyOf(key));
  const add = (inner: DocNode): void => {
    found.add(inner);
    for (const child of inner.children.values()) add(child);
  };
  if (node) add(node);
  return found;
}
