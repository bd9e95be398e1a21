import { indexLines, type Outcome, type Problem } from '../../core/index.ts';
import type { EvaluateOptions, HostOptions, Observation, Policy, RegoObject, Value } from '../rego/index.ts';
import type { CheckResult } from './result.ts';
import { firstName, namespaceOf } from './rules.ts';
import { describeTrace, formatTrace, type TraceStep } from './trace.ts';
import { isTest, testName } from './unit-tests.ts';

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

/**
 * Evaluates each rule that is called `test_`, with the verdicts of OPA: true passes, everything else fails, and `todo_test_` is skipped.
 * https://github.com/open-policy-agent/opa/blob/v1.21.1/v1/tester/runner.go
 */
export function verifyPolicy(policy: Policy, options: VerifyOptions): Verified {
  const tests: UnitTest[] = [];
  const problems: Problem[] = [];
  for (const module of policy.modules) {
    const namespace = namespaceOf(module);
    if (!options.accepts(namespace)) continue;
    const lines = indexLines(module.text);
    for (const rule of module.rules.filter(isTest)) {
      const base = { file: module.name, line: lines.positionAt(rule.at).line, namespace, name: testName(rule) };
      if (base.name.startsWith('todo_')) {
        tests.push({ ...base, verdict: 'skipped', trace: [], prints: [] });
        continue;
      }
      const ran = runTest(policy, [...module.package, firstName(rule)], options);
      if (ran.ok) tests.push({ ...base, ...ran.value });
      else problems.push(...ran.problems);
    }
  }
  return { tests, problems };
}

type TestRun = Pick<UnitTest, 'verdict' | 'trace' | 'prints' | 'lastFailure'>;

function runTest(policy: Policy, path: readonly string[], { data, host, wantsTrace, strictErrors }: VerifyOptions): Outcome<TestRun> {
  const prints: string[] = [];
  const print: HostOptions['print'] = (text) => prints.push(text);
  const options: EvaluateOptions = { data, strictErrors, host: { ...host, print } };
  const verdictOf = (value: Value | undefined): UnitTest['verdict'] => (value === true ? 'passed' : 'failed');
  if (!wantsTrace) {
    const found = policy.value(path, options);
    return found.ok ? { ...found, value: { verdict: verdictOf(found.value), trace: [], prints } } : found;
  }
  const observed = policy.observe(path, { ...options, trace: true });
  if (!observed.ok) return observed;
  const { value, trace } = observed.value;
  return {
    ...observed,
    value: { verdict: verdictOf(value), trace: describeTrace(trace, policy.modules), prints, ...lastFailureOf(observed.value, path) },
  };
}

function lastFailureOf({ rules }: Observation, path: readonly string[]): Pick<UnitTest, 'lastFailure'> {
  const failure = rules.find(({ rule }) => rule === `data.${path.join('.')}`)?.lastFailure;
  if (!failure) return {};
  const { place, bindings } = failure;
  return { lastFailure: { place: `${place.module}:${place.position.line}`, text: place.text, bindings } };
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
