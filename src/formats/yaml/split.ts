/** One document of a YAML stream as a slice of its text; markers are not part of it. */
export interface DocumentSlice {
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a stream at its `---` and `...` markers, which YAML 1.2 (section 9.1.2) reserves at the start of a line even inside scalars.
 * Cutting before parsing keeps one broken document from hiding its neighbours. Slices that hold only comments, blank lines or
 * directives are left out.
 */
export function splitDocuments(text: string): DocumentSlice[] {
  const slices: DocumentSlice[] = [];
  let start = 0;
  const close = (end: number): void => {
    if (hasContent(text, start, end)) slices.push({ start, end });
  };
  for (let line = 0; line <= text.length; ) {
    if (isMarker(text, line)) {
      close(line);
      start = line + 3;
    }
    const next = text.indexOf('\n', line);
    if (next < 0) break;
    line = next + 1;
  }
  close(text.length);
  return slices;
}

function isMarker(text: string, at: number): boolean {
  const dashes = text.startsWith('---', at);
  if (!dashes && !text.startsWith('...', at)) return false;
  const after = text[at + 3];
  return after === undefined || after === '\n' || after === '\r' || after === ' ' || after === '\t';
}

const IDLE_LINE = /\uFEFF?[ \t]*(?:#[^\n]*|%(?:YAML|TAG)[ \t][^\n]*)?(?:\r?\n|\r|$)/y;

function hasContent(text: string, start: number, end: number): boolean {
  let at = start;
  while (at < end) {
    IDLE_LINE.lastIndex = at;
    const match = IDLE_LINE.exec(text);
    if (!match || match[0].length === 0) return true;
    at += match[0].length;
  }
  return false;
}
