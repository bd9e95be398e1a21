import type { CaseResult, TestResult } from '../../engines/gatekeeper/index.ts';
import { safeLines, safeText } from '../safe-text.ts';

/** How a suite went. */
export interface SuiteReport {
  /** The file as the user named it. */
  readonly path: string;
  /** Why nothing of it was run. */
  readonly error?: string;
  /** Milliseconds. */
  readonly duration: number;
  readonly tests: readonly TestResult[];
}

export function hasFailed({ error, tests }: SuiteReport): boolean {
  return error !== undefined || tests.some(isFailed);
}

/** The results of suites with the bytes of `gator verify` 3.23.1. */
export function renderSuites(suites: readonly SuiteReport[], verbose: boolean): string {
  const lines = suites.flatMap((suite) => suiteLines(suite, verbose));
  return `${[...lines, suites.some(hasFailed) ? 'FAIL' : 'PASS'].join('\n')}\n\n`;
}

function suiteLines(suite: SuiteReport, verbose: boolean): readonly string[] {
  const lines = suite.tests.flatMap((test) => testLines(test, verbose));
  const verdict = hasFailed(suite) ? 'FAIL' : 'ok';
  lines.push(`${verdict}\t${safeText(suite.path)}\t${seconds(suite.duration)}`);
  if (suite.error !== undefined) lines.push(`  ${safeLines(suite.error)}`);
  return lines;
}

function testLines(test: TestResult, verbose: boolean): readonly string[] {
  const name = safeText(test.name);
  if (verbose && test.skipped) return [`=== SKIP  ${name}`];
  const lines = verbose ? [`=== RUN   ${name}`] : [];
  for (const one of test.cases) lines.push(...caseLines(one, verbose));
  if (isFailed(test)) {
    lines.push(`--- FAIL: ${name}\t(${seconds(test.duration)})`);
    if (test.error !== undefined) lines.push(`  ${safeLines(test.error)}`);
  } else if (verbose) lines.push(`--- PASS: ${name}\t(${seconds(test.duration)})`);
  return lines;
}

function caseLines(one: CaseResult, verbose: boolean): readonly string[] {
  const name = safeText(one.name);
  if (verbose && one.skipped) return [`    === SKIP  ${name}`];
  const lines = verbose ? [`    === RUN   ${name}`] : [];
  if (verbose && one.printed.length > 0) {
    lines.push('        === PRINT ===', ...one.printed.flatMap((text) => text.split('\n').map((line) => `        ${safeText(line)}`)));
  }
  if (one.error !== undefined) lines.push(`    --- FAIL: ${name}\t(${seconds(one.duration)})`, `        ${safeLines(one.error)}`);
  else if (verbose) lines.push(`    --- PASS: ${name}\t(${seconds(one.duration)})`);
  return lines;
}

function isFailed({ error, cases }: TestResult): boolean {
  return error !== undefined || cases.some((one) => one.error !== undefined);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(3)}s`;
}
