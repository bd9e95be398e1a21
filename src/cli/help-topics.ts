import { COMMANDS } from './command-table.ts';
import { CONFIG_KEYS } from './config/keys.ts';
import { EXIT_CODES, STAND_IN_CODES } from './exit-codes.ts';

export interface HelpTopic {
  readonly name: string;
  readonly summary: string;
  text(): string;
}

const FORMATS: readonly (readonly [string, string])[] = [
  ['table', 'for people: grouped by weakness, worst first, with a summary by standard'],
  ['json', 'everything that is known, for programs; schemas/report.schema.json describes it'],
  ['sarif', 'SARIF 2.1.0 for code scanning, with exact regions'],
  ['junit', 'JUnit XML for build servers'],
  ['markdown', 'for comments on pull requests'],
  ['github', 'annotations in the log of GitHub Actions'],
  ['gitlab', 'GitLab code quality report'],
  ['html', 'one page to read and filter in a browser, without a server or a network'],
];

export const HELP_TOPICS: readonly HelpTopic[] = [
  {
    name: 'formats',
    summary: 'how results can be written',
    text: () =>
      section(
        FORMATS,
        'One run may write several: --format and --output repeat in pairs, and a format without --output goes to standard output.\n\n  seawall scan --format table --format sarif --output seawall.sarif deploy/',
      ),
  },
  {
    name: 'exit-codes',
    summary: 'what the process says to the shell',
    text: () =>
      section(
        Object.values(EXIT_CODES)
          .toSorted((a, b) => a.code - b.code)
          .map(({ code, meaning }) => [String(code), meaning] as const),
        `Where several apply, the first of ${Object.values(EXIT_CODES)
          .map(({ code }) => code)
          .join(', ')} wins.\n\nCommands that stand in for another tool keep its codes:\n\n${Object.values(STAND_IN_CODES)
          .map(({ code, meaning }) => `  ${code}  ${meaning}`)
          .join('\n')}`,
      ),
  },
  {
    name: 'environment',
    summary: 'the variables that are read',
    text: () => section(environment(), 'A flag wins over the environment, the environment over seawall.yaml.'),
  },
  {
    name: 'config',
    summary: 'the configuration file seawall.yaml',
    text: () =>
      section(
        CONFIG_KEYS.map(({ name, description }) => [name, description] as const),
        'The file is looked for in the current folder and those above it, up to the root of the repository; --config names another.\nUnknown keys are errors. schemas/config.schema.json describes the file to editors.\n\n  failOn: medium\n  parameters:\n    workload/image-registry:\n      allowed: [registry.example.com]\n  exceptions:\n    - checks: [pod/host-network]\n      kinds: [DaemonSet]\n      names: [node-exporter]\n      reason: it measures the network of the node\n      expires: 2027-06-30',
      ),
  },
];

function environment(): (readonly [string, string])[] {
  const options = COMMANDS.flatMap((command) => command.options).filter((option) => option.env !== undefined);
  const named = new Map(options.map((option) => [option.env ?? '', `--${option.name}: ${option.description}`]));
  return [
    ...[...named].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ['NO_COLOR', 'no colour, whatever its value'],
    ['FORCE_COLOR', 'colour although the output is no terminal'],
    ['COLUMNS', 'width of tables where the output is no terminal'],
    ['SEAWALL_DEBUG', '1 prints a stack trace with an error'],
  ];
}

function section(rows: readonly (readonly [string, string])[], note: string): string {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return `${rows.map(([name, text]) => `  ${name.padEnd(width)}${text}`).join('\n')}\n\n${note}\n`;
}
