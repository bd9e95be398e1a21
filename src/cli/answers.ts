import process from 'node:process';
import { formatProblemPlace, type Problem } from '../core/index.ts';
import { plural, safeText } from '../report/index.ts';
import type { ExitReason } from './exit-codes.ts';
import type { OptionValues, Output } from './option-spec.ts';
import { isIncomplete } from './read-input.ts';
import { type TerminalStyle, terminalStyle } from './terminal.ts';
import { writeOutput } from './write-output.ts';

const SHOWN = 5;

/** Writes a result in each of the formats that were asked for; `text` gets the look of the terminal or, for a file, none. */
export function writeResults(
  outputs: readonly Output[],
  options: OptionValues,
  render: (format: string, style: TerminalStyle) => string,
  fallback: string = 'table',
): void {
  const style = terminalStyle(options['color']);
  for (const { format, file } of outputs.length > 0 ? outputs : [{ format: undefined, file: undefined }]) {
    writeOutput(render(format ?? fallback, file === undefined ? style : { ...style, colour: false }), file);
  }
}

/** What reading a cluster left to say. */
export interface Remarks {
  readonly problems: readonly Problem[];
  readonly notices: readonly string[];
  readonly reasons: readonly ExitReason[];
}

/** Says on the error stream what was assumed and what could not be read, and what that means for the exit code. */
export function finish({ problems, notices, reasons }: Remarks, options: OptionValues, further: readonly Problem[] = []): ExitReason[] {
  for (const notice of notices.slice(0, SHOWN)) process.stderr.write(`note: ${safeText(notice)}\n`);
  if (notices.length > SHOWN) process.stderr.write(`note: ${notices.length - SHOWN} more like these\n`);
  const open = [...problems, ...further].filter(({ code }) => code !== 'notice');
  if (open.length > 0) process.stderr.write(`not evaluated: ${plural(open.length, 'problem')}, so answers may lack something\n`);
  for (const problem of open.slice(0, SHOWN))
    process.stderr.write(`  ${safeText(`${formatProblemPlace(problem)} ${problem.message}`.trim())}\n`);
  if (open.length > SHOWN) process.stderr.write(`  ... and ${open.length - SHOWN} more: seawall scan lists them\n`);
  if (reasons.includes('nothing')) process.stderr.write('there is no Kubernetes object in what was read\n');
  return [...reasons, ...(isIncomplete(open) && options['allowIncomplete'] !== true ? (['incomplete'] as const) : [])];
}

/** Says a warning of the kind that kubectl gives. */
export function warn(texts: readonly string[]): void {
  for (const text of texts) process.stderr.write(`warning: ${safeText(text)}\n`);
}

/** What stands before the answer for one of several alternatives. */
export function worldTitle(worlds: readonly string[], count: number): string | undefined {
  if (count === 1) return undefined;
  const shown = worlds.slice(0, 3).map((name) => name || 'the rest');
  return `in the alternative ${shown.join(', ')}${worlds.length > 3 ? ` and ${worlds.length - 3} more` : ''}`;
}
