import type { CheckOutput } from '../report/conftest/index.ts';
import type { CommandSpec, OptionSpec } from './option-spec.ts';
import { MUTATE_COMMANDS } from './policy/mutate-commands.ts';
import { REGO_TEST_OPTIONS } from './policy/opa-commands.ts';
import { PARSE_COMMAND } from './policy/parse-command.ts';

/** Only the type comes from the renderers, so that the table of commands loads without them. */
const OUTPUTS: readonly CheckOutput[] = ['stdout', 'json', 'tap', 'table', 'junit', 'github', 'azuredevops', 'sarif'];

function list(name: string, short: string | undefined, value: string, description: string, fallback?: string): OptionSpec {
  return { name, ...(short && { short }), value, description, isList: true, ...(fallback && { default: fallback }) };
}

function output(choices: readonly string[], description: string): OptionSpec {
  return { name: 'output', short: 'o', value: 'FORMAT', description, choices, default: 'stdout' };
}

/** What `policy test` takes beside the options of Conftest when it judges by Gatekeeper's constraints, as gator test does. */
const CONSTRAINT_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'filename',
    short: 'f',
    value: 'PATH',
    description: 'constraints: judge the objects in this file or folder by the ConstraintTemplates and constraints in it',
    isRepeatable: true,
  },
  { name: 'deny-only', description: 'constraints: leave out violations that keep nothing out' },
];

const SHARED: readonly OptionSpec[] = [
  list('policy', 'p', 'PATH', 'folders or files of policies', 'policy'),
  list('data', 'd', 'PATH', 'JSON and YAML that policies find under data'),
  {
    name: 'rego-version',
    value: 'VERSION',
    description: 'the version of Rego that policies are written in',
    choices: ['v0', 'v1'],
    default: 'that of each file',
  },
  { name: 'capabilities', value: 'FILE', description: "what policies may call, as OPA's capabilities.json says it" },
  { name: 'strict', description: 'unused variables and imports of policies are errors too' },
  { name: 'show-builtin-errors', description: 'an error of a builtin ends the run, rather than making the expression undefined' },
  { name: 'trace', description: 'say on standard error how each query went' },
  { name: 'quiet', description: 'print nothing when everything passed' },
  { name: 'no-color', description: 'no colour' },
  { name: 'junit-hide-message', description: 'leave messages out of the names of JUnit cases' },
  { name: 'github-hide-passed', description: 'leave files out of GitHub annotations that passed everything' },
  list('proto-file-dirs', undefined, 'PATH', 'folders of .proto files, for textproto'),
  {
    name: 'config-file',
    short: 'c',
    value: 'FILE',
    description: 'settings of the project',
    default: 'conftest.toml, if there is one',
    env: 'CONFTEST_CONFIG_FILE',
  },
];

const ENVIRONMENT =
  'Each option is also read from conftest.toml (all-namespaces = true) and from the environment (CONFTEST_ALL_NAMESPACES).';

/** The commands that stand in for Conftest and for the tests of OPA and Gatekeeper. */
export const POLICY_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'policy test',
    group: 'Enforce',
    summary: 'judge configuration files by Rego policies: deny, warn and violation rules',
    description: `Stands in for conftest test: the same arguments, output and exit codes. Rules called deny, violation and warn, or deny_NAME and so on, give messages about each document; exception rules take rules out. With --filename it stands in for gator test; given files of kind Suite for gator verify; given folders of Rego with rules called test_NAME for opa test. ${ENVIRONMENT} Exits with 1 for a failure or an error; with --fail-on-warn 2 for a failure and 1 for warnings.`,
    arguments: [{ name: 'paths', description: 'files, folders, or - for standard input', isVariadic: true }],
    options: [
      list('namespace', 'n', 'NAME', "packages to ask, also as a pattern ('k8s.*')", 'main'),
      { name: 'all-namespaces', description: 'ask all packages' },
      { name: 'combine', description: 'judge all documents at once, as a list of path and contents' },
      { name: 'fail-on-warn', description: 'exit with 1 for warnings, and with 2 for failures' },
      { name: 'no-fail', description: 'exit with 0 whatever policies say' },
      { name: 'suppress-exceptions', description: 'do not print exceptions' },
      { name: 'ignore', value: 'REGEX', description: 'leave out paths that match' },
      { name: 'parser', value: 'NAME', description: 'how to read the files', default: 'by their names' },
      { name: 'stdin-filename', value: 'NAME', description: 'what to call standard input in results' },
      ...REGO_TEST_OPTIONS,
      ...CONSTRAINT_OPTIONS,
      output([...OUTPUTS, 'yaml'], 'how to report; constraints as text, json or yaml'),
      list('update', 'u', 'PATH', 'copy policies from this folder or file:// into the first of --policy beforehand'),
      ...SHARED,
    ],
    examples: [
      { command: 'seawall policy test deployment.yaml', comment: 'by the policies in the folder policy' },
      { command: 'seawall policy test -p policies --all-namespaces -o junit deploy/ > policy.xml', comment: 'in CI' },
      { command: 'helm template chart/ | seawall policy test --combine -', comment: 'a rendered chart as a whole' },
      { command: 'seawall policy test -f manifests/ -f constraints/', comment: "by Gatekeeper's constraints, as gator test" },
    ],
    load: () => import('./commands/policy-test.ts'),
  },
  {
    name: 'policy verify',
    group: 'Enforce',
    summary: 'run the unit tests of Rego policies',
    description: `Stands in for conftest verify: evaluates every rule called test_NAME in the policies; one that is not true fails, todo_test_NAME is skipped. parse_config, parse_config_file and parse_combined_config_files read configurations in tests. Given files of kind Suite, or PATH/..., it stands in for gator verify. ${ENVIRONMENT} Exits with 1 for a failure or an error.`,
    arguments: [
      { name: 'paths', description: 'suites of Gatekeeper, or folders of them; --policy says where policies are', isVariadic: true },
    ],
    options: [
      list('namespace', 'n', 'NAME', "only the tests of these packages, also as a pattern ('k8s.*')", 'all'),
      {
        name: 'report',
        value: 'SCOPE',
        description: 'print a report with traces of failures: all events, those of trace(), or what did not hold',
        choices: ['full', 'notes', 'fails'],
      },
      { name: 'var-values', description: 'the same as --report fails, with the values of variables' },
      { name: 'run', short: 'r', value: 'REGEX', description: 'suites: only tests and cases whose names match; TEST//CASE asks for both' },
      { name: 'verbose', short: 'v', description: 'suites: list those that pass too, and what they print' },
      output(OUTPUTS, 'how to report'),
      ...SHARED,
    ],
    examples: [
      { command: 'seawall policy verify', comment: 'the tests in the folder policy' },
      { command: 'seawall policy verify -p policies --report fails', comment: 'and why one failed' },
      {
        command: "seawall policy verify constraints/... --run 'allowed-repos//'",
        comment: "suites of Gatekeeper's constraints, as gator verify",
      },
    ],
    load: () => import('./commands/policy-verify.ts'),
  },
  PARSE_COMMAND,
  ...MUTATE_COMMANDS,
];
