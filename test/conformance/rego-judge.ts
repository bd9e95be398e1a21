import {
  type Answer,
  compile,
  formatJson,
  type HostOptions,
  parseJson,
  RegoObject,
  setOf,
  type Value,
} from '../../src/engines/rego/index.ts';

/** A case of the suite that Open Policy Agent publishes for other implementations. */
export interface RegoCase {
  readonly folder: string;
  readonly note: string;
  readonly query: string;
  readonly modules: readonly string[];
  readonly data: Value | undefined;
  readonly input: Value | undefined;
  readonly inputTerm: string | undefined;
  readonly wantResult: Value | undefined;
  readonly wantDefined: boolean | undefined;
  readonly wantCode: string | undefined;
  readonly wantMessage: string | undefined;
  readonly sortBindings: boolean;
  readonly strictErrors: boolean;
}

export interface CaseVerdict {
  readonly passed: boolean;
  readonly detail: string;
}

const HOST: HostOptions = { now: 1_780_000_000_000_000_000n, seed: 'conformance', environment: {} };

/** The cases of one published file. */
export function casesOf(folder: string, text: string): readonly RegoCase[] {
  const file = parseJson(text);
  const cases = file instanceof RegoObject ? file.get('cases') : undefined;
  if (!Array.isArray(cases)) throw new Error(`a file of ${folder} holds no cases`);
  return (cases as readonly Value[]).map((entry) => caseOf(folder, entry as RegoObject));
}

function caseOf(folder: string, entry: RegoObject): RegoCase {
  const text = (key: string): string | undefined => {
    const value = entry.get(key);
    return typeof value === 'string' ? value : undefined;
  };
  const modules = entry.get('modules');
  const defined = entry.get('want_defined');
  return {
    folder,
    note: text('note') ?? '',
    query: text('query') ?? '',
    modules: Array.isArray(modules) ? (modules as readonly string[]) : [],
    data: entry.get('data'),
    input: entry.get('input'),
    inputTerm: text('input_term'),
    wantResult: entry.get('want_result'),
    wantDefined: typeof defined === 'boolean' ? defined : undefined,
    wantCode: text('want_error_code'),
    wantMessage: text('want_error'),
    sortBindings: entry.get('sort_bindings') === true,
    strictErrors: entry.get('strict_error') === true,
  };
}

/** Runs one case through the engine as a host would. */
export function judgeCase(entry: RegoCase): CaseVerdict {
  const input = entry.inputTerm === undefined ? entry.input : termValue(entry.inputTerm);
  const sources = entry.modules.map((text, i) => ({ name: `module-${i}.rego`, text }));
  const policy = compile(sources, entry.data === undefined ? {} : { data: entry.data });
  if (!policy.ok) return judgeFault(entry, policy.problems[0]?.message ?? '');
  const found = policy.value.solve(entry.query, { strictErrors: entry.strictErrors, host: HOST, ...(input !== undefined && { input }) });
  if (!found.ok) return judgeFault(entry, found.problems[0]?.message ?? '');
  if (entry.wantCode !== undefined || entry.wantMessage !== undefined)
    return { passed: false, detail: `no error but ${found.value.length} results; wanted ${entry.wantMessage}` };
  if (entry.wantDefined !== undefined)
    return { passed: found.value.length > 0 === entry.wantDefined, detail: `${found.value.length} results` };
  // The order of solutions means nothing; that of a binding's items nothing either where the case says so.
  const want = asSet(listOf(entry.wantResult), entry.sortBindings);
  const have = asSet(found.value.map(visible), entry.sortBindings);
  const passed = want.join('\n') === have.join('\n');
  return { passed, detail: passed ? '' : `got ${have.join()}\nwanted ${want.join()}` };
}

function listOf(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [];
}

function asSet(solutions: readonly Value[], sortBindings: boolean): readonly string[] {
  const texts = solutions.map((solution) => {
    const plain = parseJson(formatJson(solution));
    if (!sortBindings || !(plain instanceof RegoObject)) return formatJson(solution);
    const sorted = new RegoObject();
    for (const [name, value] of plain.pairs())
      sorted.set(
        name,
        Array.isArray(value) ? (value as readonly Value[]).toSorted((a, b) => (formatJson(a) < formatJson(b) ? -1 : 1)) : value,
      );
    return formatJson(sorted);
  });
  return [...new Set(texts)].toSorted();
}

function visible({ bindings }: Answer): RegoObject {
  const object = new RegoObject();
  for (const [name, value] of bindings) object.set(name, value);
  return object;
}

/** An input that JSON cannot write, such as a set. */
function termValue(text: string): Value {
  const policy = compile([]);
  const found = policy.ok ? policy.value.solve(`x = ${text}`) : policy;
  const value = found.ok ? found.value[0]?.bindings.get('x') : undefined;
  return value ?? setOf([]);
}

/** The code, and the message with what stands before it: the place, where the suite gives one. */
const MESSAGE = /^(?:(\S+:\d+): )?(?:(eval_\w+): )?([\s\S]*)$/;

function judgeFault(entry: RegoCase, message: string): CaseVerdict {
  const { wantCode, wantMessage } = entry;
  if (wantCode === undefined && wantMessage === undefined) return { passed: false, detail: `unexpected ${message}` };
  const [, , code = wantCode, text = ''] = MESSAGE.exec(wantMessage ?? '') ?? [];
  const passed = message.startsWith(`${wantCode ?? code}: `) && message.includes(text);
  return { passed, detail: passed ? '' : `got ${message}\nwanted ${wantCode}: ${wantMessage}` };
}
