import type { FieldEdit, FieldPath } from '../../../core/index.ts';
import { type Change, findChanges, namesOf } from '../../../engines/gatekeeper/index.ts';
import { editDocument } from '../../../formats/index.ts';
import { renderDocuments } from '../../../report/gator/index.ts';
import { unifiedDiff } from '../../../report/index.ts';
import type { PlacedObject } from './read-objects.ts';
import type { MutatedObject } from './run-mutate.ts';

export interface MutationDiff {
  readonly text: string;
  /** Objects whose text cannot be edited, so that their diff is one of the object written anew. */
  readonly refused: readonly { readonly placed: PlacedObject; readonly reason: string }[];
}

/** A diff of the files that objects were read from, with every character as it is that no mutator is about. */
export function diffMutations(mutated: readonly MutatedObject[]): MutationDiff {
  const changed = mutated.filter(({ placed, object }) => placed.object !== object);
  const refused: { readonly placed: PlacedObject; readonly reason: string }[] = [];
  const diffs: string[] = [];
  for (const [file, objects] of Map.groupBy(changed, ({ placed }) => placed.document.file)) {
    const before = objects[0]?.placed.document.text ?? '';
    let after = before;
    const anew: string[] = [];
    // From the end of the file, so that the documents before keep their place.
    const byDocument = [...Map.groupBy(objects, ({ placed }) => placed.document.start).values()];
    for (const members of byDocument.toSorted((a, b) => startOf(b) - startOf(a))) {
      const { start = 0, end = 0 } = members[0]?.placed.document ?? {};
      const edited = editDocument(before.slice(start, end), members.flatMap(editsOf));
      if ('text' in edited) after = after.slice(0, start) + edited.text + after.slice(end);
      else {
        refused.push(...members.map(({ placed }) => ({ placed, reason: edited.refused })));
        anew.unshift(...members.map(diffAnew));
      }
    }
    if (after !== before) diffs.push(unifiedDiff({ name: file, before, after }));
    diffs.push(...anew);
  }
  return { text: diffs.join(''), refused };
}

function startOf(members: readonly MutatedObject[]): number {
  return members[0]?.placed.document.start ?? 0;
}

function editsOf({ placed, object }: MutatedObject): readonly FieldEdit[] {
  const prefix = placed.path ?? [];
  return findChanges(placed.object, object).map((change) => editOf(change, [...prefix, ...change.path]));
}

/** An item that is new in a list is added; all others are set. */
function editOf({ before, after, path }: Change, whole: FieldPath): FieldEdit {
  const isNewItem = before === undefined && typeof path.at(-1) === 'number';
  return isNewItem ? { kind: 'add', path: whole.slice(0, -1), value: after } : { kind: 'set', path: whole, value: after };
}

function diffAnew({ placed, object }: MutatedObject): string {
  const { kind, name } = namesOf(object);
  const text = { before: renderDocuments([placed.object]), after: renderDocuments([object]) };
  return unifiedDiff({ name: `${placed.document.file}/${kind}-${name}.yaml`, ...text });
}
