import type { Fix, FixableFinding } from '../checks/index.ts';
import type { FieldEdit, TextEdit } from '../core/index.ts';
import { type EditedText, editDocument } from '../formats/index.ts';

type Target = FixableFinding['target'];

/** The part of its file that a fix may change: one document of a stream, or a whole Dockerfile. The same object for all that share it. */
export function documentOf(target: Target): { readonly start: number; readonly end: number } {
  if (!('stages' in target)) return target.document;
  let document = wholeFiles.get(target);
  if (!document) wholeFiles.set(target, (document = { start: 0, end: target.file.text.length }));
  return document;
}

const wholeFiles = new WeakMap<Target, { readonly start: number; readonly end: number }>();

/** Makes the edits in a copy of the target's document. */
export function applyFix(target: Target, text: string, { edits }: Fix): EditedText {
  const inText = edits.filter((edit): edit is TextEdit => edit.kind === 'text');
  if ('stages' in target) return spliceText(text, inText);
  const inFields = edits.filter((edit): edit is FieldEdit => edit.kind !== 'text');
  const { documentPath } = target;
  return editDocument(
    text,
    documentPath.length === 0 ? inFields : inFields.map((edit) => ({ ...edit, path: [...documentPath, ...edit.path] })),
  );
}

function spliceText(text: string, edits: readonly TextEdit[]): EditedText {
  const fromTheEnd = edits.toSorted((a, b) => b.start - a.start || b.end - a.end);
  let before = Number.POSITIVE_INFINITY;
  let edited = text;
  for (const { start, end, text: inserted } of fromTheEnd) {
    if (start < 0 || end < start || end > before) return { refused: 'its edits overlap' };
    edited = edited.slice(0, start) + inserted + edited.slice(end);
    before = start;
  }
  return { text: edited };
}
