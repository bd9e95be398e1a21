import type { Outcome, Problem } from '../../core/index.ts';
import { type EvaluateOptions, fromHost, type HostOptions, type Policy, RegoObject, type TraceLine, type Value } from '../rego/index.ts';
import type { Configuration } from './combine.ts';
import { countExceptions, messagesOf } from './message.ts';
import type { AskedQuery, CheckMessage, CheckResult } from './result.ts';
import { type CheckedRules, exceptionName, isFailure, rulesOf } from './rules.ts';
import { describeTrace, formatTrace } from './trace.ts';

export interface CheckerOptions {
  /** Base documents; `data.conftest.file` is added to them for each file. */
  readonly data: RegoObject;
  readonly host: HostOptions;
  readonly wantsTrace?: boolean;
  /** Whether an error of a builtin is a problem rather than something undefined. */
  readonly strictErrors?: boolean;
}

/** A file to be judged, and what policies may know of where it is. */
export interface CheckedFile extends Configuration {
  readonly name: string;
  readonly folder: string;
}

export interface Checked {
  readonly result: CheckResult;
  /** Queries that came to no answer. */
  readonly problems: readonly Problem[];
}

export interface Checker {
  /** Asks the rules of a namespace about every document of a file, and counts as Conftest does. */
  check(file: CheckedFile, namespace: string): Checked;
}

interface Answer {
  readonly value: Value | undefined;
  readonly asked: AskedQuery;
}

/**
 * Counting, exceptions and what becomes a message are those of Conftest 0.71.1:
 * https://github.com/open-policy-agent/conftest/blob/v0.71.1/policy/engine.go
 */
export function createChecker(policy: Policy, options: CheckerOptions): Checker {
  const known = new Map<string, CheckedRules>();
  const rulesIn = (namespace: string): CheckedRules => {
    const rules = known.get(namespace) ?? rulesOf(policy.modules, namespace);
    known.set(namespace, rules);
    return rules;
  };
  return {
    check: (file, namespace) => {
      const rules = rulesIn(namespace);
      const data = withFile(options.data, file);
      const checks = file.documents.map((document) => checkDocument(policy, rules, namespace, document, data, options));
      const all = <T>(pick: (check: DocumentCheck) => readonly T[]): readonly T[] => checks.flatMap(pick);
      return {
        result: {
          fileName: file.fileName,
          namespace,
          successes: checks.reduce((sum, { successes }) => sum + successes, 0),
          skipped: [],
          warnings: all(({ warnings }) => warnings),
          failures: all(({ failures }) => failures),
          exceptions: all(({ exceptions }) => exceptions),
          queries: all(({ queries }) => queries),
        },
        problems: all(({ problems }) => problems).map((problem) =>
          problem.place || problem.file
            ? { ...problem, message: `${file.fileName}: ${problem.message}` }
            : { ...problem, file: file.fileName },
        ),
      };
    },
  };
}

interface DocumentCheck {
  successes: number;
  readonly warnings: CheckMessage[];
  readonly failures: CheckMessage[];
  readonly exceptions: CheckMessage[];
  readonly queries: AskedQuery[];
  readonly problems: Problem[];
}

function checkDocument(
  policy: Policy,
  rules: CheckedRules,
  namespace: string,
  input: Value,
  data: RegoObject,
  options: CheckerOptions,
): DocumentCheck {
  const check: DocumentCheck = { successes: 0, warnings: [], failures: [], exceptions: [], queries: [], problems: [] };
  const asking = { input, data, strictErrors: options.strictErrors ?? false, host: options.host };
  const exceptionPath = [...rules.path, 'exception'];
  let excepting: Outcome<Answer> | undefined;
  let unanswered = 0;
  for (const rule of rules.names) {
    const exceptionQuery = `data.${namespace}.exception[_][_] == ${JSON.stringify(exceptionName(rule))}`;
    excepting ??= ask(policy, exceptionPath, exceptionQuery, asking, options);
    if (!excepting.ok) {
      check.problems.push(...excepting.problems);
      return check;
    }
    const excepted = countExceptions(excepting.value.value, exceptionName(rule));
    for (let i = 0; i < excepted; i++) check.exceptions.push({ message: exceptionQuery });
    const query = `data.${namespace}.${rule}`;
    const answer = ask(policy, [...rules.path, rule], query, asking, options);
    const messages = answer.ok ? messagesOf(answer.value.value, query) : answer;
    if (!answer.ok || !messages.ok) {
      check.problems.push(...messages.problems);
      unanswered++;
      continue;
    }
    const said = messages.value.filter(({ message }) => message !== '');
    check.queries.push({ ...excepting.value.asked, query: exceptionQuery }, { ...answer.value.asked, hasPassed: said.length === 0 });
    if (excepted > 0) continue;
    check.successes += messages.value.length - said.length;
    check[isFailure(rule) ? 'failures' : 'warnings'].push(...said);
  }
  // A rule that is written several times answers once; what its other bodies had to say counts as passed.
  const found = check.failures.length + check.warnings.length + check.exceptions.length + check.successes + unanswered;
  check.successes += Math.max(0, rules.count - found);
  return check;
}

function ask(
  policy: Policy,
  path: readonly string[],
  query: string,
  asking: EvaluateOptions,
  { wantsTrace, host }: CheckerOptions,
): Outcome<Answer> {
  const prints: string[] = [];
  const evaluation: EvaluateOptions = {
    ...asking,
    host: { ...host, print: (text, place) => prints.push(`${place ? `${place.file}:${place.range.start.line}` : 'query'}: ${text}`) },
  };
  const answer = (value: Value | undefined, trace: readonly TraceLine[]): Answer => ({
    value,
    asked: { query, hasPassed: true, trace: formatTrace(query, describeTrace(trace)), prints },
  });
  if (wantsTrace !== true) {
    const found = policy.value(path, evaluation);
    return found.ok ? { ...found, value: answer(found.value, []) } : explained(found, asking);
  }
  const observed = policy.observe(path, { ...evaluation, trace: true });
  return observed.ok ? { ...observed, value: answer(observed.value.value, observed.value.trace) } : explained(observed, asking);
}

function explained<T>(
  outcome: { readonly ok: false; readonly problems: readonly Problem[] },
  { strictErrors }: EvaluateOptions,
): Outcome<T> {
  const isOfBuiltin = ({ message }: Problem): boolean => strictErrors === true && message.startsWith('eval_builtin_error');
  return {
    ok: false,
    problems: outcome.problems.map((problem) =>
      isOfBuiltin(problem) ? { ...problem, message: `built-in error: ${problem.message}` } : problem,
    ),
  };
}

/** The base documents with `data.conftest.file`, which says what is judged. */
function withFile(data: RegoObject, { name, folder }: CheckedFile): RegoObject {
  const copy = new RegoObject();
  for (const [key, value] of data.pairs()) copy.set(key, value);
  const conftest = new RegoObject();
  const there = data.get('conftest');
  if (there instanceof RegoObject) for (const [key, value] of there.pairs()) conftest.set(key, value);
  conftest.set('file', fromHost({ name, dir: folder }));
  copy.set('conftest', conftest);
  return copy;
}
