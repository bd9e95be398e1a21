import { assertNever, formatFieldPath, stringAt } from '../../../core/index.ts';
import { type JsonObject, matches, namesOf, type Source } from '../match/index.ts';
import type { ObjectProblem } from '../object-problem.ts';
import { applyLocation, type Budget, MutationFailure, MutationLimit, type Setter } from './apply-location.ts';
import { isAppliedTo } from './apply-to.ts';
import { type Change, findChanges } from './changes.ts';
import { withImageParts } from './image.ts';
import { countJson, describeJson, isSameJson } from './json-value.ts';
import { type Mutator, nameMutator, type Operation } from './mutator.ts';
import type { Mutators } from './read-mutators.ts';

export interface MutateOptions {
  readonly mutators: Mutators;
  /** The Namespace that the object is in. */
  readonly namespace?: JsonObject;
  /** Without one, only mutators for all operations are applied. */
  readonly operation?: Operation;
  readonly source?: Source;
}

/** What a mutator changed, in the order in which it did. */
export interface AppliedMutator {
  readonly mutator: Mutator;
  readonly changes: readonly Change[];
}

export interface Mutated {
  /** The object as it is afterwards; the one that was given where nothing changes or the mutation fails. */
  readonly object: JsonObject;
  readonly applied: readonly AppliedMutator[];
  readonly problems: readonly ObjectProblem[];
  /** Whether it failed, or was given up, and not only some mutator left out. */
  readonly hasFailed: boolean;
}

/** Far more values than an object has that etcd takes. */
const MAX_WORK = 2_000_000;

/**
 * Applies mutators to an object again and again until nothing changes, as Gatekeeper does. The object itself stays as it is.
 * https://github.com/open-policy-agent/gatekeeper/blob/v3.23.1/pkg/mutation/system.go
 */
export function mutate(object: JsonObject, options: MutateOptions): Mutated {
  const { ordered, conflicting } = options.mutators;
  const budget: Budget = { left: MAX_WORK };
  const applied = new Map<Mutator, Map<string, Change>>();
  const refused = new Map<Mutator, ObjectProblem>();
  let current = object;
  for (let iteration = 1; iteration <= ordered.length + 1; iteration++) {
    const before = current;
    let isMutated = false;
    for (const mutator of ordered) {
      if (conflicting.has(mutator)) continue;
      const step = applyMutator(mutator, current, options, budget);
      switch (step.kind) {
        case 'failed':
        case 'undecided':
          return { object, applied: [], problems: [problemOf(object, mutator, step)], hasFailed: true };
        case 'refused':
          refused.set(mutator, problemOf(object, mutator, step));
          break;
        case 'mutated':
          isMutated = true;
          record(applied, mutator, findChanges(current, step.object));
          current = step.object;
          break;
        case 'passed':
          break;
        default:
          return assertNever(step);
      }
    }
    if (!isMutated || isSameJson(before, current)) {
      return { object: current, applied: listApplied(applied), problems: [...refused.values()], hasFailed: false };
    }
  }
  const { kind, name } = namesOf(object);
  const names = [...applied.keys()].map(nameMutator).join(', ');
  const message = `${kind} ${name} is still changing after ${ordered.length + 1} rounds of mutators, so that Gatekeeper gives up: ${names}`;
  return { object, applied: [], problems: [{ kind: 'failed', object, path: [], message }], hasFailed: true };
}

/** What became of a mutator. It fails as it would in a cluster; it is undecided where the cluster knows more; refused is what this engine does not do. */
type Step = { readonly kind: 'passed' } | { readonly kind: 'mutated'; readonly object: JsonObject } | Stopped;

interface Stopped {
  readonly kind: 'failed' | 'undecided' | 'refused';
  readonly message: string;
  readonly hint?: string;
}

const PASSED: Step = { kind: 'passed' };

function applyMutator(mutator: Mutator, object: JsonObject, { namespace, operation, source }: MutateOptions, budget: Budget): Step {
  const { applyTo, action } = mutator;
  if (applyTo && !isAppliedTo(applyTo, object, operation)) return PASSED;
  const isMatch = matches(mutator.match, { object, ...(namespace && { namespace }), ...(source && { source }) });
  if (typeof isMatch === 'string') return unmatched(isMatch, object);
  if (!isMatch) return PASSED;
  if (action.kind === 'external') {
    return {
      kind: 'refused',
      message: `not applied: its value comes from the external data provider ${action.provider}, which is not asked`,
    };
  }
  try {
    const { value, isMutated } = applyLocation(object, mutator.location, mutator.conditions, setterOf(action, object), budget);
    return isMutated ? { kind: 'mutated', object: value as JsonObject } : PASSED;
  } catch (error) {
    if (error instanceof MutationFailure) return { kind: 'failed', message: error.message };
    if (error instanceof MutationLimit) return { kind: 'undecided', message: error.message };
    throw error;
  }
}

function unmatched(reason: string, object: JsonObject): Stopped {
  const { namespace } = namesOf(object);
  const isUnknown = namespace !== undefined && reason.includes('missing Namespace');
  if (!isUnknown) return { kind: 'failed', message: `whether it matches cannot be told: ${reason}` };
  return {
    kind: 'undecided',
    message: `whether it matches depends on the labels of the namespace ${namespace}, which are not known`,
    hint: `give the Namespace ${namespace} as well`,
  };
}

function problemOf(object: JsonObject, mutator: Mutator, { kind, message, hint }: Stopped): ObjectProblem {
  const { kind: objectKind, name } = namesOf(object);
  return {
    kind: kind === 'failed' ? 'failed' : 'not evaluated',
    object,
    path: [],
    message: `${nameMutator(mutator)} on ${objectKind} ${name}: ${message}`,
    ...(hint !== undefined && { hint }),
  };
}

function setterOf(action: Exclude<Mutator['action'], { readonly kind: 'external' }>, object: JsonObject): Setter {
  switch (action.kind) {
    case 'value':
      return constant(action.value);
    case 'metadata':
      return constant(stringAt(object, 'metadata', action.field) ?? '');
    case 'image':
      return { field: (before) => withImageParts(imageOf(before), action.parts), cost: 1 };
    case 'merge':
      return { field: (before) => merge(before, action.values), cost: countJson(action.values) };
    case 'prune':
      return { field: (before) => prune(before, action.values), cost: 1 };
    default:
      return assertNever(action);
  }
}

function constant(value: unknown): Setter {
  const item = typeof value === 'object' && value !== null && !Array.isArray(value) ? { item: value as JsonObject } : {};
  return { field: (before) => (isSameJson(before, value) ? before : value), cost: countJson(value), ...item };
}

function imageOf(before: unknown): string {
  if (before === undefined) return '';
  if (typeof before === 'string') return before;
  throw new MutationFailure(`what it changes is ${describeJson(before)}, and an image is a text`);
}

function merge(before: unknown, values: readonly unknown[]): unknown {
  if (before === undefined) return values;
  const merged = [...listOf(before)];
  for (const value of values) if (!merged.some((one) => isSameJson(one, value))) merged.push(value);
  return merged.length === listOf(before).length ? before : merged;
}

function prune(before: unknown, values: readonly unknown[]): unknown {
  if (before === undefined) return undefined;
  const list = listOf(before);
  const kept = list.filter((one) => !values.some((value) => isSameJson(one, value)));
  return kept.length === list.length ? before : kept;
}

function listOf(before: unknown): readonly unknown[] {
  if (Array.isArray(before)) return before;
  throw new MutationFailure(`what it changes is ${describeJson(before)}, and has to be a list`);
}

/** A mutator that sets a field anew in each round, since another one undoes it, is told once. */
function record(applied: Map<Mutator, Map<string, Change>>, mutator: Mutator, changes: readonly Change[]): void {
  if (changes.length === 0) return;
  const known = applied.get(mutator) ?? new Map<string, Change>();
  applied.set(mutator, known);
  for (const change of changes) {
    const key = formatFieldPath(change.path);
    if (!known.has(key)) known.set(key, change);
  }
}

function listApplied(applied: ReadonlyMap<Mutator, ReadonlyMap<string, Change>>): readonly AppliedMutator[] {
  return [...applied].map(([mutator, changes]) => ({ mutator, changes: [...changes.values()] }));
}
