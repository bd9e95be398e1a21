/**
 * Conftest's names of parsers, and which one a file name asks for.
 * https://github.com/open-policy-agent/conftest/blob/v0.71.1/parser/parser.go (New, NewFromPath)
 */
export type FormatName =
  | 'codeowners'
  | 'dockerfile'
  | 'dotenv'
  | 'edn'
  | 'hcl1'
  | 'hcl2'
  | 'hocon'
  | 'ignore'
  | 'ini'
  | 'json'
  | 'jsonc'
  | 'nginx'
  | 'properties'
  | 'toml'
  | 'vcl'
  | 'xml'
  | 'yaml';

/** Languages that are programs rather than formats: their files are recognised, and refused with the reason. */
export type ProgramName = 'cue' | 'jsonnet';

export type ParserName = FormatName | ProgramName;

export const CONFIGURATION_PARSERS: readonly FormatName[] = [
  'codeowners',
  'dockerfile',
  'dotenv',
  'edn',
  'hcl1',
  'hcl2',
  'hocon',
  'ignore',
  'ini',
  'json',
  'jsonc',
  'nginx',
  'properties',
  'toml',
  'vcl',
  'xml',
  'yaml',
];

export const PROGRAMS: readonly ProgramName[] = ['cue', 'jsonnet'];

const NAMES: ReadonlySet<string> = new Set<string>([...CONFIGURATION_PARSERS, ...PROGRAMS]);

export function isParserName(name: string): name is ParserName {
  return NAMES.has(name);
}

/** Extensions that are not the name of their parser. */
const EXTENSIONS: Readonly<Record<string, ParserName>> = {
  yml: 'yaml',
  hcl: 'hcl2',
  tf: 'hcl2',
  tfvars: 'hcl2',
  gitignore: 'ignore',
  dockerignore: 'ignore',
  env: 'dotenv',
};

/** Names that stand for themselves or before a point, as in `Dockerfile.debug`. */
const STEMS: Readonly<Record<string, ParserName>> = { dockerfile: 'dockerfile', '.env': 'dotenv' };

const FILE_NAMES: Readonly<Record<string, ParserName>> = { 'nginx.conf': 'nginx', codeowners: 'codeowners' };

/** The parser that a file name asks for; standard input, `-`, is YAML. */
export function parserFor(path: string): ParserName | undefined {
  if (path === '-') return 'yaml';
  const name = path
    .replace(/[/\\]$/, '')
    .replace(/^.*[/\\]/s, '')
    .toLowerCase();
  const point = name.lastIndexOf('.');
  const extension = point < 0 ? '' : name.slice(point + 1);
  const stem = Object.keys(STEMS).find((one) => name === one || name.startsWith(`${one}.`));
  // The order matters where several fit: Dockerfile.tf is a Dockerfile, while .env.yaml is YAML.
  if (stem === 'dockerfile' || extension === 'dockerfile') return 'dockerfile';
  if (Object.hasOwn(EXTENSIONS, extension)) return EXTENSIONS[extension];
  if (extension === 'yaml') return 'yaml';
  if (stem !== undefined) return STEMS[stem];
  if (Object.hasOwn(FILE_NAMES, name)) return FILE_NAMES[name];
  return isParserName(extension) ? extension : undefined;
}
