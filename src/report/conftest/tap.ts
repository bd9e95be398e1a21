import { type CheckMessage, type CheckResult, totalsOf } from '../../engines/conftest/index.ts';
import { plainText, titleOf } from './plain-text.ts';

/** Test Anything Protocol: one plan, numbers that run through all files. https://testanything.org/tap-specification.html */
export function renderTap(results: readonly CheckResult[]): string {
  const { tests } = totalsOf(results);
  if (tests === 0) return '';
  const lines = [`1..${tests}`];
  let number = 1;
  for (const result of results) {
    const title = titleOf(result);
    const section = (header: string | undefined, status: string, messages: readonly CheckMessage[]): void => {
      if (header !== undefined && messages.length > 0) lines.push(`# ${header}`);
      for (const { message } of messages) lines.push(`${status} ${number++} ${title} ${plainText(message)}`);
    };
    section(undefined, 'not ok', result.failures);
    section('warnings', 'not ok', result.warnings);
    section('exceptions', 'ok', result.exceptions);
    section('skip', 'ok', result.skipped);
    section(
      'successes',
      'ok',
      Array.from({ length: result.successes }, () => ({ message: 'SUCCESS' })),
    );
  }
  return `${lines.join('\n')}\n`;
}
