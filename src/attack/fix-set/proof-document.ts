import { type FieldEdit, isRecord, listAt, stringAt } from '../../core/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';
import type { CandidateEdit } from '../edits/candidate-edit.ts';
import { factKey } from '../facts.ts';
import { type AttackAnalysis, factsOf, type Start } from '../find-paths.ts';
import type { AttackGraph } from '../graph/attack-graph.ts';
import { FURTHER_WEAKNESS } from '../steps/entry/exploited-program.ts';

/** An edit as a proof names it: enough to make it again without the program that chose it. */
export interface WrittenEdit {
  readonly title: string;
  readonly changes: readonly { readonly object: WrittenObject; readonly edits: readonly FieldEdit[] }[];
  readonly adds?: { readonly beside: WrittenObject; readonly text: string };
  readonly removes?: WrittenObject;
}

export interface WrittenObject {
  readonly file: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

export function writeEdit({ title, changes, adds, removes }: CandidateEdit): WrittenEdit {
  return {
    title,
    changes: changes.map(({ object, edits }) => ({ object: nameOf(object), edits })),
    ...(adds ? { adds: { beside: nameOf(adds.beside), text: adds.text } } : {}),
    ...(removes ? { removes: nameOf(removes) } : {}),
  };
}

function nameOf({ file, apiVersion, kind, namespace, name }: InventoryObject): WrittenObject {
  return { file: file.name, apiVersion, kind, ...(namespace === undefined ? {} : { namespace }), name };
}

/** The edit on the objects at hand; a text that says why where it cannot be read or an object is missing. */
export function readEdit(value: unknown, objects: readonly InventoryObject[]): CandidateEdit | string {
  const find = (named: unknown): InventoryObject | undefined =>
    objects.find(
      (object) =>
        object.file.name === stringAt(named, 'file') &&
        object.apiVersion === stringAt(named, 'apiVersion') &&
        object.kind === stringAt(named, 'kind') &&
        object.namespace === stringAt(named, 'namespace') &&
        object.name === stringAt(named, 'name'),
    );
  const missing = (named: unknown): string =>
    `${stringAt(named, 'kind') ?? 'an object'} ${stringAt(named, 'name') ?? ''} of ${stringAt(named, 'file') ?? 'the proof'} is not among the objects`;
  const title = stringAt(value, 'title') ?? '';
  const changes: { object: InventoryObject; edits: readonly FieldEdit[] }[] = [];
  for (const change of listAt(value, 'changes')) {
    const named = isRecord(change) ? change['object'] : undefined;
    const object = find(named);
    if (!object) return missing(named);
    const edits = listAt(change, 'edits');
    if (!edits.every(isFieldEdit)) return `an edit of "${title}" is not one that Seawall makes`;
    changes.push({ object, edits });
  }
  const added = isRecord(value) ? value['adds'] : undefined;
  const removed = isRecord(value) ? value['removes'] : undefined;
  const beside = added === undefined ? undefined : find(isRecord(added) ? added['beside'] : undefined);
  if (added !== undefined && !beside) return missing(isRecord(added) ? added['beside'] : undefined);
  const removes = removed === undefined ? undefined : find(removed);
  if (removed !== undefined && !removes) return missing(removed);
  return {
    key: title,
    title,
    risk: '',
    cost: 0,
    changes,
    ...(beside ? { adds: { beside, text: stringAt(added, 'text') ?? '' } } : {}),
    ...(removes ? { removes } : {}),
  };
}

function isFieldEdit(value: unknown): value is FieldEdit {
  const path = isRecord(value) ? value['path'] : undefined;
  const isPath = Array.isArray(path) && path.every((step) => typeof step === 'string' || typeof step === 'number');
  return isPath && ['set', 'add', 'remove', 'rename'].includes(stringAt(value, 'kind') ?? '');
}

/**
 * The targets that follow from a start, found by going through all clauses again and again until nothing changes. It shares nothing with
 * the search that finds paths and edits, so that it can say whether a proof holds.
 */
export function reachedTargets({ graph }: AttackAnalysis, start: Start): ReadonlySet<string> {
  const held = new Set(factsOf(start).map(factKey));
  const { facts, clauses } = graph;
  const keys = facts.map(factKey);
  for (let isNew = true; isNew; ) {
    isNew = false;
    for (const { head, body, step } of clauses) {
      if (start.weaknesses !== 'any' && step?.id === FURTHER_WEAKNESS) continue;
      const key = keys[head] as string;
      if (held.has(key) || !body.every((fact) => held.has(keys[fact] as string))) continue;
      held.add(key);
      isNew = true;
    }
  }
  return new Set(targetsOf(graph).filter((id) => held.has(`target ${id}`)));
}

function targetsOf({ facts }: AttackGraph): string[] {
  return facts.flatMap((fact) => (fact.kind === 'target' ? fact.id : []));
}
