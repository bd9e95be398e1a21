/** A place in a text. Lines and columns count from 1; columns count UTF-16 code units, as editors and SARIF do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** From `start` up to but not including `end`. */
export interface TextRange {
  readonly start: Position;
  readonly end: Position;
}

/** A range in a named file. `file` is relative to the directory the user named it from, with forward slashes, or `-` for stdin. */
export interface Place {
  readonly file: string;
  readonly range: TextRange;
}

export function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.column - b.column;
}

/** `file:line:column`, the form that terminals and editors make clickable. */
export function formatPlace(place: Place): string {
  return `${place.file}:${place.range.start.line}:${place.range.start.column}`;
}
