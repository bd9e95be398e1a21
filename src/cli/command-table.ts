import type { CommandSpec } from './option-spec.ts';
import { ALLOW_INCOMPLETE, COLOR, CONFIG, KUBERNETES_VERSION, NAMESPACE, OUTPUT, PATHS, SCAN_OPTIONS } from './shared-options.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** Every command. One that is not here does not exist, neither for the parser nor in the help. */
export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'scan',
    group: 'Find',
    summary: 'find weaknesses in manifests and in the configuration of the control plane',
    description:
      'Reads Kubernetes objects and component configuration, asks every check of the catalogue, and reports what it found with the exact place. Folders are read in full, except what .gitignore and .seawallignore leave out. Nothing is sent or fetched.',
    arguments: [PATHS],
    options: SCAN_OPTIONS,
    examples: [
      { command: 'seawall scan deploy/', comment: 'a folder of manifests' },
      {
        command: 'helm template chart/ | seawall scan - --format table --format sarif --output seawall.sarif',
        comment: 'a rendered chart: a table to read and a file for code scanning',
      },
    ],
    load: () => import('./commands/scan.ts'),
  },
  {
    name: 'pod-security',
    group: 'Find',
    summary: 'show the Pod Security level that each workload reaches, and what separates it from the next',
    description: 'Judges every pod by the Pod Security Standards exactly as the admission plugin of the given release does.',
    arguments: [PATHS],
    options: [
      {
        name: 'level',
        value: 'LEVEL',
        description: 'exit with 1 when a workload does not reach this level',
        choices: ['baseline', 'restricted'],
      },
      {
        name: 'format',
        value: 'FORMAT',
        description: 'how to report; repeat it in pairs with --output',
        choices: ['table', 'json'],
        default: 'table',
      },
      OUTPUT,
      NAMESPACE,
      KUBERNETES_VERSION,
      ALLOW_INCOMPLETE,
      CONFIG,
      COLOR,
    ],
    examples: [
      { command: 'seawall pod-security deploy/', comment: 'which level each workload reaches today' },
      {
        command: 'seawall pod-security --level restricted --kubernetes-version 1.33 deploy/',
        comment: 'is all of it ready for a restricted namespace?',
      },
    ],
    load: () => import('./commands/pod-security.ts'),
  },
  {
    name: 'explain',
    group: 'Learn',
    summary: 'explain a check, a requirement of a standard, or a term of Kubernetes security',
    description:
      'Takes the id of a check, the id that another scanner has for it (KSV017, C-0057, CKV_K8S_16 ...), a requirement (cis:5.2.2, owasp:K01), or a term (etcd, seccomp, service mesh). Without an argument it lists all of them.',
    arguments: [{ name: 'topic', description: 'what to explain', isVariadic: true }],
    options: [
      { name: 'format', value: 'FORMAT', description: 'how to answer', choices: ['table', 'json'], default: 'table' },
      OUTPUT,
      COLOR,
    ],
    examples: [
      { command: 'seawall explain pod/host-network', comment: 'why it matters, what to do, who else calls it what' },
      { command: 'seawall explain dockerfile/multi-stage', comment: 'how an image becomes small and safe, with an example' },
      { command: 'seawall explain KSV017', comment: "the check that stands for another scanner's id" },
    ],
    load: () => import('./commands/explain.ts'),
  },
  {
    name: 'completion',
    group: 'Set up',
    summary: 'print the completion script of a shell',
    arguments: [{ name: 'shell', description: 'bash, zsh or fish', isRequired: true, choices: SHELLS }],
    options: [],
    examples: [
      { command: 'source <(seawall completion bash)', comment: 'for this session' },
      { command: 'seawall completion fish > ~/.config/fish/completions/seawall.fish', comment: 'for all sessions' },
    ],
    load: () => import('./commands/completion.ts'),
  },
];
