import type { UnitTest } from '../../engines/conftest/index.ts';
import type { TraceLine } from '../../engines/rego/index.ts';
import { plainText } from './plain-text.ts';

export const REPORT_SCOPES = ['full', 'notes', 'fails'] as const;

/** Which events of a trace a report shows: all, those of `trace(...)`, or what did not hold; what led there is always shown. */
export type ReportScope = (typeof REPORT_SCOPES)[number];

const LINE = '-'.repeat(80);
const WORDS = { passed: 'PASS', failed: 'FAIL', skipped: 'SKIPPED' } as const;

/** Unit tests in the layout of `opa test -v`: failures with their traces, then every test with what it printed, then the sums. */
export function renderTestReport(tests: readonly UnitTest[], scope: ReportScope): string {
  const failures = tests.filter(({ verdict }) => verdict === 'failed');
  const lines: string[] = [];
  if (failures.length > 0) {
    lines.push('FAILURES', LINE);
    for (const test of failures) lines.push(titleOf(test), '', ...traceOf(test, scope), '', ...failureOf(test), '');
    lines.push('SUMMARY', LINE);
  }
  let file = '';
  for (const test of tests) {
    if (test.file !== file) {
      if (file !== '') lines.push('');
      lines.push(`${test.file}:`);
      file = test.file;
    }
    lines.push(titleOf(test));
    if (test.prints.length > 0) lines.push('', ...test.prints.map((text) => `  ${text}`), '');
  }
  if (tests.length > 0) lines.push(LINE);
  for (const verdict of ['passed', 'failed', 'skipped'] as const) {
    const count = tests.filter((test) => test.verdict === verdict).length;
    if (count > 0) lines.push(`${WORDS[verdict]}: ${count}/${tests.length}`);
  }
  return lines.map((line) => `${plainText(line).trimEnd()}\n`).join('');
}

function titleOf({ namespace, name, verdict }: UnitTest): string {
  return `data.${namespace}.${name}: ${WORDS[verdict]}`;
}

function traceOf({ trace }: UnitTest, scope: ReportScope): readonly string[] {
  const shown = scope === 'full' ? trace : lineageOf(trace, scope === 'notes' ? 'note' : 'fail');
  const places = shown.map(({ place }) => (place ? `${place.module}:${place.position.line}` : ''));
  const width = Math.max(0, ...places.map(({ length }) => length)) + 4;
  return shown.map(({ kind, depth, place, note }, i) => {
    const word = `${kind[0]?.toUpperCase() ?? ''}${kind.slice(1)}`;
    return `  ${(places[i] ?? '').padEnd(width)}${'| '.repeat(depth)}${word} ${note === undefined ? (place?.text ?? '') : JSON.stringify(note)}`;
  });
}

/** The events of a kind, and the rules that were entered on the way to each. */
function lineageOf(trace: readonly TraceLine[], wanted: TraceLine['kind']): readonly TraceLine[] {
  const kept = new Set<TraceLine>();
  const open: TraceLine[] = [];
  for (const event of trace) {
    while (open.length > 0 && (open.at(-1)?.depth ?? 0) >= event.depth) open.pop();
    if (event.kind === wanted) for (const one of [...open, event]) kept.add(one);
    if (event.kind === 'enter') open.push(event);
  }
  return trace.filter((event) => kept.has(event));
}

function failureOf({ lastFailure }: UnitTest): readonly string[] {
  return lastFailure ? [`  ${lastFailure.file}:${lastFailure.line}:`, `    ${lastFailure.text}`] : [];
}
