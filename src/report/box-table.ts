const TAB = ' '.repeat(8);

/** A table in a frame as wide as its longest texts: titles in the middle of their columns, everything else to the left. A cell may have several lines. */
export function renderBoxTable(titles: readonly string[] | undefined, rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell) => cell.split('\n').map((line) => line.replaceAll('\t', TAB))));
  const count = titles?.length ?? rows[0]?.length ?? 0;
  const widths = Array.from({ length: count }, (_, i) =>
    Math.max(displayWidth(titles?.[i] ?? ''), ...cells.map((row) => Math.max(0, ...(row[i] ?? []).map(displayWidth)))),
  );
  const rule = (left: string, middle: string, right: string): string =>
    `${left}${widths.map((width) => '─'.repeat(width + 2)).join(middle)}${right}`;
  const line = (texts: readonly string[]): string => `│${texts.map((text) => ` ${text} `).join('│')}│`;
  const body = cells.flatMap((row) =>
    Array.from({ length: Math.max(1, ...row.map(({ length }) => length)) }, (_, n) =>
      line(widths.map((width, i) => padded(row[i]?.[n] ?? '', width))),
    ),
  );
  const head = titles ? [line(titles.map((title, i) => centred(title, widths[i] ?? 0))), rule('├', '┼', '┤')] : [];
  return `${[rule('┌', '┬', '┐'), ...head, ...body, rule('└', '┴', '┘')].join('\n')}\n`;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

function centred(text: string, width: number): string {
  const left = Math.floor((width - displayWidth(text)) / 2);
  return padded(' '.repeat(left) + text, width);
}

/** Marks that stand on the character before them take no column, the ideographs and pictures of Unicode's East Asian Width take two (UAX #11). */
const NARROWLESS = /[\p{Mn}\p{Me}\p{Cf}]/u;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += NARROWLESS.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}
