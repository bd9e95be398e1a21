import type { CommandSpec, OptionSpec } from '../option-spec.ts';
import { ALLOW_INCOMPLETE } from '../shared-options.ts';

const PATHS = { name: 'paths', description: 'the same as --filename', isVariadic: true };

/** Only the type comes from the engine, so that the table of commands loads without it. */
const OPERATIONS = ['CREATE', 'UPDATE'] as const;

const REFUSED: readonly OptionSpec[] = [
  { name: 'image', short: 'i', value: 'URL', description: 'refused: nothing is fetched', isRepeatable: true },
  { name: 'tempdir', short: 'd', value: 'FOLDER', description: 'refused: nothing is fetched' },
];

/** What Gatekeeper does to objects before it judges them. */
export const MUTATE_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'policy expand',
    group: 'Enforce',
    summary: "show what controllers make of workloads, by Gatekeeper's ExpansionTemplates",
    description:
      'Stands in for gator expand: the same arguments, objects and exit codes. ExpansionTemplates, mutators, Namespaces and the objects to expand are all read from the same files and folders; what is made is mutated as objects of source Generated. Exits with 1 for an error.',
    arguments: [PATHS],
    options: [
      { name: 'filename', short: 'n', value: 'PATH', description: 'file, folder, or - for standard input', isRepeatable: true },
      {
        name: 'format',
        short: 'f',
        value: 'FORMAT',
        description: 'yaml or json; any other value is a path, as for --filename',
        default: 'yaml',
      },
      { name: 'outputfile', short: 'o', value: 'FILE', description: 'write there, not to standard output' },
      ...REFUSED,
    ],
    examples: [
      { command: 'seawall policy expand -n manifests/ -n policies/', comment: 'the Pods that Deployments will make' },
      { command: 'seawall policy expand -n all.yaml -f json -o pods.json', comment: 'as JSON in a file' },
    ],
    load: () => import('../commands/policy-expand.ts'),
  },
  {
    name: 'policy mutate',
    group: 'Enforce',
    summary: "show what Gatekeeper's mutators make of objects",
    description:
      "Reads Assign, AssignMetadata, AssignImage and ModifySet together with the objects that they are for, and prints these objects as Gatekeeper's webhook would leave them, changed or not. Mutators that contradict each other, and those that ask external data providers, are named and left out; the exit code is then 3.",
    arguments: [PATHS],
    options: [
      {
        name: 'filename',
        short: 'f',
        value: 'PATH',
        description: 'mutators and objects: file, folder, or - for standard input',
        isRepeatable: true,
      },
      { name: 'diff', description: 'print a diff of the files, which git apply reads' },
      { name: 'explain', description: 'say which mutator changes which field' },
      {
        name: 'operation',
        value: 'NAME',
        description: 'what is done with the objects',
        choices: OPERATIONS,
        default: 'CREATE',
      },
      { name: 'namespace', value: 'NAME', description: 'where objects stand that name no namespace', default: 'default' },
      { name: 'output', short: 'o', value: 'FILE', description: 'write there, not to standard output' },
      ALLOW_INCOMPLETE,
    ],
    examples: [
      { command: 'seawall policy mutate -f mutators/ -f deploy/ --explain', comment: 'which mutator changes which field' },
      { command: 'seawall policy mutate -f mutators/ -f deploy/ --diff', comment: 'what would be other than it is written' },
      { command: 'helm template chart/ | seawall policy mutate -f mutators/ - | seawall scan -', comment: 'what a cluster would get' },
    ],
    load: () => import('../commands/policy-mutate.ts'),
  },
];
