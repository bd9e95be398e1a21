import { safeText } from '../../report/index.ts';

/**
 * Rows as columns that fit the terminal: each column gets what its longest cell needs, the last one the rest of the line, in which it is
 * wrapped. A cell is made safe before it is measured.
 */
export function renderGrid(rows: readonly (readonly string[])[], columns: number, indent: string = ''): string[] {
  const safe = rows.map((row) => row.map(safeText));
  const count = Math.max(0, ...safe.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) => Math.max(0, ...safe.map((row) => row[column]?.length ?? 0)));
  const most = Math.max(16, Math.floor((columns - indent.length) / count) * 2);
  const fixed = widths.slice(0, -1).map((width) => Math.min(width, most));
  const start = indent.length + fixed.reduce((sum, width) => sum + width + 2, 0);
  const rest = Math.max(20, columns - start);
  return safe.flatMap((row) => {
    const cells = fixed.map((width, column) => wrapCell(row[column] ?? '', width));
    cells.push(wrapCell(row[count - 1] ?? '', rest));
    const height = Math.max(...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) =>
      (
        indent + cells.map((cell, column) => (cell[line] ?? '').padEnd(column < fixed.length ? (fixed[column] ?? 0) : 0)).join('  ')
      ).trimEnd(),
    );
  });
}

/** Breaks at spaces where it can and inside a word where it must. */
function wrapCell(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    let rest = word;
    if (line !== '' && line.length + 1 + rest.length <= width) {
      line = `${line} ${rest}`;
      continue;
    }
    if (line !== '') lines.push(line);
    while (rest.length > width) {
      lines.push(rest.slice(0, width));
      rest = rest.slice(width);
    }
    line = rest;
  }
  lines.push(line);
  return lines;
}
