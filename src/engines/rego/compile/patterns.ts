import type { Exec, Get, Slots } from '../evaluate/runtime.ts';
import type { Term } from '../syntax/index.ts';
import { equalValues, isArray, RegoObject, type Value } from '../values/index.ts';
import { type Bound, unboundPattern } from './safety.ts';
import { compileTerm } from './terms.ts';
import { extend, type Unit } from './unit.ts';

/** Compares a value with a pattern and binds the pattern's variables. */
export type Match = (value: Value, s: Slots, rt: Parameters<Exec>[1]) => boolean;

export function compilePattern(unit: Unit, pattern: Term, bound: Bound): { match: Match; bound: Bound } {
  if (pattern.kind === 'var' && !bound.has(pattern.name)) {
    const slot = unit.slot(pattern.name);
    const bind: Match = (value, s) => {
      s[slot] = value;
      return true;
    };
    return { match: bind, bound: extend(bound, [pattern.name]) };
  }
  if (pattern.kind === 'array' && unboundPattern(pattern, bound).length > 0) {
    const parts: Match[] = [];
    let have = bound;
    for (const item of pattern.items) {
      const part = compilePattern(unit, item, have);
      parts.push(part.match);
      have = part.bound;
    }
    const match: Match = (value, s, rt) => {
      if (!isArray(value) || value.length !== parts.length) return false;
      for (let i = 0; i < parts.length; i++) if (!(parts[i] as Match)(value[i] as Value, s, rt)) return false;
      return true;
    };
    return { match, bound: have };
  }
  if (pattern.kind === 'object' && unboundPattern(pattern, bound).length > 0) return objectPattern(unit, pattern, bound);
  if (pattern.kind === 'scalar') {
    const constant = pattern.value;
    return { match: (value) => value === constant || equalValues(value, constant), bound };
  }
  const get = compileTerm(unit, pattern, bound);
  const match: Match = (value, s, rt) => {
    const other = get(s, rt);
    return other !== undefined && equalValues(value, other);
  };
  return { match, bound };
}

function objectPattern(unit: Unit, pattern: Term & { kind: 'object' }, bound: Bound): { match: Match; bound: Bound } {
  const parts: { key: Get; match: Match }[] = [];
  let have = bound;
  for (const [key, value] of pattern.pairs) {
    const part = compilePattern(unit, value, have);
    parts.push({ key: compileTerm(unit, key, bound), match: part.match });
    have = part.bound;
  }
  const match: Match = (value, s, rt) => {
    if (!(value instanceof RegoObject) || value.size !== parts.length) return false;
    for (const part of parts) {
      const key = part.key(s, rt);
      const member = key === undefined ? undefined : value.get(key);
      if (member === undefined || !part.match(member, s, rt)) return false;
    }
    return true;
  };
  return { match, bound: have };
}
