import type { CheckMessage, CheckResult } from '../../engines/conftest/index.ts';
import { renderBoxTable } from '../box-table.ts';
import { plainText } from './plain-text.ts';

const HEADER = ['RESULT', 'FILE', 'NAMESPACE', 'MESSAGE'] as const;

/** One row for each test, in a frame as wide as its longest texts. */
export function renderTable(results: readonly CheckResult[]): string {
  const rows = results.flatMap(rowsOf).map((cells) => cells.map(trimmed));
  return rows.length === 0 ? '' : renderBoxTable(HEADER, rows);
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

function trimmed(text: string): string {
  return plainText(text)
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
}
