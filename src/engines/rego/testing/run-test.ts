import type { Outcome, Problem } from '../../../core/index.ts';
import type { HostOptions } from '../evaluate/host.ts';
import type { Observation, ObservedPlace } from '../observation.ts';
import type { EvaluateOptions, Policy } from '../policy.ts';
import { formatJson, RegoObject, type Value } from '../values/index.ts';
import type { RegoTest } from './find-tests.ts';

export type TestVerdict = 'passed' | 'failed' | 'error' | 'skipped';

/** The expression that did not hold last, and what the variables in it were. */
export interface TestFailure {
  readonly place: ObservedPlace;
  readonly bindings: readonly (readonly [name: string, value: string])[];
}

/** One of the cases of a test; `cases` are those below it where the test has names of several parts. */
export interface TestCase {
  readonly name: string;
  readonly hasFailed: boolean;
  readonly cases: readonly TestCase[];
  readonly failure?: TestFailure;
}

export interface TestResult {
  readonly test: RegoTest;
  readonly verdict: TestVerdict;
  /** Why there is no verdict. */
  readonly problem?: Problem;
  /** Nanoseconds, by the clock of the host; 0 without one. */
  readonly duration: number;
  readonly prints: readonly string[];
  readonly cases: readonly TestCase[];
  readonly failure?: TestFailure;
  /** What happened on the way, of a test that was observed. */
  readonly observation?: Observation;
}

export interface TestOptions {
  readonly data?: unknown;
  readonly host: HostOptions;
  /** Nanoseconds since any beginning. */
  readonly clock?: () => bigint;
  /** Whether it is wanted what failed, and which lines were reached. Slower. */
  readonly observe?: boolean;
  readonly trace?: boolean;
  readonly maxSteps?: number;
  /** Whether an error of a builtin leaves the test without a verdict. */
  readonly strictErrors?: boolean;
}

/** Evaluates one test: true passes, and of a test with cases that each of them is true. */
export function runTest(
  policy: Policy,
  test: RegoTest,
  { data, host, clock, observe, trace, maxSteps, strictErrors }: TestOptions,
): TestResult {
  const base = { test, duration: 0, prints: [], cases: [] };
  if (test.isSkipped) return { ...base, verdict: 'skipped' };
  if (test.isFunction) return { ...base, verdict: 'error', problem: functionProblem(test) };
  const prints: string[] = [];
  const names: string[][] = [];
  const options: EvaluateOptions = {
    host: {
      ...host,
      print: (text) => prints.push(text),
      testCase: (path) => names.push(path.map((part) => (typeof part === 'string' ? part : formatJson(part)))),
    },
    ...(data !== undefined && { data }),
    ...(maxSteps !== undefined && { maxSteps }),
    ...(strictErrors !== undefined && { strictErrors }),
  };
  const path = test.path.map((part) => (typeof part === 'string' ? part : formatJson(part)));
  const from = clock?.() ?? 0n;
  const outcome = observe === true ? observed(policy, path, { ...options, trace: trace ?? false }) : plain(policy, path, options);
  const ran = { ...base, duration: Number((clock?.() ?? 0n) - from), prints };
  if (!outcome.ok) {
    const problem = outcome.problems[0] ?? { code: 'not-evaluated', message: 'eval_internal_error: the test gave no answer' };
    return { ...ran, verdict: 'error', problem };
  }
  const { value, observation } = outcome.value;
  const failures = observation?.caseFailures ?? [];
  const cases = test.hasCases ? casesOf(value, names, failures) : [];
  const hasFailed = test.hasCases ? value === undefined || cases.some((one) => one.hasFailed) : value !== true;
  const failure = observation && hasFailed && !test.hasCases ? observation.lastFailure : undefined;
  return {
    ...ran,
    verdict: hasFailed ? 'failed' : 'passed',
    cases,
    ...(failure && { failure }),
    ...(observation && { observation }),
  };
}

interface Ran {
  readonly value: Value | undefined;
  readonly observation: Observation | undefined;
}

function plain(policy: Policy, path: readonly string[], options: EvaluateOptions): Outcome<Ran> {
  const found = policy.value(path, options);
  return found.ok ? { ...found, value: { value: found.value, observation: undefined } } : found;
}

function observed(policy: Policy, path: readonly string[], options: EvaluateOptions & { readonly trace: boolean }): Outcome<Ran> {
  const found = policy.observe(path, options);
  return found.ok ? { ...found, value: { value: found.value.value, observation: found.value } } : found;
}

function functionProblem({ module, position, package: home, name }: RegoTest): Problem {
  return {
    code: 'not-evaluated',
    message: `rego_type_error: function ${home}.${name} used as reference, not called`,
    place: { file: module, range: { start: position, end: position } },
    hint: 'a function is no test; give it another name',
  };
}

interface Draft {
  readonly name: string;
  hasFailed: boolean;
  failure: TestFailure | undefined;
  readonly cases: Map<string, Draft>;
}

/** The cases that gave a value, and those that were begun and gave none, which failed. */
function casesOf(
  value: Value | undefined,
  begun: readonly (readonly string[])[],
  failures: readonly (TestFailure | undefined)[],
): readonly TestCase[] {
  const root: Draft = { name: '', hasFailed: false, failure: undefined, cases: new Map() };
  addValues(root, value);
  for (const [i, path] of begun.entries()) addBegun(root, path, failures[i]);
  return finish(root).cases;
}

function addValues(into: Draft, value: Value | undefined): void {
  if (!(value instanceof RegoObject)) {
    into.hasFailed = value !== true;
    return;
  }
  for (const [key, member] of value.pairs()) {
    const name = typeof key === 'string' ? key : formatJson(key);
    const draft: Draft = { name, hasFailed: false, failure: undefined, cases: new Map() };
    into.cases.set(name, draft);
    addValues(draft, member);
    if (draft.hasFailed) into.hasFailed = true;
  }
}

function addBegun(into: Draft, [name, ...others]: readonly string[], failure: TestFailure | undefined): boolean {
  if (name === undefined) return into.hasFailed;
  let draft = into.cases.get(name);
  if (!draft) {
    draft = { name, hasFailed: true, failure: undefined, cases: new Map() };
    into.cases.set(name, draft);
  }
  if (others.length === 0) draft.failure = failure;
  const hasFailed = others.length === 0 ? draft.hasFailed : addBegun(draft, others, failure);
  if (hasFailed) draft.hasFailed = true;
  return hasFailed;
}

function finish({ name, hasFailed, failure, cases }: Draft): TestCase {
  const below = [...cases.values()].map(finish).toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return { name, hasFailed, cases: below, ...(failure && hasFailed && { failure }) };
}
