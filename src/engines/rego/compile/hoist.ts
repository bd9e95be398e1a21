import type { Builtin } from '../builtins/define.ts';
import type { Exec, Get, Runtime, Slots } from '../evaluate/runtime.ts';
import type { Term } from '../syntax/index.ts';
import type { Value } from '../values/index.ts';
import { compileReference, isOpen } from './references.ts';
import { type Bound, unboundPattern } from './safety.ts';
import { compileTerm } from './terms.ts';
import { extend, type Then, type Unit } from './unit.ts';

/** Runs the references of terms that enumerate first, each into a variable of its own; what is left has one value. */
export function hoist(unit: Unit, terms: readonly Term[], bound: Bound, k: (terms: readonly Term[], bound: Bound) => Exec): Exec {
  const found: { name: string; term: Term }[] = [];
  let have = bound;
  const visit = (term: Term): Term => {
    switch (term.kind) {
      case 'ref': {
        const path = term.path.map((part) => (part.kind === 'var' || part.kind === 'scalar' ? part : visit(part)));
        const ref = { ...term, head: term.head.kind === 'var' ? term.head : visit(term.head), path };
        if (!isOpen(ref, have)) return ref;
        const name = unit.temp();
        found.push({ name, term: ref });
        have = extend(have, [name, ...ref.path.flatMap((part) => unboundPattern(part, have))]);
        return { kind: 'var', name, at: term.at };
      }
      case 'call': {
        const args = term.args.map(visit);
        if (unit.program.builtins.get(term.operator)?.enumerate) {
          const name = unit.temp();
          found.push({ name, term: { ...term, args } });
          have = extend(have, [name]);
          return { kind: 'var', name, at: term.at };
        }
        return args.every((arg, i) => arg === term.args[i]) ? term : { ...term, args };
      }
      case 'array':
      case 'set':
        return { ...term, items: term.items.map(visit) };
      case 'object':
        return { ...term, pairs: term.pairs.map(([key, value]) => [visit(key), visit(value)]) };
      default:
        return term;
    }
  };
  const rewritten = terms.map(visit);
  const run = (i: number, now: Bound): Exec => {
    const next = found[i];
    if (next === undefined) return k(rewritten, now);
    if (next.term.kind === 'call') return compileRelation(unit, next.term, next.name, now, (after) => run(i + 1, after));
    return compileReference(unit, next.term as Term & { kind: 'ref' }, next.name, now, (after) => run(i + 1, after));
  };
  return run(0, bound);
}

/** A builtin with many results inside a term; each goes to the variable `name`. */
function compileRelation(unit: Unit, call: Term & { kind: 'call' }, name: string, bound: Bound, then: Then): Exec {
  const builtin = unit.program.builtins.get(call.operator);
  const gets = call.args.map((arg) => compileTerm(unit, arg, bound));
  const slot = unit.slot(name);
  const next = then(extend(bound, [name]));
  return enumerateResults(builtin, gets, (value, s, rt) => {
    s[slot] = value;
    return next(s, rt);
  });
}

/** Runs `follow` for each result of a builtin that has many, until it says to stop. */
export function enumerateResults(
  builtin: Builtin | undefined,
  gets: readonly Get[],
  follow: (value: Value, s: Slots, rt: Runtime) => boolean,
): Exec {
  return (s, rt) => {
    const args: Value[] = [];
    for (const get of gets) {
      const value = get(s, rt);
      if (value === undefined) return false;
      args.push(value);
    }
    for (const value of builtin?.enumerate?.(args, rt) ?? []) {
      rt.step();
      if (follow(value, s, rt)) return true;
    }
    return false;
  };
}
