import { isRecord } from '../../../core/index.ts';
import type { JsonObject } from '../match/index.ts';
import { describeJson } from './json-value.ts';
import { type Location, type LocationNode, printLocation } from './location.ts';
import { mayExist, mayMiss, type StepConditions } from './path-tests.ts';

/** What is to be done where a location ends. */
export interface Setter {
  /** The new value of a field, or the old one itself, which is `undefined` where the field is missing. Throws a MutationFailure. */
  readonly field: (before: unknown) => unknown;
  /** The item for a location that ends with a list; `undefined` where the mutator knows no such lists. */
  readonly item?: JsonObject;
  /** About how many values it sets each time. */
  readonly cost: number;
}

/** Why a mutation cannot be made; the request would fail in a cluster. Never leaves the engine. */
export class MutationFailure extends Error {}

/** More was to be done than any real object needs. Never leaves the engine. */
export class MutationLimit extends Error {}

/** How much may still be done to one object. */
export interface Budget {
  left: number;
}

export interface AppliedLocation {
  readonly value: unknown;
  /** Whether the setter was asked anywhere; it may have found everything as it should be. */
  readonly isMutated: boolean;
}

/** A walk along a location, of which what is constant is kept in one place. */
interface Walk {
  readonly location: Location;
  readonly conditions: StepConditions;
  readonly setter: Setter;
  readonly budget: Budget;
}

/**
 * Sets what a location names, making what is missing on the way, where the path tests allow it. The value itself stays as it is: the
 * result shares with it what did not change. Throws a MutationFailure or a MutationLimit.
 * https://github.com/open-policy-agent/gatekeeper/blob/v3.23.1/pkg/mutation/mutators/core/mutation_function.go
 */
export function applyLocation(
  value: unknown,
  location: Location,
  conditions: StepConditions,
  setter: Setter,
  budget: Budget,
): AppliedLocation {
  return step(value, 0, { location, conditions, setter, budget });
}

function step(value: unknown, depth: number, walk: Walk): AppliedLocation {
  spend(walk.budget, 1);
  const node = walk.location[depth];
  if (node === undefined) throw new MutationFailure('the location is empty');
  return node.kind === 'object' ? stepIntoMap(value, node.name, depth, walk) : stepIntoList(value, node, depth, walk);
}

function spend(budget: Budget, amount: number): void {
  budget.left -= amount;
  if (budget.left < 0) throw new MutationLimit('mutators make more of this object than any cluster would store');
}

function stepIntoMap(value: unknown, name: string, depth: number, walk: Walk): AppliedLocation {
  const { location, conditions, setter, budget } = walk;
  if (!isRecord(value))
    throw new MutationFailure(`${whereTo(location, depth)} is ${describeJson(value)}, and the location needs a map there`);
  const exists = Object.hasOwn(value, name);
  if (exists ? !mayExist(conditions, depth) : !mayMiss(conditions, depth)) return { value, isMutated: false };
  const before = exists ? value[name] : undefined;
  if (depth === location.length - 1) {
    spend(budget, setter.cost);
    const after = setter.field(before);
    const isSame = after === undefined || (exists && after === before);
    return { value: isSame ? value : { ...value, [name]: after }, isMutated: true };
  }
  const next = step(exists ? before : madeFor(location, depth), depth + 1, walk);
  if (!next.isMutated) return { value, isMutated: false };
  return { value: exists && next.value === before ? value : { ...value, [name]: next.value }, isMutated: true };
}

function stepIntoList(value: unknown, node: LocationNode & { readonly kind: 'list' }, depth: number, walk: Walk): AppliedLocation {
  const { location, conditions } = walk;
  if (!Array.isArray(value)) {
    throw new MutationFailure(`${whereTo(location, depth)} is ${describeJson(value)}, and the location needs a list there`);
  }
  if (depth === location.length - 1) return setItem(value, node, depth, walk);
  if (node.value === undefined && !mayExist(conditions, depth)) return { value, isMutated: false };
  const items: unknown[] = [];
  let isMutated = false;
  let isFound = false;
  let isChanged = false;
  for (const item of value) {
    if (!isMeant(item, node)) {
      items.push(item);
      continue;
    }
    if (!mayExist(conditions, depth)) return { value, isMutated: false };
    const next = step(item, depth + 1, walk);
    isFound = true;
    isMutated ||= next.isMutated;
    isChanged ||= next.value !== item;
    items.push(next.value);
  }
  if (isFound || node.value === undefined) return { value: isChanged ? items : value, isMutated };
  if (!mayMiss(conditions, depth)) return { value, isMutated: false };
  const made = step(madeFor(location, depth), depth + 1, walk);
  return made.isMutated ? { value: [...value, made.value], isMutated: true } : { value, isMutated: false };
}

function isMeant(item: unknown, { key, value }: LocationNode & { readonly kind: 'list' }): boolean {
  return value === undefined || (isRecord(item) && Object.hasOwn(item, key) && item[key] === value);
}

/** Puts a whole item into a list: in the place of the one with the same key, else at its end. */
function setItem(
  list: readonly unknown[],
  node: LocationNode & { readonly kind: 'list' },
  depth: number,
  { location, conditions, setter, budget }: Walk,
): AppliedLocation {
  const { item } = setter;
  if (item === undefined) throw new MutationFailure('the location ends with the items of a list');
  spend(budget, setter.cost + list.length);
  const index = list.findIndex((one) => {
    if (isRecord(one)) return isMeant(one, node);
    throw new MutationFailure(`${whereTo(location, depth)} holds ${describeJson(one)}, and its items have to be maps`);
  });
  if (index < 0) return mayMiss(conditions, depth) ? { value: [...list, item], isMutated: true } : { value: list, isMutated: false };
  return mayExist(conditions, depth) ? { value: list.with(index, item), isMutated: true } : { value: list, isMutated: false };
}

/** What is put where a step finds nothing: an empty list for the items of one, else a map, in a list with its key. */
function madeFor(location: Location, depth: number): unknown {
  const node = location[depth];
  if (location[depth + 1]?.kind === 'list') return [];
  return node?.kind === 'list' ? { [node.key]: node.value } : {};
}

function whereTo(location: Location, depth: number): string {
  return depth === 0 ? 'the object' : printLocation(location.slice(0, depth));
}
