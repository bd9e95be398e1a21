import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import type { Outcome, Problem } from '../../../core/index.ts';
import {
  type Answer,
  type EvaluateOptions,
  type HostOptions,
  joinCoverage,
  type LineProfile,
  type Observation,
  type Policy,
  type QueryContext,
  type Value,
} from '../../../engines/rego/index.ts';
import { describeSystemError } from '../../../inventory/sources/index.ts';
import {
  coverageReport,
  type EvalFormat,
  type EvalOutput,
  EXPLAIN_MODES,
  type ExplainMode,
  metricsOf,
  renderEval,
} from '../../../report/opa/index.ts';
import type { ExitReason } from '../../exit-codes.ts';
import { UsageError } from '../../usage-error.ts';
import { readData } from '../read-data.ts';
import { errorsOf } from './errors.ts';
import { deadlineOf, hostOf, timeoutOf } from './host.ts';
import { capabilitiesOf, compileSources, loadSources } from './load.ts';
import { type OpaOptions, versionOf } from './options.ts';

/** Evaluates a query and prints the result; the exit codes are those of `opa eval`. Throws a UsageError where nothing can be asked. */
export function runEval(given: string | undefined, options: OpaOptions, format: EvalFormat, cwd: string): readonly ExitReason[] {
  refuseUnknown(options, format);
  const query = queryOf(given, options);
  const limit = options.number('pretty-limit') ?? 0;
  const output = evaluate(query, options, cwd);
  const { stdout, stderr } = renderEval(output, format, limit);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  if (output.errors.length > 0) return ['policyError'];
  const isDefined = output.answers.length > 0;
  return (options.isOn('fail') && !isDefined) || (options.isOn('fail-defined') && isDefined) ? ['policyNegative'] : ['clean'];
}

function refuseUnknown(options: OpaOptions, format: EvalFormat): void {
  const partial = 'a query is evaluated as a whole; partial evaluation, which leaves unknowns open, is what opa eval --partial does';
  if (options.isOn('partial') || options.list('unknowns').length > 0)
    throw new UsageError('partial evaluation is not offered', { hint: partial });
  if (format === 'source')
    throw new UsageError('--format source shows what partial evaluation leaves, which is not offered', { hint: partial });
  if (options.text('schema') !== undefined)
    throw new UsageError('--schema is not offered', { hint: 'types are checked without schemas; leave the option out' });
}

function queryOf(given: string | undefined, options: OpaOptions): string {
  if (options.isOn('stdin')) {
    if (options.isOn('stdin-input')) throw new UsageError('--stdin and --stdin-input cannot both read standard input');
    return readFileSync(0, 'utf8');
  }
  if (given === undefined) throw new UsageError('a query is missing', { hint: "seawall policy eval -d policy.rego 'data.app.allow'" });
  return given;
}

function evaluate(query: string, options: OpaOptions, cwd: string): EvalOutput {
  if (query.trim() === '') return { errors: [{ message: 'cannot evaluate empty query' }], answers: [] };
  const start = process.hrtime.bigint();
  const capabilities = capabilitiesOf(options, cwd);
  const host = hostOf(options, cwd, capabilities?.allowNet);
  const input = inputOf(options, cwd);
  const sources = loadSources({ data: options.list('data'), bundles: options.list('bundle') }, options, cwd);
  const loaded = process.hrtime.bigint();
  const fail = (problems: readonly Problem[]): EvalOutput => ({ errors: errorsOf(problems, sources, query), answers: [] });
  if (sources.problems.length > 0) return fail(sources.problems);
  const policy = compileSources(sources, options, capabilities);
  if (!policy.ok) return fail(policy.problems);
  const compiled = process.hrtime.bigint();
  const asked = ask(policy.value, query, options, { host, input });
  const answered = process.hrtime.bigint();
  const metrics = metricsOf({
    rego_load_files: loaded - start,
    rego_module_compile: compiled - loaded,
    rego_query_eval: answered - compiled,
  });
  const measured = options.isOn('metrics') || options.isOn('profile') ? { metrics } : {};
  if (!asked.ok) return { ...fail(asked.problems), ...measured };
  const { answers, observation } = asked.value;
  return { errors: [], answers, ...measured, ...(observation && observed(observation, policy.value, options)) };
}

function ask(
  policy: Policy,
  query: string,
  options: OpaOptions,
  { host, input }: { readonly host: HostOptions; readonly input: Value | undefined },
): Outcome<{ readonly answers: readonly Answer[]; readonly observation?: Observation }> {
  const version = versionOf(options);
  const imports = options.list('import');
  const evaluation: EvaluateOptions & QueryContext = {
    host: { ...host, ...deadlineOf(timeoutOf(options)) },
    strictErrors: options.isOn('strict-builtin-errors') || options.isOn('show-builtin-errors'),
    ...(input !== undefined && { input }),
    ...(version && { version }),
    ...(imports.length > 0 && { imports }),
    ...packageOf(options.text('package')),
  };
  const isWatched = explainOf(options) !== 'off' || options.isOn('profile') || options.isOn('coverage');
  if (isWatched) {
    const clock = options.isOn('profile') ? { clock: () => process.hrtime.bigint() } : {};
    return policy.watch(query, { ...evaluation, trace: explainOf(options) !== 'off', ...clock });
  }
  const found = policy.solve(query, evaluation);
  return found.ok ? { ...found, value: { answers: found.value } } : found;
}

function packageOf(given: string | undefined): QueryContext {
  return given === undefined ? {} : { package: given.replace(/^data\./, '').split('.') };
}

function observed(observation: Observation, policy: Policy, options: OpaOptions): Partial<EvalOutput> {
  const mode = explainOf(options);
  return {
    ...(mode !== 'off' && { explanation: { observation, mode } }),
    ...(options.isOn('profile') && { profile: profileOf(observation.lines, options) }),
    ...(options.isOn('coverage') && { coverage: coverageReport(reached(policy, observation)) }),
  };
}

/** Modules that were not entered at all are left out only where they have nothing to be covered. */
function reached(policy: Policy, observation: Observation): ReturnType<typeof joinCoverage> {
  return joinCoverage(policy.modules, [observation.coverage]);
}

type Order = (a: LineProfile, b: LineProfile) => number;

const ORDERS: Readonly<Record<string, Order>> = {
  total_time_ns: (a, b) => b.time - a.time,
  num_eval: (a, b) => b.evaluations - a.evaluations,
  num_redo: (a, b) => b.redos - a.redos,
  num_gen_expr: (a, b) => b.expressions - a.expressions,
  file: (a, b) => (a.place.module === b.place.module ? 0 : a.place.module < b.place.module ? 1 : -1),
  line: (a, b) => b.place.position.line - a.place.position.line,
};

function profileOf(lines: readonly LineProfile[], options: OpaOptions): readonly LineProfile[] {
  const named = options.list('profile-sort');
  const unknown = named.find((name) => ORDERS[name] === undefined);
  if (unknown !== undefined)
    throw new UsageError(`--profile-sort cannot be "${unknown}"`, { hint: `it is one of: ${Object.keys(ORDERS).join(', ')}` });
  const orders = [...named, 'total_time_ns', 'num_eval', 'num_redo', 'file', 'line'].flatMap((name) => ORDERS[name] ?? []);
  const sorted = lines.toSorted((a, b) => {
    for (const order of orders) {
      const difference = order(a, b);
      if (difference !== 0) return difference;
    }
    return 0;
  });
  const limit = options.number('profile-limit') ?? 10;
  return limit > 0 ? sorted.slice(0, limit) : sorted;
}

function explainOf(options: OpaOptions): ExplainMode {
  const given = options.text('explain') ?? 'off';
  return EXPLAIN_MODES.find((mode) => mode === given) ?? 'off';
}

function inputOf(options: OpaOptions, cwd: string): Value | undefined {
  const file = options.text('input');
  const isStdin = options.isOn('stdin-input');
  if (file === undefined && !isStdin) return undefined;
  const name = file === undefined || isStdin ? '-' : file;
  let text: string;
  try {
    text = readFileSync(name === '-' ? 0 : resolve(cwd, name.replace(/^file:\/\//, '')), 'utf8');
  } catch (error) {
    throw new UsageError(`the input cannot be read: ${describeSystemError(error)}`, { place: name });
  }
  const value = readData(text, name);
  if (value.ok) return value.value;
  const [problem] = value.problems;
  const place = problem?.place ? `${name}:${problem.place.range.start.line}:${problem.place.range.start.column}` : name;
  throw new UsageError(`unable to parse input: ${problem?.message ?? ''}`, { place });
}
