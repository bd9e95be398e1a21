import { formatPatch, structuredPatch } from 'diff';

/** A change of a text, or of a part of it that begins on `firstLine`. */
export interface TextChange {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly firstLine?: number;
}

/**
 * A unified diff as `git apply` and `patch -p1` read it. `lineAt` may show lines of the old text otherwise than they are, such as without
 * secrets; such a diff is to be read only.
 */
export function unifiedDiff({ name, before, after, firstLine = 1 }: TextChange, lineAt?: (line: number) => string | undefined): string {
  const path = name.replace(/^\/+/, '');
  const patch = structuredPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 3 });
  for (const hunk of patch.hunks) {
    hunk.oldStart += firstLine - 1;
    hunk.newStart += firstLine - 1;
    if (!lineAt) continue;
    let line = hunk.oldStart;
    hunk.lines = hunk.lines.map((text) =>
      text.startsWith('+') || text.startsWith('\\') ? text : text.slice(0, 1) + (lineAt(line++) ?? text.slice(1)),
    );
  }
  return formatPatch(patch).replace(/^(?:Index: .*\n)?=+\n/, '');
}
