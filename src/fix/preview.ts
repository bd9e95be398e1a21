import type { FixableFinding } from '../checks/index.ts';
import { editDocument } from '../formats/index.ts';
import { pathInDocument } from './plan.ts';

/** What a fix would change in its document, made but not proven. */
export interface FixPreview {
  readonly file: string;
  /** The line on which the document begins, from 1. */
  readonly firstLine: number;
  readonly before: string;
  readonly after: string;
}

/** `undefined` where the document cannot be edited safely. */
export function previewFix({ object, fix }: FixableFinding): FixPreview | undefined {
  const { start, end } = object.document;
  const before = object.file.text.slice(start, end);
  const edited = editDocument(
    before,
    fix.edits.map((edit) => pathInDocument(edit, object)),
  );
  if ('refused' in edited) return undefined;
  return { file: object.file.name, firstLine: object.file.placeOf(start, start).range.start.line, before, after: edited.text };
}
