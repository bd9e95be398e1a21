import { type TestCase, type TestResult, type TraceLine } from '../../engines/rego/index.ts';
import { safeLines, safeText } from '../safe-text.ts';
import { locationNode, oneError, opaErrors } from './errors.ts';
import { formatGoDuration } from './go-duration.ts';
import { type Fields, fields, formatGoJson } from './go-json.ts';
import { expressionLines, traceNode, traceText } from './trace.ts';

export interface TestOutputOptions {
  readonly isVerbose: boolean;
  /** Whether the expression that failed is shown, with the values of its variables. */
  readonly showsFailure: boolean;
  /** The events of a test that are shown when it failed. */
  readonly traceOf: (result: TestResult) => readonly TraceLine[];
}

const OUTCOMES = { passed: 'PASS', failed: 'FAIL', error: 'ERROR', skipped: 'SKIPPED' } as const;
const RULE = '-'.repeat(80);

/** The output of `opa test`: https://github.com/open-policy-agent/opa/blob/v1.13.1/v1/tester/reporter.go */
export function renderTests(results: readonly TestResult[], options: TestOutputOptions): string {
  const lines: string[] = [];
  const failures = results.filter(({ verdict }) => verdict === 'failed');
  const totals = totalsOf(results);
  if (totals.failed > 0 && (options.isVerbose || options.showsFailure)) {
    lines.push('FAILURES', RULE);
    for (const failure of failures) lines.push(...failureLines(failure, options));
    lines.push('SUMMARY', RULE);
  }
  let lastFile: string | undefined;
  const before = lines.length;
  for (const result of results) {
    const { test, verdict, cases, prints, problem } = result;
    if (!options.isVerbose && verdict === 'passed') continue;
    if (test.module !== lastFile) {
      if (lastFile !== undefined) lines.push('');
      lines.push(`${test.module}:`);
      lastFile = test.module;
    }
    lines.push(headline(result));
    lines.push(...caseLines(cases, options.isVerbose, '  '));
    if (prints.length > 0) lines.push('', ...indent(prints.join('\n').trim().split('\n'), 2), '');
    if (problem)
      lines.push(
        ...`  ${opaErrors([problem], () => undefined)
          .map(oneError)
          .join('\n')}`.split('\n'),
      );
  }
  if (lines.length > before) lines.push(RULE);
  lines.push(...summaryLines(totals));
  return lines.length === 0 ? '' : `${safeLines(lines.join('\n'))}\n`;
}

interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly errors: number;
}

/** Each case of a test counts by itself. */
function totalsOf(results: readonly TestResult[]): Totals {
  const totals = { passed: 0, failed: 0, skipped: 0, errors: 0 };
  for (const { verdict, cases } of results) {
    if (verdict === 'skipped') totals.skipped++;
    else if (verdict === 'error') totals.errors++;
    else if (cases.length > 0) for (const leaf of cases.flatMap(leavesOf)) totals[leaf.hasFailed ? 'failed' : 'passed']++;
    else totals[verdict]++;
  }
  return totals;
}

function leavesOf(one: TestCase): readonly TestCase[] {
  return one.cases.length === 0 ? [one] : one.cases.flatMap(leavesOf);
}

function summaryLines({ passed, failed, skipped, errors }: Totals): readonly string[] {
  const total = passed + failed + skipped + errors;
  return (
    [
      ['PASS', passed],
      ['FAIL', failed],
      ['SKIPPED', skipped],
      ['ERROR', errors],
    ] as const
  ).flatMap(([name, count]) => (count === 0 ? [] : [`${name}: ${count}/${total}`]));
}

function headline({ test, verdict, duration }: TestResult): string {
  const time = verdict === 'skipped' ? '' : ` (${formatGoDuration(duration)})`;
  return `${test.package}.${test.name}: ${OUTCOMES[verdict]}${time}`;
}

function caseLines(cases: readonly TestCase[], showsAll: boolean, margin: string): readonly string[] {
  return cases.flatMap((one) => [
    ...(one.hasFailed || showsAll ? [`${margin}${one.name}: ${one.hasFailed ? 'FAIL' : 'PASS'}`] : []),
    ...caseLines(one.cases, showsAll, `${margin}  `),
  ]);
}

function failureLines(result: TestResult, options: TestOutputOptions): readonly string[] {
  const lines = [headline(result)];
  const trace = options.isVerbose ? traceText(options.traceOf(result), result.observation?.isTraceTruncated ?? false) : '';
  if (trace !== '') lines.push('', ...indent(trace.trimEnd().split('\n'), 2));
  lines.push('');
  if (result.failure) lines.push(...indent(expressionLines(result.failure), 2), '');
  for (const { names, one } of failedLeaves(result.cases, [])) {
    lines.push(...names.map((name, i) => `${'  '.repeat(i + 1)}${name}: FAIL`));
    if (one.failure) lines.push(...indent(expressionLines(one.failure), 2 * names.length + 2), '');
  }
  if (lines.at(-1) !== '') lines.push('');
  return lines;
}

function failedLeaves(
  cases: readonly TestCase[],
  above: readonly string[],
): readonly { readonly names: readonly string[]; readonly one: TestCase }[] {
  return cases.flatMap((one) => {
    const names = [...above, one.name];
    return one.cases.length > 0 ? failedLeaves(one.cases, names) : one.hasFailed ? [{ names, one }] : [];
  });
}

function indent(lines: readonly string[], by: number): readonly string[] {
  return lines.map((line) => ' '.repeat(by) + line);
}

/** The same for programs. */
export function renderTestsJson(results: readonly TestResult[], { isVerbose, traceOf }: TestOutputOptions): string {
  if (results.length === 0) return '[]\n';
  return `${formatGoJson(
    results.map((result) => {
      const { test, verdict, problem, duration, prints, cases } = result;
      const [error] = problem ? opaErrors([problem], () => undefined) : [];
      const trace = isVerbose ? traceOf(result) : [];
      return fields(
        ['location', fields(['file', test.module], ['row', test.position.line], ['col', test.position.column])],
        ['package', test.package],
        ['name', test.name],
        ['fail', verdict === 'failed' ? true : undefined],
        [
          'error',
          error && fields(['code', error.code], ['message', error.message], ['location', error.location && locationNode(error.location)]),
        ],
        ['skip', verdict === 'skipped' ? true : undefined],
        ['duration', duration],
        ['trace', trace.length > 0 ? traceNode(trace) : undefined],
        ['output', prints.length > 0 ? base64(`${prints.join('\n')}\n`) : undefined],
        ['sub_results', cases.length > 0 ? casesNode(cases) : undefined],
      );
    }),
  )}\n`;
}

function casesNode(cases: readonly TestCase[]): Fields {
  return fields(
    ...cases.map(
      ({ name, hasFailed, cases: below }) =>
        [
          name,
          fields(
            ['name', name === '' ? undefined : name],
            ['fail', hasFailed ? true : undefined],
            ['sub_results', below.length > 0 ? casesNode(below) : undefined],
          ),
        ] as const,
    ),
  );
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** What is said where coverage is not reported because a test did not pass. */
export function describeResult(result: TestResult): string {
  const { problem, cases } = result;
  if (problem) return safeText(oneError(opaErrors([problem], () => undefined)[0] ?? { message: '' }));
  return safeLines([headline(result), ...caseLines(cases, true, '')].join('\n'));
}
