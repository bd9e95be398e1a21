import type { Position, TextRange } from './position.ts';

/** Turns offsets into positions. Built once per text; each look-up is a binary search. */
export interface LineIndex {
  positionAt(offset: number): Position;
  rangeOf(start: number, end: number): TextRange;
  /** A line by its number, from 1, without its line break. */
  lineAt(line: number): string | undefined;
}

/** Lines end at \n, \r\n or a lone \r, as in YAML 1.2 section 5.4. */
export function indexLines(text: string): LineIndex {
  const starts = lineStarts(text);
  const positionAt = (offset: number): Position => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
  const lineAt = (line: number): string | undefined => {
    const start = starts[line - 1];
    return start === undefined ? undefined : text.slice(start, starts[line] ?? text.length).replace(/[\r\n]+$/, '');
  };
  return { positionAt, rangeOf: (start, end) => ({ start: positionAt(start), end: positionAt(end) }), lineAt };
}

function lineStarts(text: string): Int32Array {
  let starts = new Int32Array(1024);
  let count = 1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 10 && (code !== 13 || text.charCodeAt(at + 1) === 10)) continue;
    if (count === starts.length) {
      const larger = new Int32Array(2 * count);
      larger.set(starts);
      starts = larger;
    }
    starts[count++] = at + 1;
  }
  return starts.slice(0, count);
}
