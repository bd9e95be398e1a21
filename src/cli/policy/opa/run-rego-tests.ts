import process from 'node:process';
import {
  findTests,
  joinCoverage,
  type Policy,
  type RegoTest,
  runTest,
  type TestResult,
  type TraceLine,
} from '../../../engines/rego/index.ts';
import {
  coverageNode,
  coverageReport,
  describeResult,
  EXPLAIN_MODES,
  type ExplainMode,
  errorText,
  formatGoJson,
  linesNotCovered,
  renderTests,
  renderTestsJson,
  selectTrace,
} from '../../../report/opa/index.ts';
import type { ExitReason } from '../../exit-codes.ts';
import { UsageError } from '../../usage-error.ts';
import { errorsOf, isLoadingProblem } from './errors.ts';
import { deadlineOf, hostOf, timeoutOf } from './host.ts';
import { capabilitiesOf, compileSources, loadSources } from './load.ts';
import type { OpaOptions } from './options.ts';

/** As long as a test may take unless told otherwise. */
const TIMEOUT = 5000;

export interface RegoTestRun {
  readonly stdout: string;
  readonly stderr: string;
  readonly reasons: readonly ExitReason[];
}

/** Runs the tests of Rego modules with the options, the output and the exit codes of `opa test`. Throws a UsageError for options that make no sense. */
export function runRegoTests(paths: readonly string[], options: OpaOptions, cwd: string): RegoTestRun {
  const threshold = options.number('threshold') ?? 0;
  if (threshold < 0 || threshold > 100) throw new UsageError('--threshold must be between 0 and 100');
  const pattern = patternOf(options.text('run'));
  const capabilities = capabilitiesOf(options, cwd);
  const isBundle = options.isOn('bundle');
  const sources = loadSources({ data: isBundle ? [] : paths, bundles: isBundle ? paths : [] }, options, cwd);
  const compiled = sources.problems.length > 0 ? undefined : compileSources(sources, options, capabilities, { tests: true });
  if (!compiled?.ok) {
    const problems = compiled ? compiled.problems : sources.problems;
    const isLoading = problems.every(isLoadingProblem);
    return {
      stdout: '',
      stderr: errorText(errorsOf(problems, sources), isLoading ? ' during loading' : ''),
      reasons: ['policyNegative'],
    };
  }
  const policy = compiled.value;
  const tests = findTests(policy.modules).filter((test) => pattern?.(test) ?? true);
  if (tests.length === 0 && options.isOn('fail-on-empty'))
    return { stdout: '', stderr: 'no tests were run\n', reasons: ['policyNegative'] };
  const wantsCoverage = options.isOn('coverage') || threshold > 0;
  const explain = explainOf(options);
  const isVerbose = options.isOn('verbose') || explain !== undefined;
  const showsFailure = options.isOn('var-values');
  const timeout = timeoutOf(options) || TIMEOUT;
  const host = hostOf(options, cwd, capabilities?.allowNet);
  const run = (test: RegoTest): TestResult =>
    runTest(policy, test, {
      host: { ...host, ...deadlineOf(timeout) },
      clock: () => process.hrtime.bigint(),
      observe: wantsCoverage || isVerbose || showsFailure,
      trace: isVerbose && !wantsCoverage,
    });
  let stdout = '';
  for (let count = options.number('count') ?? 1; count > 0; count--) {
    const results = tests.map(run);
    const hasFailed = results.some(
      ({ verdict }) => verdict === 'failed' || verdict === 'error' || (verdict === 'skipped' && !options.isOn('exit-zero-on-skipped')),
    );
    if (wantsCoverage) {
      const covered = reportCoverage(policy, results, { threshold, isVerbose });
      if (covered.reasons.length > 0) return { ...covered, stdout: stdout + covered.stdout };
      stdout += covered.stdout;
    } else {
      const shown = { isVerbose, showsFailure, traceOf: ({ observation }: TestResult) => traceOf(observation?.trace ?? [], explain) };
      stdout += options.text('format') === 'json' ? renderTestsJson(sortedTests(results, options), shown) : renderTests(results, shown);
    }
    if (hasFailed) return { stdout, stderr: '', reasons: ['policyError'] };
  }
  return { stdout, stderr: '', reasons: ['clean'] };
}

function traceOf(trace: readonly TraceLine[], explain: ExplainMode | undefined): readonly TraceLine[] {
  return selectTrace(trace, explain ?? 'fails');
}

function explainOf(options: OpaOptions): ExplainMode | undefined {
  const given = options.text('explain');
  return EXPLAIN_MODES.find((mode) => mode === given);
}

function sortedTests(results: readonly TestResult[], options: OpaOptions): readonly TestResult[] {
  return options.text('sort') === 'duration' ? results.toSorted((a, b) => b.duration - a.duration) : results;
}

/** Whether the whole name of a test matches, in any part of it. */
function patternOf(given: string | undefined): ((test: RegoTest) => boolean) | undefined {
  if (given === undefined) return undefined;
  try {
    const pattern = new RegExp(given);
    return (test) => pattern.test(`${test.package}.${test.name}`);
  } catch {
    throw new UsageError(`--run is no regular expression: ${given}`);
  }
}

function reportCoverage(
  policy: Policy,
  results: readonly TestResult[],
  { threshold, isVerbose }: { readonly threshold: number; readonly isVerbose: boolean },
): RegoTestRun {
  const broken = results.find(({ verdict }) => verdict !== 'passed');
  if (broken) return { stdout: '', stderr: `${describeResult(broken)}\n`, reasons: ['policyNegative'] };
  const report = coverageReport(
    joinCoverage(
      policy.modules,
      results.flatMap(({ observation }) => (observation ? [observation.coverage] : [])),
    ),
  );
  if (report.percentage >= threshold) return { stdout: `${formatGoJson(coverageNode(report))}\n`, stderr: '', reasons: [] };
  const lines = isVerbose ? ['Lines not covered:', ...linesNotCovered(report).map((line) => `\t${line}`)] : [];
  const message = `Code coverage threshold not met: got ${report.percentage.toFixed(2)} instead of ${threshold.toFixed(2)}`;
  return { stdout: '', stderr: `${[message, ...lines].join('\n')}\n`, reasons: ['policyError'] };
}
