import type { TraceStep, UnitTest } from '../../engines/conftest/index.ts';
import { plainText } from './plain-text.ts';

export const REPORT_SCOPES = ['full', 'notes', 'fails'] as const;

/** Which events of a trace a report shows: all, those of `trace(...)`, or what did not hold; what led there is always shown. */
export type ReportScope = (typeof REPORT_SCOPES)[number];

const RULE = '-'.repeat(80);
const WORDS = { passed: 'PASS', failed: 'FAIL', skipped: 'SKIPPED' } as const;

/** Unit tests in the layout of `opa test -v`: every test with what it printed, failures with their traces, then the sums. */
export function renderTestReport(tests: readonly UnitTest[], scope: ReportScope, showsValues: boolean): string {
  const lines: string[] = [];
  for (const [i, test] of tests.entries()) {
    if (i > 0 && tests[i - 1]?.file !== test.file) lines.push('');
    lines.push(`${test.file}:${test.line}:`, titleOf(test));
    if (test.prints.length > 0) lines.push('', ...test.prints.flatMap((text) => text.split('\n').map((line) => `  ${line}`)), '');
  }
  const failures = tests.filter(({ verdict }) => verdict === 'failed');
  if (failures.length > 0) {
    lines.push(RULE, 'FAILURES', RULE);
    for (const test of failures) lines.push(titleOf(test), '', ...traceOf(test, scope), '', ...failureOf(test, showsValues), '');
  }
  if (tests.length > 0) lines.push(RULE);
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
  const width = Math.max(0, ...shown.map(({ place }) => place.length)) + 4;
  return shown.map(({ depth, text, place }) => `  ${place.padEnd(width)}${'| '.repeat(depth)}${text}`);
}

/** The events of a kind, and the rules that were entered on the way to each. */
function lineageOf(trace: readonly TraceStep[], wanted: TraceStep['kind']): readonly TraceStep[] {
  const kept = new Set<TraceStep>();
  const open: TraceStep[] = [];
  for (const event of trace) {
    while (open.length > 0 && (open.at(-1)?.depth ?? 0) >= event.depth) open.pop();
    if (event.kind === wanted) for (const one of [...open, event]) kept.add(one);
    if (event.kind === 'enter') open.push(event);
  }
  return trace.filter((event) => kept.has(event));
}

function failureOf({ lastFailure }: UnitTest, showsValues: boolean): readonly string[] {
  if (!lastFailure) return [];
  const values = showsValues ? lastFailure.bindings.map(([name, value]) => `    ${name}: ${value}`) : [];
  return [`  ${lastFailure.place}:`, `    ${lastFailure.text}`, ...values];
}
