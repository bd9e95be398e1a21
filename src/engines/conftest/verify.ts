import type { Problem } from '../../core/index.ts';
import { findTests, type HostOptions, type Policy, type RegoObject, runTest, type TestResult } from '../rego/index.ts';
import type { CheckResult } from './result.ts';
import { namespaceOf } from './rules.ts';
import { describeTrace, formatTrace, type TraceStep } from './trace.ts';

/** The expression of a test that came last, and what its variables were. */
export interface LastFailure {
  readonly place: string;
  readonly text: string;
  readonly bindings: readonly (readonly [name: string, value: string])[];
}

/** How one unit test of policies went. */
export interface UnitTest {
  readonly file: string;
  readonly line: number;
  readonly namespace: string;
  readonly name: string;
  readonly verdict: 'passed' | 'failed' | 'skipped';
  readonly trace: readonly TraceStep[];
  readonly prints: readonly string[];
  readonly lastFailure?: LastFailure;
}

export interface VerifyOptions {
  readonly data: RegoObject;
  readonly host: HostOptions;
  readonly wantsTrace: boolean;
  readonly strictErrors: boolean;
  /** Whether the tests of a namespace are wanted. */
  readonly accepts: (namespace: string) => boolean;
}

export interface Verified {
  readonly tests: readonly UnitTest[];
  readonly problems: readonly Problem[];
}

/** Evaluates the tests of a policy that was compiled with `tests`. */
export function verifyPolicy(policy: Policy, options: VerifyOptions): Verified {
  const tests: UnitTest[] = [];
  const problems: Problem[] = [];
  const { data, host, wantsTrace, strictErrors } = options;
  for (const test of findTests(policy.modules.filter((module) => options.accepts(namespaceOf(module))))) {
    const result = runTest(policy, test, { data, host, observe: wantsTrace, trace: wantsTrace, strictErrors });
    if (result.problem) problems.push(result.problem);
    else tests.push(unitTestOf(result));
  }
  return { tests, problems };
}

function unitTestOf({ test, verdict, prints, failure, observation }: TestResult): UnitTest {
  return {
    file: test.module,
    line: test.position.line,
    namespace: test.package.replace(/^data\.?/, ''),
    name: test.name,
    verdict: verdict === 'error' ? 'failed' : verdict,
    trace: describeTrace(observation?.trace ?? []),
    prints,
    ...(failure && {
      lastFailure: {
        place: `${failure.place.module}:${failure.place.position.line}`,
        text: failure.place.text,
        bindings: failure.bindings,
      },
    }),
  };
}

/** Unit tests as results of checks, one for each, so that every output of checks can show them. */
export function resultsOfTests(tests: readonly UnitTest[]): readonly CheckResult[] {
  return tests.map(({ file, namespace, name, verdict, trace }) => {
    const message = { message: `data.${namespace}.${name}` };
    const query = { query: name, hasPassed: verdict === 'passed', trace: formatTrace(message.message, trace), prints: [] };
    return {
      fileName: file,
      namespace: '',
      successes: verdict === 'passed' ? 1 : 0,
      skipped: verdict === 'skipped' ? [message] : [],
      warnings: [],
      failures: verdict === 'failed' ? [message] : [],
      exceptions: [],
      queries: [query],
    };
  });
}
