import pc from 'picocolors';
import { type AskedQuery, type CheckResult, formatTotals, totalsOf } from '../../engines/conftest/index.ts';
import { plainText, titleOf } from './plain-text.ts';

export interface StdoutOptions {
  readonly colour: boolean;
  readonly suppressExceptions: boolean;
  readonly showSkipped: boolean;
}

/** A line for each message and a summary; what policies printed comes first. */
export function renderStdout(results: readonly CheckResult[], { colour, suppressExceptions, showSkipped }: StdoutOptions): string {
  const colors = pc.createColors(colour);
  const lines: string[] = [];
  for (const { queries } of results) {
    for (const { prints } of queries) for (const text of prints) lines.push(`${colors.blue('PRNT ')}  ${plainText(text)}`, '');
  }
  for (const result of results) {
    const title = titleOf(result);
    for (const { message } of result.warnings) lines.push(`${colors.yellow('WARN')} ${title} ${plainText(message)}`);
    for (const { message } of result.failures) lines.push(`${colors.red('FAIL')} ${title} ${plainText(message)}`);
    if (suppressExceptions) continue;
    for (const { message } of result.exceptions) lines.push(`${colors.cyan('EXCP')} ${title} ${plainText(message)}`);
  }
  const totals = totalsOf(results);
  const text = formatTotals(totals) + (showSkipped ? `, ${totals.skipped} skipped` : '');
  const paint = totals.failures > 0 ? colors.red : totals.warnings > 0 ? colors.yellow : totals.exceptions > 0 ? colors.cyan : colors.green;
  return `${[...lines, '', paint(text)].join('\n')}\n`;
}

/** How every query went. */
export function renderTraces(results: readonly CheckResult[], colour: boolean): string {
  const colors = pc.createColors(colour);
  const rows = (fileName: string, { query, hasPassed, trace }: AskedQuery): readonly string[] => [
    (hasPassed ? colors.green : colors.red)(plainText(`file: ${fileName} | query: ${query}`)),
    ...trace.map((line) => `${colors.blue('TRAC ')}  ${plainText(line)}`),
  ];
  return results
    .flatMap(({ fileName, queries }) => queries.flatMap((query) => rows(fileName, query)))
    .map((line) => `${line}\n`)
    .join('');
}
