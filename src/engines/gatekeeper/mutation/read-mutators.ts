import { compareText } from '../../../core/index.ts';
import type { JsonObject } from '../match/index.ts';
import type { ObjectProblem } from '../object-problem.ts';
import { findConflicts } from './conflicts.ts';
import { type Mutator, nameMutator } from './mutator.ts';
import { readMutator } from './read-mutator.ts';

/** Mutators in the order in which Gatekeeper applies them. */
export interface Mutators {
  readonly ordered: readonly Mutator[];
  /** Those of them that are left out, since they contradict each other. */
  readonly conflicting: ReadonlySet<Mutator>;
}

export interface ReadMutators {
  readonly mutators: Mutators;
  readonly problems: readonly ObjectProblem[];
}

/** Reads the mutators among objects; of several with one name, the last is taken. */
export function readMutators(objects: readonly JsonObject[]): ReadMutators {
  const problems: ObjectProblem[] = [];
  const named = new Map<string, Mutator>();
  for (const object of objects) {
    const read = readMutator(object);
    problems.push(...read.problems);
    const { mutator } = read;
    if (!mutator) continue;
    const name = nameMutator(mutator);
    const earlier = named.get(name);
    if (earlier)
      problems.push({ kind: 'notice', object: earlier.object, path: ['metadata', 'name'], message: `${name} is replaced by a later one` });
    named.set(name, mutator);
  }
  const ordered = [...named.values()].sort(
    (a, b) => compareText(a.kind, b.kind) || compareText(a.namespace, b.namespace) || compareText(a.name, b.name),
  );
  const conflicts = findConflicts(ordered);
  return { mutators: { ordered, conflicting: conflicts.mutators }, problems: [...problems, ...conflicts.problems] };
}
