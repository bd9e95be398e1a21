const BEFORE = 3;
const AFTER = 3;
/** Where a field is absent, its siblings tell more than what stands before them. */
const AFTER_ABSENT = 6;
const MAX_MARKED = 6;

export interface ExcerptLine {
  readonly number: number;
  readonly text: string;
}

/**
 * The lines around a place, those of its own document only: what stands beyond a document marker is about another object. The renderer
 * takes them from the sources and the page from its data, by this one rule.
 */
export function excerptWindow(
  start: number,
  end: number,
  isAbsent: boolean,
  lineAt: (line: number) => string | undefined,
): readonly ExcerptLine[] {
  const lines: ExcerptLine[] = [];
  for (let number = start; number > 0 && number >= start - BEFORE; number--) {
    const text = lineAt(number);
    if (text === undefined || (number < start && isMarker(text))) break;
    lines.unshift({ number, text });
  }
  const last = Math.min(end, start + MAX_MARKED) + (isAbsent ? AFTER_ABSENT : AFTER);
  for (let number = start + 1; number <= last; number++) {
    const text = lineAt(number);
    if (text === undefined || isMarker(text)) break;
    lines.push({ number, text });
  }
  return lines;
}

function isMarker(text: string): boolean {
  return /^(?:---|\.\.\.)(?:\s|$)/.test(text);
}
