import type { FieldEdit, FieldPath } from '../../../core/index.ts';
import { type Change, findChanges, namesOf } from '../../../engines/gatekeeper/index.ts';
import { editDocument } from '../../../formats/index.ts';
import { readInventory } from '../../../inventory/index.ts';
import { renderDocuments } from '../../../report/gator/index.ts';
import { HiddenText, safeLines, type TextChange, unifiedDiff } from '../../../report/index.ts';
import type { PlacedObject } from './read-objects.ts';
import type { MutatedObject } from './run-mutate.ts';

export interface MutationDiff {
  readonly text: string;
  /** Files in whose diffs values are hidden that may be secrets: these are to be read, and cannot be applied. */
  readonly hidden: readonly string[];
  /** Objects whose text cannot be edited, so that their diff is one of the object written anew. */
  readonly refused: readonly { readonly placed: PlacedObject; readonly reason: string }[];
}

/** A diff of the files that objects were read from, with every character as it is that no mutator is about. */
export function diffMutations(mutated: readonly MutatedObject[]): MutationDiff {
  const changed = mutated.filter(({ placed, object }) => placed.object !== object);
  const refused: { readonly placed: PlacedObject; readonly reason: string }[] = [];
  const hidden = new Set<string>();
  const diffs: string[] = [];
  const add = (file: string, change: TextChange): void => {
    const diff = unifiedDiff(change);
    const safe = unifiedDiff({ ...change, before: withoutSecrets(change.before), after: withoutSecrets(change.after) });
    if (safe !== diff) hidden.add(file);
    diffs.push(safeLines(safe));
  };
  for (const [file, objects] of Map.groupBy(changed, ({ placed }) => placed.document.file)) {
    const before = objects[0]?.placed.document.text ?? '';
    let after = before;
    const anew: MutatedObject[] = [];
    // From the end of the file, so that the documents before keep their place.
    const byDocument = [...Map.groupBy(objects, ({ placed }) => placed.document.start).values()];
    for (const members of byDocument.toSorted((a, b) => startOf(b) - startOf(a))) {
      const { start = 0, end = 0 } = members[0]?.placed.document ?? {};
      const edited = editDocument(before.slice(start, end), members.flatMap(editsOf));
      if ('text' in edited) after = after.slice(0, start) + edited.text + after.slice(end);
      else {
        refused.push(...members.map(({ placed }) => ({ placed, reason: edited.refused })));
        anew.unshift(...members);
      }
    }
    if (after !== before) add(file, { name: file, before, after });
    for (const one of anew) add(file, writtenAnew(one));
  }
  return { text: diffs.join(''), hidden: [...hidden], refused };
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

function writtenAnew({ placed, object }: MutatedObject): TextChange {
  const { kind, name } = namesOf(object);
  const text = { before: renderDocuments([placed.object]), after: renderDocuments([object]) };
  return { name: `${placed.document.file}/${kind}-${name}.yaml`, ...text };
}

/** A text in which no secret can be read. */
function withoutSecrets(text: string): string {
  const hidden = new HiddenText(readInventory([{ name: 'text', text }]));
  return text
    .split('\n')
    .map((line, i) => hidden.lineAt('text', i + 1) ?? line)
    .join('\n');
}
