import type { CommandSpec, OptionSpec } from '../option-spec.ts';

function repeated(name: string, short: string | undefined, value: string, description: string): OptionSpec {
  return { name, ...(short && { short }), value, description, isRepeatable: true };
}

const IGNORE: OptionSpec = {
  name: 'ignore',
  value: 'PATTERN',
  description: "leave out files and folders with such a name ('.*' leaves out hidden ones)",
  isList: true,
};
const CAPABILITIES: OptionSpec = {
  name: 'capabilities',
  value: 'FILE',
  description: "what modules may call, as OPA's capabilities.json says it",
};
const STRICT: OptionSpec = { name: 'strict', short: 'S', description: 'unused variables and imports are errors too' };
const VERSIONS: readonly OptionSpec[] = [
  {
    name: 'rego-version',
    value: 'VERSION',
    description: 'the version of Rego that all modules are written in',
    choices: ['v0', 'v1'],
    default: 'that of each file',
  },
  { name: 'v0-compatible', description: 'the same as --rego-version v0' },
  { name: 'v1-compatible', description: 'the same as --rego-version v1' },
];
const VERIFICATION: readonly OptionSpec[] = [
  {
    name: 'verification-key',
    value: 'KEY',
    description: 'bundles must be signed with it: a file with the public key in PEM, or the secret of HMAC',
  },
  { name: 'verification-key-id', value: 'NAME', description: 'what the key is called in messages', default: 'default' },
  { name: 'signing-alg', value: 'NAME', description: 'how bundles must be signed, such as RS256, PS256, ES256 or HS256', default: 'RS256' },
  { name: 'scope', value: 'TEXT', description: 'the scope that the signature of a bundle must have' },
  { name: 'exclude-files-verify', value: 'PATTERN', description: 'files of a bundle that need no signature', isList: true },
];
const REPEATABLE_RUNS: readonly OptionSpec[] = [
  { name: 'http-responses', value: 'FILE', description: 'answers to http.send, which never asks a server: a list of request and response' },
  {
    name: 'now',
    value: 'TIME',
    description: 'the time that modules see, as 2026-01-31T12:00:00Z or in nanoseconds since 1970',
    default: 'the real one',
  },
  { name: 'seed', value: 'TEXT', description: 'makes rand.intn and uuid.rfc4122 give the same each time', default: 'a random one' },
];

/** What `policy test` takes beside the options of Conftest when it runs the tests of Rego modules, as opa test does. */
export const REGO_TEST_OPTIONS: readonly OptionSpec[] = [
  { name: 'verbose', short: 'v', description: 'unit tests and suites: list those that pass too, and say how the others went' },
  { name: 'run', short: 'r', value: 'REGEX', description: 'unit tests: only those whose whole name matches; suites: TEST//CASE' },
  { name: 'var-values', description: 'Rego unit tests: show the expression that failed, and the values in it' },
  { name: 'coverage', description: 'Rego unit tests: report which lines were reached' },
  { name: 'threshold', value: 'PERCENT', description: 'Rego unit tests: exit with 2 when fewer lines were reached' },
  {
    name: 'explain',
    value: 'MODE',
    description: 'Rego unit tests: the events that are shown of a failure',
    choices: ['fails', 'full', 'notes', 'debug'],
    default: 'fails',
  },
  { name: 'format', value: 'FORMAT', description: 'Rego unit tests: how to report', choices: ['pretty', 'json'], default: 'pretty' },
  { name: 'sort', value: 'ORDER', description: 'Rego unit tests: order of the JSON', choices: ['none', 'duration'], default: 'none' },
  { name: 'timeout', value: 'DURATION', description: 'Rego unit tests: how long each may take', default: '5s' },
  { name: 'count', value: 'COUNT', description: 'Rego unit tests: how often to run them', default: '1' },
  { name: 'bundle', short: 'b', description: 'Rego unit tests: the paths are bundles' },
  ...VERIFICATION.map((option) => ({ ...option, description: `Rego unit tests: ${option.description}` })),
  { name: 'exit-zero-on-skipped', short: 'z', description: 'Rego unit tests: exit with 0 where tests were skipped' },
  { name: 'fail-on-empty', description: 'Rego unit tests: exit with 1 where there are none' },
  { name: 'v0-compatible', description: 'Rego unit tests: the same as --rego-version v0' },
  { name: 'v1-compatible', description: 'Rego unit tests: the same as --rego-version v1' },
  ...REPEATABLE_RUNS.map((option) => ({ ...option, description: `Rego unit tests: ${option.description}` })),
];

/** The commands that stand in for OPA's own. */
export const OPA_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'policy eval',
    group: 'Enforce',
    summary: 'evaluate a Rego query over modules, data and an input',
    description:
      'Stands in for opa eval: the same arguments, outputs and exit codes. Modules written before OPA 1.0 run as they are, with a warning. http.send is answered from a file only. Exits with 2 for an error, and with 1 for an undefined result with --fail, or a defined one with --fail-defined.',
    arguments: [{ name: 'query', description: 'what to evaluate, such as data.app.allow' }],
    options: [
      repeated('data', 'd', 'PATH', 'modules and data: files, or folders that are read in full'),
      repeated('bundle', 'b', 'PATH', 'bundles: folders or .tar.gz files'),
      ...VERIFICATION,
      { name: 'input', short: 'i', value: 'FILE', description: 'the input, JSON or YAML' },
      { name: 'stdin-input', short: 'I', description: 'read the input from standard input' },
      { name: 'stdin', description: 'read the query from standard input' },
      {
        name: 'format',
        short: 'f',
        value: 'FORMAT',
        description: 'how to print results',
        choices: ['json', 'values', 'bindings', 'pretty', 'source', 'raw', 'discard'],
        default: 'json',
      },
      { name: 'fail', description: 'exit with 1 when the result is undefined' },
      { name: 'fail-defined', description: 'exit with 1 when the result is defined' },
      { name: 'package', value: 'NAME', description: 'the package whose rules the query names without it' },
      repeated('import', undefined, 'PATH', 'what the query imports'),
      {
        name: 'explain',
        value: 'MODE',
        description: 'say what happened: all events, those of trace(), or what did not hold and why',
        choices: ['off', 'full', 'notes', 'fails', 'debug'],
        default: 'off',
      },
      { name: 'coverage', description: 'report which lines were reached' },
      { name: 'profile', description: 'report what each line cost' },
      { name: 'profile-limit', value: 'COUNT', description: 'how many lines the profile has', default: '10' },
      {
        name: 'profile-sort',
        value: 'NAME',
        description: 'order of the profile: total_time_ns, num_eval, num_redo, num_gen_expr, file, line',
        isList: true,
      },
      { name: 'metrics', description: 'report how long loading, compiling and evaluating took' },
      { name: 'pretty-limit', value: 'LENGTH', description: 'cut values in tables that are longer' },
      {
        name: 'strict-builtin-errors',
        description: 'an error of a builtin ends the evaluation, rather than making the expression undefined',
      },
      { name: 'show-builtin-errors', description: 'the same as --strict-builtin-errors: the first of them is told' },
      { name: 'timeout', value: 'DURATION', description: 'give up after so long (5s, 500ms)' },
      ...REPEATABLE_RUNS,
      IGNORE,
      CAPABILITIES,
      STRICT,
      ...VERSIONS,
      { name: 'partial', short: 'p', description: 'refused: partial evaluation is not offered' },
      repeated('unknowns', 'u', 'PATH', 'refused: partial evaluation is not offered'),
      { name: 'schema', short: 's', value: 'PATH', description: 'refused: types are checked without schemas' },
    ],
    examples: [
      { command: "seawall policy eval -d policy.rego -i input.json 'data.app.allow'", comment: 'the value of a rule' },
      {
        command: "seawall policy eval -f pretty --explain fails -d policy.rego -i input.json 'data.app.allow'",
        comment: 'and which expression it came to where it does not hold',
      },
      { command: "seawall policy eval --fail-defined -d policy.rego -i input.json 'data.app.deny[_]' > result.json", comment: 'in CI' },
    ],
    load: () => import('../commands/policy-eval.ts'),
  },
  {
    name: 'policy check',
    group: 'Enforce',
    summary: 'find errors and common mistakes in Rego modules',
    description:
      'Stands in for opa check: the same arguments, errors and exit codes. What compiles is also looked through for common mistakes, each told with what goes wrong because of it and what to write instead; "# seawall: ignore RULE" in the line or above it keeps one from being told. Exits with 1 for an error, and with --fail-on-lint for a mistake too.',
    arguments: [{ name: 'paths', description: 'modules, and folders that are read in full', isVariadic: true }],
    options: [
      { name: 'bundle', short: 'b', description: 'the paths are bundles: folders or .tar.gz files' },
      ...VERIFICATION,
      { name: 'format', short: 'f', value: 'FORMAT', description: 'how to report', choices: ['pretty', 'json'], default: 'pretty' },
      { name: 'fail-on-lint', description: 'exit with 1 for a common mistake too' },
      {
        name: 'ignore-lint',
        value: 'RULE',
        description: 'common mistakes not to look for, such as unused-import; all looks for none',
        isList: true,
      },
      { name: 'max-errors', short: 'm', value: 'COUNT', description: 'how many errors to tell', default: 'all' },
      { name: 'v0-v1', description: 'modules must be valid in both versions of Rego' },
      IGNORE,
      CAPABILITIES,
      STRICT,
      ...VERSIONS,
      { name: 'schema', short: 's', value: 'PATH', description: 'refused: types are checked without schemas' },
    ],
    examples: [
      { command: 'seawall policy check policy/', comment: 'every module in a folder' },
      { command: 'seawall policy check --strict --fail-on-lint --format json policy/ > check.json', comment: 'in CI' },
    ],
    load: () => import('../commands/policy-check.ts'),
  },
  {
    name: 'policy fmt',
    group: 'Enforce',
    summary: 'format Rego modules, and rewrite those from before OPA 1.0',
    description:
      'Stands in for opa fmt: the same arguments, output and exit codes. Without a path it formats standard input; in folders it takes what ends in .rego. Exits with 2 where a module cannot be formatted, and with --fail where one would change.',
    arguments: [{ name: 'paths', description: 'modules, and folders that are read in full', isVariadic: true }],
    options: [
      { name: 'write', short: 'w', description: 'write the files rather than to standard output' },
      { name: 'list', short: 'l', description: 'only list files that would change' },
      { name: 'diff', short: 'd', description: 'only show what would change, as a unified diff' },
      { name: 'fail', description: 'exit with 2 where a file would change' },
      { name: 'v0-v1', description: 'rewrite modules of version 0 so that they are valid in both versions' },
      { name: 'v0-compatible', description: 'modules are written in version 0, and stay so' },
      { name: 'v1-compatible', description: 'modules are written in version 1, also with --v0-v1' },
      { name: 'drop-v0-imports', description: 'leave out imports that version 1 needs no more: rego.v1 and future.keywords' },
      {
        name: 'check-result',
        value: 'BOOLEAN',
        description: 'read what was formatted once more before it is written',
        choices: ['true', 'false'],
        default: 'true',
      },
    ],
    examples: [
      { command: 'seawall policy fmt --write policy/', comment: 'all modules of a folder' },
      { command: 'seawall policy fmt --v0-v1 --write policy/', comment: 'and carry them over to version 1 of Rego' },
      { command: 'seawall policy fmt --list --fail policy/', comment: 'in CI' },
    ],
    load: () => import('../commands/policy-fmt.ts'),
  },
];
