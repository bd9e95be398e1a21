import { formatPlace, isRecord, listAt, type Problem, stringAt } from '../../../core/index.ts';
import {
  type JsonObject,
  type Mutated,
  type Mutators,
  mutate,
  namesOf,
  namespacesIn,
  type ObjectProblem,
  type Operation,
  readMutators,
} from '../../../engines/gatekeeper/index.ts';
import { isClusterScoped } from '../../../kubernetes/index.ts';
import { renderDocuments } from '../../../report/gator/index.ts';
import { safeText } from '../../../report/index.ts';
import type { ExitReason } from '../../exit-codes.ts';
import { describeProblem, placeProblems } from './describe-problem.ts';
import { explainIdle, explainMutation } from './explain-mutation.ts';
import { diffMutations } from './mutation-diff.ts';
import { type PlacedObject, readObjects } from './read-objects.ts';
import type { PolicyRun } from './run-objects.ts';

export interface MutateRunOptions {
  readonly operation: Operation;
  /** Where objects stand that name no namespace. */
  readonly namespace: string;
  /** Print a diff, and not the objects. */
  readonly diff: boolean;
  /** Say which mutator changed which field: in the place of the objects, or before the diff. */
  readonly explain: boolean;
}

/** An object with what mutators make of it. */
export interface MutatedObject extends Mutated {
  readonly placed: PlacedObject;
}

/** Applies the mutators among the objects of files to the others, as Gatekeeper's webhook would. */
export function runMutate(paths: readonly string[], options: MutateRunOptions, cwd: string): PolicyRun {
  const read = readObjects(paths, cwd);
  const objects = read.objects.flatMap(membersOf);
  const problems: Problem[] = [...read.problems];
  const values = objects.map(({ object }) => object);
  const { mutators, problems: wrong } = readMutators(values);
  problems.push(...placeProblems(wrong, objects));
  const namespaces = namespacesIn(values);
  const mutated = objects
    .filter(({ object }) => isMutable(object))
    .map((placed): MutatedObject => ({ placed, ...mutateIn(placed.object, options, namespaces, mutators) }));
  problems.push(
    ...placeProblems(
      mutated.flatMap((one) => one.problems),
      objects,
    ),
  );
  const reasons: ExitReason[] = [];
  if (problems.some(({ code, file }) => code === 'unreadable' && file !== undefined && paths.includes(file))) reasons.push('usage');
  if (problems.some(({ code }) => code !== 'notice')) reasons.push('incomplete');
  if (mutated.length === 0) reasons.push('nothing');
  const notes: string[] = [];
  if (mutated.length === 0) notes.push("note: there are no objects to mutate in what was read, beside Gatekeeper's own\n");
  if (mutators.ordered.length === 0) notes.push('note: there are no mutators in what was read that can be used\n');
  const stdout = print(mutated, mutators, options, notes);
  return { stdout, stderr: [...problems.map(describeProblem), ...notes].join(''), reasons };
}

function print(mutated: readonly MutatedObject[], mutators: Mutators, { diff, explain }: MutateRunOptions, notes: string[]): string {
  const explained = explain ? `${mutated.map(explainMutation).join('')}${explainIdle(mutators, mutated)}` : '';
  if (!diff) return explain ? explained : renderDocuments(mutated.map(({ object }) => object));
  const { text, hidden, refused } = diffMutations(mutated);
  for (const file of hidden)
    notes.push(`note: the diff of ${safeText(file)} hides what may be secret, and is to be read and not applied\n`);
  for (const { placed, reason } of refused) {
    const place = safeText(formatPlace(placed.placeOf([])));
    notes.push(`note: the diff is not one of the text itself, which cannot be edited as it is: ${safeText(reason)}\n  at ${place}\n`);
  }
  return `${explained}${explained === '' || text === '' ? '' : '\n'}${text}`;
}

/** The members of a list, else the object itself. */
function membersOf(placed: PlacedObject): readonly PlacedObject[] {
  const { object, placeOf } = placed;
  if (!namesOf(object).kind.endsWith('List') || !Array.isArray(object['items'])) return [placed];
  return listAt(object, 'items').flatMap((item, i) => {
    if (!isRecord(item)) return [];
    return [{ ...placed, object: item, path: ['items', i], placeOf: (path) => placeOf(['items', i, ...path]) } satisfies PlacedObject];
  });
}

/** Gatekeeper leaves its own objects alone; what has no kind is no object at all. */
function isMutable(object: JsonObject): boolean {
  const { group, kind } = namesOf(object);
  return kind !== '' && stringAt(object, 'apiVersion') !== undefined && !/(?:^|\.)gatekeeper\.sh$/.test(group);
}

/** Mutates an object as the API server shows it to the webhook, where one of a namespace always names it. */
function mutateIn(
  object: JsonObject,
  { operation, namespace }: MutateRunOptions,
  namespaces: ReadonlyMap<string, JsonObject>,
  mutators: Mutators,
): Mutated {
  const names = namesOf(object);
  const isInCluster = isClusterScoped(names.group, names.kind);
  const name = isInCluster ? undefined : (names.namespace ?? namespace);
  const isNamed = names.namespace !== undefined;
  const shown = name === undefined || isNamed ? object : withNamespace(object, name);
  const known = name === undefined ? undefined : (namespaces.get(name) ?? (name === 'default' ? DEFAULT_NAMESPACE : undefined));
  const result = mutate(shown, { mutators, operation, source: 'Original', ...(known && { namespace: known }) });
  const problems = result.problems.map((problem): ObjectProblem => ({ ...problem, object }));
  if (shown === object) return { ...result, problems };
  return { ...result, problems, object: result.object === shown ? object : withoutNamespace(result.object, object) };
}

const DEFAULT_NAMESPACE: JsonObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'default', labels: { 'kubernetes.io/metadata.name': 'default' } },
};

function withNamespace(object: JsonObject, namespace: string): JsonObject {
  const { metadata = {} } = object;
  return isRecord(metadata) ? { ...object, metadata: { ...metadata, namespace } } : object;
}

/** The metadata as it was, where all that was put into it was the namespace. */
function withoutNamespace(object: JsonObject, before: JsonObject): JsonObject {
  const { metadata } = object;
  if (!isRecord(metadata)) return object;
  const { namespace: _, ...rest } = metadata;
  if (Object.keys(rest).length > 0 || isRecord(before['metadata'])) return { ...object, metadata: rest };
  const { metadata: __, ...bare } = object;
  return bare;
}
