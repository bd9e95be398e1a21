import { type FieldPath, listAt, recordAt, stringAt, valueAt } from '../../../core/index.ts';
import { checkSelector, type JsonObject, namesOf, readMatch } from '../match/index.ts';
import type { ObjectProblem } from '../object-problem.ts';
import { checkApplyTo, readApplyTo } from './apply-to.ts';
import { checkObject } from './check-object.ts';
import { type Location, printLocation } from './location.ts';
import { MUTATION_GROUP, MUTATOR_KINDS, type Mutator, type MutatorKind, nameMutator } from './mutator.ts';
import { mutatorSchema, versionsOf } from './mutator-schema.ts';
import { type LocationMistake, parseLocation } from './parse-location.ts';
import { judgePathTests, type PathTest, type StepConditions } from './path-tests.ts';
import { type Complain, readAction } from './read-action.ts';

export interface ReadMutator {
  readonly mutator?: Mutator;
  readonly problems: readonly ObjectProblem[];
}

/** Whether an object is a mutator, right or wrong. */
export function isMutator(object: JsonObject): boolean {
  return kindOf(object) !== undefined;
}

function kindOf(object: JsonObject): MutatorKind | undefined {
  const { group, kind } = namesOf(object);
  return group === MUTATION_GROUP ? MUTATOR_KINDS.find((one) => one === kind) : undefined;
}

/** Reads a mutator, held against what the API server and Gatekeeper's webhook demand. https://github.com/open-policy-agent/gatekeeper/tree/v3.23.1/pkg/mutation/mutators */
export function readMutator(source: JsonObject): ReadMutator {
  const kind = kindOf(source);
  if (kind === undefined) return { problems: [] };
  const checked = checkObject(source, mutatorSchema(kind), versionsOf(kind));
  const problems: ObjectProblem[] = [...checked.problems];
  if (problems.some((problem) => problem.kind === 'invalid')) return { problems };
  const { object } = checked;
  const { name } = namesOf(object);
  const namespace = namesOf(object).namespace ?? '';
  const complain: Complain = (path, message, hint) => {
    const text = `${nameMutator({ kind, namespace, name })}: ${message}`;
    problems.push({ kind: 'invalid', object: source, path, message: text, ...(hint !== undefined && { hint }) });
  };
  const note = (path: FieldPath, message: string): void => {
    problems.push({ kind: 'notice', object: source, path, message: `${nameMutator({ kind, namespace, name })}: ${message}` });
  };
  const location = readLocation(stringAt(object, 'spec', 'location') ?? '', ['spec', 'location'], complain);
  // Gatekeeper takes a ModifySet without a location, which then fails on every object that it matches.
  const isWithout = kind === 'ModifySet' && location?.length === 0;
  if (isWithout) note(['spec', 'location'], 'the location is empty, so that it fails on every object that it matches');
  else if (location) checkLocation(kind, location, complain);
  const action = location && readAction(kind, object, location, complain);
  const conditions = location && readConditions(kind, object, location, complain);
  const applyTo = kind === 'AssignMetadata' ? undefined : readApplyTo(object);
  for (const { path, message, isNotice } of applyTo ? checkApplyTo(applyTo) : []) {
    if (isNotice) note(path, message);
    else complain(path, message);
  }
  for (const selector of ['labelSelector', 'namespaceSelector']) {
    const path = ['spec', 'match', selector];
    for (const fault of checkSelector(valueAt(object, path), path)) complain(fault.path, fault.message);
  }
  if (!location || !action || !conditions || problems.some((problem) => problem.kind === 'invalid')) return { problems };
  const match = readMatch(recordAt(object, 'spec', 'match'));
  return { mutator: { kind, name, namespace, location, conditions, applyTo, match, action, object: source }, problems };
}

function readLocation(text: string, path: FieldPath, complain: Complain): Location | undefined {
  const location = parseLocation(text);
  if (!('message' in location)) return location;
  complain(path, describeMistake(text, location), 'a location reads spec.containers[name: *].image');
  return undefined;
}

function describeMistake(text: string, { message, offset }: LocationMistake): string {
  const shown = text.length > 200 ? `${text.slice(0, 200)}...` : text;
  return `the location ${JSON.stringify(shown)} cannot be read, at character ${offset + 1}: ${message}`;
}

function checkLocation(kind: MutatorKind, location: Location, complain: Complain): void {
  const path = ['spec', 'location'];
  if (location.length === 0) complain(path, 'the location is empty');
  const [first, second] = location;
  const last = location.at(-1);
  const isMetadata = first?.kind === 'object' && first.name === 'metadata';
  if (kind === 'AssignMetadata') {
    const isLabel = second?.kind === 'object' && (second.name === 'labels' || second.name === 'annotations');
    if (!isMetadata || !isLabel || location.length !== 3 || last?.kind !== 'object') {
      const hint = 'the location reads metadata.labels.NAME; a name with dots or slashes stands in quotes';
      complain(path, `it can set single labels and annotations only, and not ${printLocation(location)}`, hint);
    }
    return;
  }
  if (isMetadata) complain(path, 'it cannot change metadata', 'AssignMetadata adds labels and annotations');
  if (kind !== 'Assign' && last?.kind === 'list') {
    complain(path, `its location cannot end with the items of a list told apart by ${JSON.stringify(last.key)}`);
  }
  const parent = location.at(-2);
  // A ModifySet is not checked upstream; one that puts a list in the place of a key never works, since the key is a text or a number.
  if (kind !== 'ModifySet' && parent?.kind === 'list' && last?.kind === 'object' && last.name === parent.key) {
    complain(path, `it cannot change ${JSON.stringify(last.name)}, which the items of the list are told apart by`);
  }
}

function readConditions(kind: MutatorKind, object: JsonObject, location: Location, complain: Complain): StepConditions | undefined {
  // Labels and annotations are added and never changed.
  if (kind === 'AssignMetadata') return new Map([[location.length - 1, 'MustNotExist']]);
  const base: FieldPath = ['spec', 'parameters', 'pathTests'];
  const tests: PathTest[] = [];
  const indexes: number[] = [];
  for (const [i, test] of listAt(object, ...base).entries()) {
    const text = stringAt(test, 'subPath') ?? '';
    const subPath = parseLocation(text);
    const condition = stringAt(test, 'condition');
    if ('message' in subPath) complain([...base, i, 'subPath'], describeMistake(text, subPath));
    else if (condition === 'MustExist' || condition === 'MustNotExist') {
      tests.push({ subPath, condition });
      indexes.push(i);
    } else complain([...base, i], 'the path test has no condition', 'it is MustExist or MustNotExist');
  }
  const judged = judgePathTests(location, tests);
  if (judged.message === undefined) return judged.conditions;
  complain([...base, indexes[judged.index] ?? 0, 'subPath'], judged.message);
  return undefined;
}
