import { applyEdit, type FieldEdit, type FieldPath, isRecord } from '../../core/index.ts';
import { editObjects, type FileChange } from '../../fix/index.ts';
import type { InputText, InventoryObject, SnapshotLine } from '../../inventory/index.ts';
import type { CandidateEdit } from '../edits/candidate-edit.ts';

export interface ObjectChange {
  readonly object: InventoryObject;
  readonly edits: readonly FieldEdit[];
}

export interface AppliedEdits {
  readonly files: readonly FileChange[];
  /** Changes of objects that were read from a cluster and have no text of their own. */
  readonly patches: readonly ObjectChange[];
  /** Objects of a cluster that are deleted. */
  readonly deleted: readonly InventoryObject[];
  /** Documents for a cluster. */
  readonly added: readonly string[];
  /** Edits that the text does not take, with the reason. */
  readonly refused: readonly { readonly edit: CandidateEdit; readonly reason: string }[];
}

/** Makes edits in copies of the texts that the objects were read from. */
export function applyEdits(edits: readonly CandidateEdit[]): AppliedEdits {
  const wanted = new Map<InventoryObject, { edits: FieldEdit[]; from: CandidateEdit[] }>();
  for (const edit of edits) {
    for (const { object, edits: own } of edit.changes) {
      const known = wanted.get(object);
      if (known) {
        known.edits.push(...own);
        known.from.push(edit);
      } else wanted.set(object, { edits: [...own], from: [edit] });
    }
  }
  const changes = [...wanted].map(([object, one]): ObjectChange => ({ object, edits: inOrder(one.edits) }));
  const edited = editObjects(changes.filter(({ object }) => !object.isFromCluster));
  const refused: { edit: CandidateEdit; reason: string }[] = edited.refused.flatMap(({ object, reason }) =>
    (wanted.get(object)?.from ?? []).map((edit) => ({ edit, reason })),
  );
  const files = new Map(edited.files.map((file) => [file.name, file]));
  const change = ({ file: { name, text } }: InventoryObject, make: (text: string) => string): void => {
    const { before, after } = files.get(name) ?? { before: text, after: text };
    files.set(name, { name, before, after: make(after) });
  };
  for (const edit of edits) {
    const { removes, adds } = edit;
    if (removes && !removes.isFromCluster) {
      const text = removes.file.text.slice(removes.document.start, removes.document.end);
      const isThere = (files.get(removes.file.name)?.after ?? removes.file.text).includes(text);
      if (removes.documentPath.length > 0 || !isThere) refused.push({ edit, reason: 'it shares its document with others' });
      else change(removes, (after) => withoutDocument(after, text));
    }
    if (adds && !adds.beside.isFromCluster) {
      if (/^\s*[[{]/.test(adds.beside.file.text)) refused.push({ edit, reason: 'a second document cannot be added to a JSON file' });
      else change(adds.beside, (after) => `${after}${after.endsWith('\n') || after === '' ? '' : '\n'}---\n${adds.text}`);
    }
  }
  return {
    files: [...files.values()].filter(({ before, after }) => before !== after),
    patches: changes.filter(({ object }) => object.isFromCluster),
    deleted: edits.flatMap(({ removes }) => (removes?.isFromCluster ? [removes] : [])),
    added: edits.flatMap(({ adds }) => (adds?.beside.isFromCluster ? [adds.text] : [])),
    refused,
  };
}

/** The inputs as they are after the edits, to be read from scratch. */
export function editedInputs(inputs: readonly InputText[], { files, patches, deleted, added }: AppliedEdits): InputText[] {
  const byName = new Map(files.map(({ name, after }) => [name, after]));
  const changed = inputs.map((input): InputText => {
    const text = byName.get(input.name);
    if (text !== undefined) return { ...input, text };
    const { snapshot, name } = input;
    const own = patches.filter(({ object }) => object.file.name === name);
    const gone = new Set(deleted.filter(({ file }) => file.name === name).map(({ document }) => document.index));
    if (!snapshot || own.length + gone.size === 0) return input;
    const edits = new Map(own.map((patch) => [patch.object.document.index, patch.edits]));
    return { ...input, snapshot: { bytes: snapshot.bytes, lines: () => editedLines(snapshot.lines(), edits, gone) } };
  });
  return [...changed, ...added.map((text, index) => ({ name: `added-${index + 1}.yaml`, text }))];
}

function* editedLines(
  lines: Iterable<SnapshotLine>,
  edits: ReadonlyMap<number, readonly FieldEdit[]>,
  gone: ReadonlySet<number>,
): Generator<SnapshotLine> {
  let index = -1;
  for (const line of lines) {
    index++;
    const own = edits.get(index);
    if (gone.has(index)) yield '';
    else if (own && typeof line === 'string') {
      const value = own.reduce<unknown>((current, edit) => applyEdit(current, edit) ?? current, JSON.parse(line));
      yield isRecord(value) ? JSON.stringify(value) : line;
    } else yield line;
  }
}

/** Takes a document out together with the marker before it. */
function withoutDocument(text: string, document: string): string {
  const start = text.indexOf(document);
  const before = text.slice(0, start).replace(/---[ \t]*\r?\n$/, '');
  const after = text.slice(start + document.length);
  return before === '' ? after.replace(/^---[ \t]*\r?\n/, '') : before + after;
}

/**
 * Sets before removals, and removals of later items before those of earlier ones, so that no edit moves the place of another. What stands
 * inside something that another edit replaces or removes is left out, and so is what stands there twice.
 */
function inOrder(edits: readonly FieldEdit[]): FieldEdit[] {
  const unique = [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
  const outer = unique.filter((edit) => !unique.some((other) => other !== edit && other.kind !== 'add' && isInside(edit.path, other.path)));
  const removals = outer.filter(({ kind }) => kind === 'remove').sort((a, b) => comparePaths(b.path, a.path));
  return [...outer.filter(({ kind }) => kind !== 'remove'), ...removals];
}

function isInside(path: FieldPath, outer: FieldPath): boolean {
  return path.length > outer.length && outer.every((step, index) => step === path[index]);
}

function comparePaths(a: FieldPath, b: FieldPath): number {
  for (const [index, step] of a.entries()) {
    const other = b[index];
    if (step === other) continue;
    if (typeof step === 'number' && typeof other === 'number') return step - other;
    return String(step) < String(other) ? -1 : 1;
  }
  return a.length - b.length;
}
