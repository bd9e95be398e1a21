import type { CommandSpec } from '../option-spec.ts';

export const PARSE_COMMAND: CommandSpec = {
  name: 'policy parse',
  group: 'Enforce',
  summary: 'show what policies see: a configuration as JSON, or the syntax tree of a Rego module',
  description:
    'Stands in for conftest parse, and for opa parse where one .rego file is named: the same arguments and output. Several configurations become one object by their names. Exits with 1 for a file that cannot be read or parsed; the others are shown.',
  arguments: [{ name: 'paths', description: 'files, or - for standard input', isRequired: true, isVariadic: true }],
  options: [
    { name: 'parser', value: 'NAME', description: 'configurations: how to read them', default: 'by their names' },
    { name: 'combine', description: 'configurations: as the list that policies see with --combine' },
    {
      name: 'proto-file-dirs',
      value: 'PATH',
      description: 'configurations: folders of .proto files, for textproto',
      isList: true,
    },
    {
      name: 'format',
      short: 'f',
      value: 'FORMAT',
      description: 'modules: how to print the tree',
      choices: ['pretty', 'json'],
      default: 'pretty',
    },
    { name: 'json-include', value: 'PARTS', description: 'modules: -comments leaves comments out; there are no locations', isList: true },
    { name: 'v0-compatible', description: 'modules: read version 0 of Rego' },
    { name: 'v1-compatible', description: 'modules: read version 1 of Rego, which is the default' },
  ],
  examples: [
    { command: 'seawall policy parse Dockerfile', comment: 'what a policy sees of it' },
    { command: 'seawall policy parse --format json policy.rego', comment: 'the syntax tree of a module' },
  ],
  load: () => import('../commands/policy-parse.ts'),
};
