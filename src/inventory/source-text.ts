import { indexLines, type LineIndex } from '../core/index.ts';
import type { SourceText } from './object.ts';

/** A named text whose lines are counted when a position is first asked for. */
export function sourceText(name: string, text: string): SourceText {
  let lines: LineIndex | undefined;
  const index = (): LineIndex => (lines ??= indexLines(text));
  return {
    name,
    text,
    placeOf: (start, end) => ({ file: name, range: index().rangeOf(start, Math.max(start, end)) }),
    hasIgnores: text.includes(':ignore'),
    lineAt: (line) => index().lineAt(line),
  };
}
