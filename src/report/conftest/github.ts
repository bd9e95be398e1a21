import { relative } from 'node:path';
import { type CheckMessage, type CheckResult, formatTotals, type MessageLocation, totalsOf } from '../../engines/conftest/index.ts';
import { safeText } from '../safe-text.ts';
import { plainText } from './plain-text.ts';

export interface GithubOptions {
  readonly hidePassed: boolean;
  /** The folder that absolute paths are shown from. */
  readonly cwd: string;
}

/** Annotations in the log: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
export function renderGithub(results: readonly CheckResult[], { hidePassed, cwd }: GithubOptions): string {
  const lines: string[] = [];
  for (const result of results) {
    const { tests, successes } = totalsOf([result]);
    if (hidePassed && tests === successes) continue;
    const own: MessageLocation = { file: result.fileName, line: '1' };
    const add = (level: string, { file, line }: MessageLocation, text: string): void => {
      lines.push(`::${level} file=${property(file)},line=${line}::${data(text)}`);
    };
    const addMessage = (level: string, { message, location }: CheckMessage, prefix = ''): void => {
      const text = `${prefix}${message}`;
      if (!location) add(level, own, text);
      else if (location.file === own.file) add(level, location, text);
      else {
        const origin = { file: location.file.startsWith('/') ? relative(cwd, location.file) : location.file, line: location.line };
        add(level, origin, text);
        add(level, own, `(ORIGINATING FROM ${origin.file} L${origin.line}) ${text}`);
      }
    };
    lines.push(`::group::Testing ${quoted(result.fileName)} against ${tests} policies in namespace ${quoted(result.namespace)}`);
    for (const failure of result.failures) addMessage('error', failure);
    for (const warning of result.warnings) addMessage('warning', warning);
    for (const exception of result.exceptions) addMessage('notice', exception);
    for (const skipped of result.skipped) addMessage('notice', skipped, 'Test was skipped: ');
    add('notice', own, `Number of successful checks: ${successes}`);
    lines.push('::endgroup::');
  }
  return `${[...lines, formatTotals(totalsOf(results))].join('\n')}\n`;
}

function quoted(text: string): string {
  return JSON.stringify(safeText(text));
}

/** A line break would end the command, and what follows could be a command of its own. */
function data(text: string): string {
  return plainText(text).replaceAll('\n', '%0A');
}

function property(text: string): string {
  return safeText(text).replace(/[%:,]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
