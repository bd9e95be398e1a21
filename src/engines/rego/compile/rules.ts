import { EvaluationFault, type FaultPlace } from '../evaluate/faults.ts';
import type { Mark } from '../evaluate/observer.ts';
import {
  type Definition,
  type DocNode,
  type Exec,
  type Get,
  isShared,
  type Runtime,
  type Slots,
  sharedObject,
  slotsOf,
} from '../evaluate/runtime.ts';
import type { LanguageVersion, Rule, Term } from '../syntax/index.ts';
import { equalValues, RegoObject, RegoSet, type Value } from '../values/index.ts';
import { hoist } from './hoist.ts';
import { type Candidate, indexRules, type RuleIndex } from './indexing.ts';
import { compileBody } from './literals.ts';
import { openNames } from './safety.ts';
import { compileTerm } from './terms.ts';
import { reportCases } from './test-rules.ts';
import { extend, type Program, Unit } from './unit.ts';

const FUNCTION_CONFLICT = 'functions must not produce multiple outputs for same inputs';
const RULE_CONFLICT = 'complete rules must not produce multiple outputs';

/** A rule with the names in it resolved, and where it stands. */
export interface ResolvedRule {
  readonly rule: Rule;
  /** What of the rule's reference comes after the part known beforehand. */
  readonly rest: readonly Term[];
  readonly chain: Unit['chain'];
  /** The name of the module it stands in. */
  readonly module: string;
  readonly version: LanguageVersion;
}

/** The rules that define one document. */
export interface Group {
  readonly node: DocNode;
  readonly kind: Definition['kind'];
  readonly arity: number;
  readonly rules: ResolvedRule[];
  fallback: ResolvedRule | undefined;
}

/** A compiled rule: slot 0 holds the result, the next ones the arguments. */
interface Branch {
  readonly size: number;
  readonly exec: Exec;
  readonly otherwise: Branch | undefined;
}

/** Compiles the rules of one document; the documents they read go to `reads`. */
export function compileGroup(program: Program, group: Group, reads: Set<DocNode>): Definition {
  const branches = group.rules.map((entry) => compileRule(program, entry, entry.rule, group, reads));
  const fallback = group.fallback && compileRule(program, group.fallback, group.fallback.rule, group, reads);
  const index = program.options.indexing ? indexRules(group.rules.map(({ rule }): Candidate => ({ rule }))) : undefined;
  const { kind, arity } = group;
  if (kind === 'set' || kind === 'object') {
    const evaluate = (rt: Runtime): Value => collect(kind, branches, index, rt);
    return { kind, arity, evaluate, call: () => undefined };
  }
  const message = kind === 'function' ? FUNCTION_CONFLICT : RULE_CONFLICT;
  const places = group.rules.map(({ module, rule }): FaultPlace => ({ module, at: rule.at }));
  const call = (args: readonly Value[], rt: Runtime): Value | undefined => {
    let result: Value | undefined;
    const chosen = index ? index(args, rt) : undefined;
    const count = chosen ? chosen.length : branches.length;
    for (let i = 0; i < count; i++) {
      const number = chosen ? (chosen[i] as number) : i;
      const value = runBranch(branches[number] as Branch, args, rt);
      if (value === undefined) continue;
      if (result === undefined) result = value;
      else if (!equalValues(result, value)) throw new EvaluationFault('eval_conflict_error', message, places[number]);
    }
    return result === undefined && fallback ? runBranch(fallback, args, rt) : result;
  };
  return { kind, arity, evaluate: (rt) => call([], rt), call };
}

function collect(kind: 'set' | 'object', branches: readonly Branch[], index: RuleIndex | undefined, rt: Runtime): Value {
  const made = kind === 'set' ? new RegoSet() : sharedObject();
  const chosen = index ? index([], rt) : undefined;
  const count = chosen ? chosen.length : branches.length;
  for (let i = 0; i < count; i++) {
    const branch = branches[chosen ? (chosen[i] as number) : i] as Branch;
    const s: Slots = slotsOf(branch.size);
    s[0] = made;
    branch.exec(s, rt);
  }
  return made;
}

function runBranch(branch: Branch, args: readonly Value[], rt: Runtime): Value | undefined {
  rt.step();
  for (let at: Branch | undefined = branch; at; at = at.otherwise) {
    const s: Slots = slotsOf(at.size);
    for (let i = 0; i < args.length; i++) s[i + 1] = args[i] as Value;
    at.exec(s, rt);
    if (s[0] !== undefined) return s[0];
  }
  return undefined;
}

function compileRule(program: Program, entry: ResolvedRule, rule: Rule, group: Group, reads: Set<DocNode>): Branch {
  const args = rule.args ?? [];
  const unit = new Unit(program, 1 + args.length, entry.module, entry.chain);
  unit.allowsDeprecated = entry.version === 'v0' && !program.options.strict;
  const mark = program.options.observed ? markRule(program, unit, rule, group) : undefined;
  const names: string[] = [];
  args.forEach((arg, i) => {
    if (arg.kind !== 'var') return;
    unit.place(arg.name, i + 1);
    names.push(arg.name);
  });
  const value: Term = rule.value ?? { kind: 'scalar', value: true, at: rule.at };
  const heads = rule.member ? [...entry.rest, rule.member] : entry.rest.length > 0 ? [...entry.rest, value] : [value];
  const body = program.options.tests ? reportCases(rule, entry.rest) : rule.body;
  const exec = compileBody(unit, body, new Set(names), extend(new Set(names), openNames([], heads)), (bound) =>
    hoist(unit, heads, bound, (terms, after) => {
      const gets = terms.map((term) => compileTerm(unit, term, after));
      if (group.kind === 'set') return addToSet(gets[0] as Get);
      if (group.kind === 'object') return addToObject(gets, rule.member !== undefined, { module: unit.module, at: rule.at });
      return setResult(gets[0] as Get, group.kind === 'function', value.kind === 'scalar', { module: unit.module, at: rule.at });
    }),
  );
  const otherwise = rule.otherwise && compileRule(program, entry, rule.otherwise, group, reads);
  for (const node of unit.reads) reads.add(node);
  return { size: unit.size, exec: mark ? observeRule(mark, exec, group.kind) : exec, otherwise };
}

function markRule(program: Program, unit: Unit, rule: Rule, group: Group): Mark {
  const [first] = rule.body;
  const end = first && first.at > rule.at ? first.at : rule.end;
  const name = ['data', ...group.node.path].join('.');
  const id = program.marks.length;
  const mark: Mark = { id, module: unit.module, at: rule.at, end, kind: 'rule', rule: name, isTop: true, variables: [] };
  program.marks.push(mark);
  unit.mark = mark;
  unit.top = new Set(rule.body.map(({ at }) => at));
  return mark;
}

function observeRule(mark: Mark, exec: Exec, kind: Definition['kind']): Exec {
  return (s, rt) => {
    rt.observer?.enterRule(mark, rt.steps);
    const before = sizeOf(s[0]);
    const stop = exec(s, rt);
    const holds = kind === 'set' || kind === 'object' ? sizeOf(s[0]) > before : s[0] !== undefined;
    rt.observer?.leaveRule(mark, holds, rt.steps);
    return stop;
  };
}

function sizeOf(value: Value | undefined): number {
  return value instanceof RegoSet || value instanceof RegoObject ? value.size : 0;
}

function setResult(get: Get, isFunction: boolean, isConstant: boolean, place: FaultPlace): Exec {
  return (s, rt) => {
    const value = get(s, rt);
    if (value === undefined) return false;
    if (s[0] === undefined) s[0] = value;
    else if (!equalValues(s[0], value)) {
      throw new EvaluationFault('eval_conflict_error', isFunction ? FUNCTION_CONFLICT : RULE_CONFLICT, place);
    }
    return isConstant;
  };
}

function addToSet(get: Get): Exec {
  return (s, rt) => {
    const value = get(s, rt);
    if (value !== undefined) {
      rt.keep();
      (s[0] as RegoSet).add(value);
    }
    return false;
  };
}

function addToObject(gets: readonly Get[], isSet: boolean, place: FaultPlace): Exec {
  return (s, rt) => {
    const values: Value[] = [];
    for (const get of gets) {
      const value = get(s, rt);
      if (value === undefined) return false;
      values.push(value);
    }
    rt.keep();
    insert(s[0] as RegoObject, values, 0, isSet, place);
    return false;
  };
}

/** Puts the last value at the path that the others are. */
function insert(object: RegoObject, values: readonly Value[], i: number, isSet: boolean, place: FaultPlace): void {
  const key = values[i] as Value;
  const earlier = object.get(key);
  if (i === values.length - 2) {
    const value = values[i + 1] as Value;
    if (isSet) {
      const set = earlier ?? new RegoSet();
      if (!(set instanceof RegoSet)) throw new EvaluationFault('eval_conflict_error', 'object keys must be unique', place);
      set.add(value);
      object.set(key, set);
    } else object.set(key, earlier === undefined ? value : conflictFree(earlier, value, place));
    return;
  }
  const inner = earlier ?? sharedObject();
  if (!isShared(inner)) throw new EvaluationFault('eval_conflict_error', 'object keys must be unique', place);
  insert(inner, values, i + 1, isSet, place);
  object.set(key, inner);
}

function conflictFree(earlier: Value, value: Value, place: FaultPlace): Value {
  if (!isShared(earlier) && equalValues(earlier, value)) return earlier;
  throw new EvaluationFault('eval_conflict_error', 'object keys must be unique', place);
}
