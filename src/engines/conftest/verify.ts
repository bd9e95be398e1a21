import { indexLines, type Outcome, type Problem } from '../../core/index.ts';
import {
  type EvaluateOptions,
  type HostOptions,
  type Module,
  type Policy,
  type RegoObject,
  type TraceLine,
  type Value,
} from '../rego/index.ts';
import type { CheckResult } from './result.ts';
import { firstName, namespaceOf } from './rules.ts';
import { formatTrace } from './trace.ts';

/** How one unit test of policies went. */
export interface UnitTest {
  readonly file: string;
  readonly line: number;
  readonly namespace: string;
  readonly name: string;
  readonly verdict: 'passed' | 'failed' | 'skipped';
  readonly trace: readonly TraceLine[];
  readonly prints: readonly string[];
  /** Of a test that failed: the expression that came last. */
  readonly lastFailure?: { readonly file: string; readonly line: number; readonly text: string };
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
    const seen = new Set<string>();
    for (const rule of module.rules) {
      const name = firstName(rule);
      if (rule.ref.length !== 1 || rule.args !== undefined || rule.isDefault || !/^(?:todo_)?test_/.test(name) || seen.has(name)) continue;
      seen.add(name);
      const base = { file: module.name, line: lines.positionAt(rule.at).line, namespace, name };
      if (name.startsWith('todo_')) tests.push({ ...base, verdict: 'skipped', trace: [], prints: [] });
      else {
        const ran = runTest(policy, [...module.package, name], options);
        if (ran.ok) tests.push({ ...base, ...ran.value });
        else problems.push(...ran.problems);
      }
    }
  }
  return { tests, problems };
}

function runTest(
  policy: Policy,
  path: readonly string[],
  { data, host, wantsTrace, strictErrors }: VerifyOptions,
): Outcome<Pick<UnitTest, 'verdict' | 'trace' | 'prints' | 'lastFailure'>> {
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
  const last = trace.findLast(({ kind, place }, i) => kind === 'fail' && place && !isRule(trace, i));
  const lastFailure = last?.place && { file: last.place.module, line: last.place.position.line, text: last.place.text };
  return { ...observed, value: { verdict: verdictOf(value), trace, prints, ...(lastFailure && { lastFailure }) } };
}

/** The end of a rule, rather than of an expression: a line that has none of its kind before it at the place is not entered. */
function isRule(trace: readonly TraceLine[], at: number): boolean {
  const own = trace[at]?.place;
  return trace.some(
    ({ kind, place }) =>
      kind === 'enter' &&
      place?.module === own?.module &&
      place?.position.line === own?.position.line &&
      place?.position.column === own?.position.column,
  );
}

/** Unit tests as results of checks, one for each, so that every output of checks can show them. */
export function resultsOfTests(tests: readonly UnitTest[], modules: readonly Module[]): readonly CheckResult[] {
  return tests.map(({ file, namespace, name, verdict, trace }) => {
    const message = { message: `data.${namespace}.${name}` };
    return {
      fileName: file,
      namespace: '',
      successes: verdict === 'passed' ? 1 : 0,
      skipped: verdict === 'skipped' ? [message] : [],
      warnings: [],
      failures: verdict === 'failed' ? [message] : [],
      exceptions: [],
      queries: [
        { query: name, hasPassed: verdict === 'passed', trace: formatTrace(`data.${namespace}.${name}`, trace, modules), prints: [] },
      ],
    };
  });
}
