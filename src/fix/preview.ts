import type { FixableFinding } from '../checks/index.ts';
import { applyFix, documentOf } from './target.ts';

/** What a fix would change in its document, made but not proven. */
export interface FixPreview {
  readonly file: string;
  /** The line on which the document begins, from 1. */
  readonly firstLine: number;
  readonly before: string;
  readonly after: string;
}

/** `undefined` where the text cannot be edited safely. */
export function previewFix({ target, fix }: FixableFinding): FixPreview | undefined {
  const { start, end } = documentOf(target);
  const before = target.file.text.slice(start, end);
  const edited = applyFix(target, before, fix);
  if ('refused' in edited) return undefined;
  return { file: target.file.name, firstLine: target.file.placeOf(start, start).range.start.line, before, after: edited.text };
}
