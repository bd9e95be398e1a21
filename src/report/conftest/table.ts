import type { CheckMessage, CheckResult } from '../../engines/conftest/index.ts';
import { plainText } from './plain-text.ts';

const HEADER = ['RESULT', 'FILE', 'NAMESPACE', 'MESSAGE'] as const;
const TAB = ' '.repeat(8);

/** One row for each test, in a frame as wide as its longest texts. */
export function renderTable(results: readonly CheckResult[]): string {
  const rows = results.flatMap(rowsOf).map((cells) => cells.map(linesOf));
  if (rows.length === 0) return '';
  const widths = HEADER.map((title, i) =>
    Math.max(title.length, ...rows.map((cells) => Math.max(0, ...(cells[i] ?? []).map(displayWidth)))),
  );
  const rule = (left: string, middle: string, right: string): string =>
    `${left}${widths.map((width) => '─'.repeat(width + 2)).join(middle)}${right}`;
  const row = (cells: readonly string[]): string => `│${cells.map((cell) => ` ${cell} `).join('│')}│`;
  const body = rows.flatMap((cells) =>
    Array.from({ length: Math.max(1, ...cells.map(({ length }) => length)) }, (_, line) =>
      row(widths.map((width, i) => padded(cells[i]?.[line] ?? '', width))),
    ),
  );
  return `${[rule('┌', '┬', '┐'), row(HEADER.map((title, i) => centred(title, widths[i] ?? 0))), rule('├', '┼', '┤'), ...body, rule('└', '┴', '┘')].join('\n')}\n`;
}

function rowsOf({ fileName, namespace, successes, exceptions, warnings, skipped, failures }: CheckResult): readonly (readonly string[])[] {
  const rows = (word: string, messages: readonly CheckMessage[]): readonly (readonly string[])[] =>
    messages.map(({ message }) => [word, fileName, namespace, message]);
  return [
    ...Array.from({ length: successes }, () => ['success', fileName, namespace, 'SUCCESS']),
    ...rows('exception', exceptions),
    ...rows('warning', warnings),
    ...rows('skipped', skipped),
    ...rows('failure', failures),
  ];
}

function linesOf(text: string): readonly string[] {
  return plainText(text)
    .trim()
    .split('\n')
    .map((line) => line.trim().replaceAll('\t', TAB));
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

function centred(text: string, width: number): string {
  const left = Math.floor((width - text.length) / 2);
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
