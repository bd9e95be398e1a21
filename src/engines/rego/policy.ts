import { fail, indexLines, type Outcome, type Place, type Problem, succeed } from '../../core/index.ts';
import { builtinsFor, type HostFunction } from './builtins/index.ts';
import type { Diagnostic } from './compile/diagnostics.ts';
import { compileProgram } from './compile/program.ts';
import { type Answer, type CompiledQuery, compileQuery, type QueryContext } from './compile/query.ts';
import { separateTests } from './compile/test-rules.ts';
import { type Program, QUERY } from './compile/unit.ts';
import { EvaluationFault } from './evaluate/faults.ts';
import type { HostOptions } from './evaluate/host.ts';
import { Observer } from './evaluate/observer.ts';
import { lookupPath, Runtime } from './evaluate/runtime.ts';
import { describeObservation, type Observation, type ObserveOptions } from './observation.ts';
import { type LanguageVersion, type Module, parseModule } from './syntax/index.ts';
import { fromHost, HostFault, RegoObject, toHost, type Value } from './values/index.ts';

export interface SourceModule {
  readonly name: string;
  readonly text: string;
  /** The language version, where it differs from the policy's. */
  readonly version?: LanguageVersion;
}

export interface CompileOptions {
  readonly version?: LanguageVersion;
  /** Base documents under data. */
  readonly data?: unknown;
  /** Whether unused variables, arguments and imports are errors too. */
  readonly strict?: boolean;
  /** Functions that the host adds, by name: `parse_config`. */
  readonly functions?: Readonly<Record<string, HostFunction>>;
  /** The builtins that modules may call, as OPA's capabilities name them; without it all. */
  readonly builtins?: ReadonlySet<string>;
  /** Whether rules called `test_` are tests: each rule is one, and those with cases tell them. */
  readonly tests?: boolean;
  /** Off only to test that they change no result. */
  readonly indexing?: boolean;
  readonly caching?: boolean;
}

export interface EvaluateOptions {
  /** Left out: input is undefined. May be what `prepareInput` gave. */
  readonly input?: unknown;
  /** Base documents instead of those the policy was compiled with. */
  readonly data?: unknown;
  /** Whether an error of a builtin ends the evaluation rather than making the expression undefined. */
  readonly strictErrors?: boolean;
  readonly host?: HostOptions;
  readonly maxSteps?: number;
  readonly maxItems?: number;
}

/** One solution of a query: its variables, and for each of its expressions that it held or what its value was. */
export interface Solution {
  readonly bindings: Readonly<Record<string, unknown>>;
  readonly expressions: readonly { readonly value: unknown; readonly text: string }[];
}

export type ResultSet = readonly Solution[];

export interface Policy {
  /** The solutions of a query such as `data.app.allow` or `data.app.deny = x`. */
  evaluate(query: string, options?: EvaluateOptions & QueryContext): Outcome<ResultSet>;
  /** The same as the engine holds them, with sets and exact numbers. */
  solve(query: string, options?: EvaluateOptions & QueryContext): Outcome<readonly Answer[]>;
  /** The value of one document under data, undefined where it has none. The fastest way to ask, since nothing is parsed. */
  document(path: readonly string[], options?: EvaluateOptions): Outcome<unknown>;
  /** The same as the engine holds it, with sets and exact numbers; fit to be handed back as input. */
  value(path: readonly string[], options?: EvaluateOptions): Outcome<Value | undefined>;
  /** The value of a document with all that happened on the way: trace, failures, profile and coverage. Slower, as another program runs. */
  observe(path: readonly string[], options?: EvaluateOptions & ObserveOptions): Outcome<Observation>;
  /** The solutions of a query with all that happened on the way; the value of the observation is left out. */
  watch(query: string, options?: EvaluateOptions & QueryContext & ObserveOptions): Outcome<WatchedQuery>;
  readonly modules: readonly Module[];
}

export interface WatchedQuery {
  readonly answers: readonly Answer[];
  readonly observation: Observation;
}

const MAX_STEPS = 50_000_000;
const MAX_ITEMS = 5_000_000;
const MAX_CALLS = 1000;

/** Converts an input once for many evaluations. */
export function prepareInput(input: unknown): Value {
  return fromHost(input);
}

/** Compiles modules; fails with every error found, each with its code, place and hint. */
export function compile(sources: readonly SourceModule[], options: CompileOptions = {}): Outcome<Policy> {
  try {
    return compileSources(sources, options);
  } catch (fault) {
    if (!(fault instanceof RangeError)) throw fault;
    return fail({ code: 'limit', message: 'eval_limit_error: a module is nested too deep to be compiled' });
  }
}

function compileSources(sources: readonly SourceModule[], options: CompileOptions): Outcome<Policy> {
  const problems: Problem[] = [];
  const parsed: Module[] = [];
  for (const { name, text, version } of sources) {
    const { module, errors } = parseModule(name, text, version ?? options.version ?? 'v1');
    parsed.push(module);
    for (const { message, at, hint } of errors) {
      problems.push(problemOf({ code: 'rego_parse_error', message, module: name, at, ...(hint !== undefined && { hint }) }, text));
    }
  }
  if (problems.length > 0) return fail(...problems);
  const modules = options.tests === true ? separateTests(parsed) : parsed;
  const settings = {
    indexing: options.indexing ?? true,
    caching: options.caching ?? true,
    observed: false,
    strict: options.strict ?? false,
    tests: options.tests ?? false,
  };
  const builtins = builtinsFor(options);
  const program = compileProgram(modules, builtins, settings);
  if (program.diagnostics.length > 0) {
    return fail(
      ...program.diagnostics.map((diagnostic) => problemOf(diagnostic, modules.find(({ name }) => name === diagnostic.module)?.text ?? '')),
    );
  }
  return guarded(modules, () => createPolicy(program, modules, baseOf(options.data)));
}

function baseOf(data: unknown): RegoObject {
  const base = fromHost(data ?? {});
  return base instanceof RegoObject ? base : new RegoObject();
}

function problemOf(diagnostic: Diagnostic, text: string): Problem {
  const lines = indexLines(text);
  const place: Place = { file: diagnostic.module, range: lines.rangeOf(diagnostic.at, diagnostic.at + 1) };
  const code = diagnostic.code === 'rego_parse_error' ? 'unparsable' : 'not-evaluated';
  const problem = { code, message: `${diagnostic.code}: ${diagnostic.message}`, place } as const;
  return diagnostic.hint === undefined ? problem : { ...problem, hint: diagnostic.hint };
}

function createPolicy(program: Program, modules: readonly Module[], base: RegoObject): Policy {
  const queries = new Map<Program, Map<string, Outcome<CompiledQuery>>>();
  const prepare = (of: Program, text: string, { package: home, imports, version }: QueryContext): Outcome<CompiledQuery> => {
    const known = queries.get(of) ?? new Map<string, Outcome<CompiledQuery>>();
    queries.set(of, known);
    const key = JSON.stringify([text, home, imports, version]);
    const earlier = known.get(key);
    if (earlier) return earlier;
    const result = compileQuery(of, modules, text, {
      ...(home && { package: home }),
      ...(imports && { imports }),
      ...(version && { version }),
    });
    const compiled: Outcome<CompiledQuery> = result.ok
      ? succeed(result.query)
      : fail(...result.faults.map((diagnostic) => problemOf(diagnostic, result.text)));
    known.set(key, compiled);
    return compiled;
  };
  const start = (options: EvaluateOptions): Runtime =>
    new Runtime(
      {
        input: options.input === undefined ? undefined : fromHost(options.input),
        base: options.data === undefined ? base : baseOf(options.data),
        masked: undefined,
        mocks: undefined,
        cache: [],
      },
      options.host ?? {},
      { maxSteps: options.maxSteps ?? MAX_STEPS, maxItems: options.maxItems ?? MAX_ITEMS, maxDepth: MAX_CALLS },
      options.strictErrors ?? false,
    );
  const valueAt = (path: readonly string[], options: EvaluateOptions = {}): Outcome<Value | undefined> =>
    guarded(modules, () => documentAt(program, path, start(options)));
  const textsWith = (query: string): readonly Text[] => [...modules, { name: QUERY, text: query }];
  let observed: Program | undefined;
  const solve: Policy['solve'] = (query, options = {}) => {
    const compiled = prepare(program, query, options);
    return compiled.ok ? guarded(textsWith(query), () => compiled.value.run(start(options))) : compiled;
  };
  const observedProgram = (): Program => {
    observed ??= compileProgram(modules, program.builtins, { ...program.options, observed: true });
    return observed;
  };
  return {
    modules,
    solve,
    evaluate: (query, options) => {
      const found = solve(query, options);
      if (!found.ok) return found;
      return succeed(
        found.value.map(({ bindings, expressions }) => ({
          bindings: Object.fromEntries([...bindings].map(([name, value]) => [name, toHost(value)])),
          expressions: expressions.map(({ text, value }) => ({ text, value: toHost(value) })),
        })),
      );
    },
    document: (path, options = {}) => {
      const found = valueAt(path, options);
      return found.ok ? succeed(found.value === undefined ? undefined : toHost(found.value)) : found;
    },
    value: valueAt,
    observe: (path, options = {}) =>
      guarded(modules, () => {
        const watched = observedProgram();
        const rt = start(options);
        const observer = new Observer(options);
        rt.observer = observer;
        return describeObservation(documentAt(watched, path, rt), observer, watched.marks, modules);
      }),
    watch: (query, options = {}) => {
      const watched = observedProgram();
      const compiled = prepare(watched, query, options);
      if (!compiled.ok) return compiled;
      return guarded(textsWith(query), () => {
        const rt = start(options);
        const observer = new Observer(options);
        rt.observer = observer;
        const answers = compiled.value.run(rt);
        return { answers, observation: describeObservation(undefined, observer, watched.marks, modules, query) };
      });
    },
  };
}

/** The value of a document of rules, or of the host's data where no rule stands. */
function documentAt(program: Program, path: readonly string[], rt: Runtime): Value | undefined {
  let node = program.root;
  for (const [i, name] of path.entries()) {
    const { kind } = node.definition ?? {};
    const child = node.children.get(name);
    if (child && (kind === undefined || kind === 'function')) node = child;
    else if (kind === undefined || kind === 'function') return lookupPath(rt.scope.base, path);
    else {
      const value = rt.document(node);
      return value && lookupPath(value, path.slice(i));
    }
  }
  return rt.document(node);
}

/** A module, or the query. */
type Text = Pick<Module, 'name' | 'text'>;

function guarded<T>(modules: readonly Text[], work: () => T): Outcome<T> {
  try {
    return succeed(work());
  } catch (fault) {
    if (fault instanceof EvaluationFault) return fail(evaluationProblem(fault, modules));
    if (fault instanceof HostFault) return fail(evaluationProblem(new EvaluationFault('eval_limit_error', fault.message), modules));
    if (fault instanceof RangeError)
      return fail(
        evaluationProblem(new EvaluationFault('eval_limit_error', `evaluation ran out of stack or memory: ${fault.message}`), modules),
      );
    throw fault;
  }
}

function evaluationProblem({ code, message, place }: EvaluationFault, modules: readonly Text[]): Problem {
  const problem = { code: code === 'eval_limit_error' ? 'limit' : 'not-evaluated', message: `${code}: ${message}` } as const;
  const module = place && modules.find(({ name }) => name === place.module);
  if (!place || !module) return problem;
  return { ...problem, place: { file: module.name, range: indexLines(module.text).rangeOf(place.at, place.at + 1) } };
}
