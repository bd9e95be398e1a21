import { ATTACK_COMMANDS } from './attack-commands.ts';
import { NET_COMMANDS } from './net-commands.ts';
import type { CommandSpec } from './option-spec.ts';
import { POLICY_GENERATE } from './policy/generate-command.ts';
import { OPA_COMMANDS } from './policy/opa-commands.ts';
import { POLICY_COMMANDS } from './policy-commands.ts';
import { RBAC_COMMANDS } from './rbac-commands.ts';
import {
  ALLOW_EMPTY,
  ALLOW_INCOMPLETE,
  CHECK,
  COLOR,
  CONFIG,
  KUBERNETES_VERSION,
  NAMESPACE,
  OUTPUT,
  PATHS,
  SCAN_OPTIONS,
  SEVERITY,
  STANDARD,
} from './shared-options.ts';

/** Where a baseline is written unless told otherwise. */
export const BASELINE_FILE = 'seawall-baseline.json';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** Every command; the name of one about a noun is two words, `config import`. One that is not here does not exist, neither for the parser nor in the help. */
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
    name: 'fix',
    group: 'Fix',
    summary: 'edit your own files so that findings go away, and prove it',
    description:
      'Makes the fix of every finding that has one in a copy, reads and judges everything again, and keeps what makes the finding go and nothing new appear. Only the named fields change: comments, order, quotes and indentation stay byte for byte. A fix that may break a program is made only with --allow-risky. With - it reads a manifest and prints it fixed.',
    arguments: [PATHS],
    options: [
      { name: 'dry-run', description: 'print a unified diff and change no file' },
      { name: 'interactive', short: 'i', description: 'ask about each fix' },
      { name: 'allow-risky', description: 'also make fixes that may break a program' },
      {
        name: 'level',
        value: 'LEVEL',
        description: 'bring workloads to this Pod Security level, and say what cannot be decided',
        choices: ['baseline', 'restricted'],
      },
      { name: 'proof', value: 'FORMAT', description: 'print the proof instead of the table', choices: ['markdown', 'json'] },
      CHECK,
      STANDARD,
      { ...SEVERITY, description: 'fix only findings this bad or worse' },
      { name: 'all', description: 'list every place of what was not fixed' },
      ALLOW_EMPTY,
      NAMESPACE,
      KUBERNETES_VERSION,
      CONFIG,
      COLOR,
    ],
    examples: [
      { command: 'seawall fix --dry-run deploy/', comment: 'what it would change' },
      { command: 'seawall fix --level restricted --proof markdown deploy/ > proof.md', comment: 'for the description of a pull request' },
      { command: 'helm template chart/ | seawall fix - | kubectl apply -f -', comment: 'a filter' },
    ],
    load: () => import('./commands/fix.ts'),
  },
  {
    name: 'baseline',
    group: 'Watch',
    summary: 'write down the findings of today, so that a scan lists only new ones',
    description:
      'Judges everything and writes a file with the fingerprint of each finding. seawall scan --baseline FILE then lists what is not in it. Moved lines and renamed files make nothing new; new evidence in a known weakness does.',
    arguments: [PATHS],
    options: [
      { name: 'output', short: 'o', value: 'FILE', description: 'the file to write, - for standard output', default: BASELINE_FILE },
      CHECK,
      STANDARD,
      NAMESPACE,
      KUBERNETES_VERSION,
      CONFIG,
    ],
    examples: [
      { command: 'seawall baseline deploy/', comment: `writes ${BASELINE_FILE}` },
      { command: `seawall scan --baseline ${BASELINE_FILE} deploy/`, comment: 'from then on' },
    ],
    load: () => import('./commands/baseline.ts'),
  },
  ...RBAC_COMMANDS,
  ...ATTACK_COMMANDS,
  ...NET_COMMANDS,
  POLICY_GENERATE,
  ...POLICY_COMMANDS,
  ...OPA_COMMANDS,
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
    name: 'cluster snapshot',
    group: 'Live cluster',
    summary: 'read every object of a cluster into one file, which every command takes in place of a folder',
    description:
      'Finds the cluster by the kubeconfig as kubectl does, inside a pod by its service account, and lists every kind that it serves. It only reads. Values of Secrets are dropped and their keys kept; managedFields and last-applied-configuration are always dropped; literal values elsewhere, such as env of containers, stay as they are. Only you may read the file. A name that ends in .gz is compressed. Exits with 3 when a kind was refused or the connection was lost; what was read then stays in a .partial file. The exec plugin of a kubeconfig is run, as kubectl would.',
    arguments: [],
    options: [
      { name: 'context', value: 'NAME', description: 'context of the kubeconfig', default: 'its current-context' },
      { name: 'kubeconfig', value: 'FILE', description: 'this kubeconfig alone', default: 'those in KUBECONFIG, else ~/.kube/config' },
      {
        name: 'output',
        short: 'o',
        value: 'FILE',
        description: 'the file to write, - for standard output',
        default: 'CONTEXT.snapshot.jsonl',
      },
      { name: 'resume', description: 'go on with the .partial file that an interrupted run left' },
      { name: 'namespace', short: 'n', value: 'NAME', description: 'only this namespace, and nothing outside of namespaces', isList: true },
      { name: 'kinds', value: 'KIND', description: 'only these kinds: pods, deploy, ingresses.networking.k8s.io', isList: true },
      { name: 'exclude', value: 'KIND', description: 'all but these kinds', isList: true },
      {
        name: 'include',
        value: 'KIND',
        description: 'also these of the kinds that are left out by themselves, such as events and leases',
        isList: true,
      },
      { name: 'include-secret-values', description: 'keep the values of Secrets' },
      { name: 'page-size', value: 'NUMBER', description: 'objects to ask for at once', default: '500' },
      { name: 'qps', value: 'NUMBER', description: 'requests a second', default: '20' },
      { name: 'timeout', value: 'SECONDS', description: 'how long the server may say nothing', default: '60' },
      { ...ALLOW_INCOMPLETE, description: 'do not fail when kinds were refused' },
    ],
    examples: [
      { command: 'seawall cluster snapshot --context production', comment: 'writes production.snapshot.jsonl' },
      { command: 'seawall scan production.snapshot.jsonl', comment: 'and what is wrong in it, without touching the cluster again' },
      { command: 'seawall cluster snapshot --resume', comment: 'go on where the connection was lost' },
    ],
    load: () => import('./commands/cluster-snapshot.ts'),
  },
  {
    name: 'config import',
    group: 'Set up',
    summary: 'translate the ignore files of other scanners into seawall.yaml',
    description:
      'Reads .trivyignore, .trivyignore.yaml, .checkov.yaml, .kube-linter.yaml, .hadolint.yaml and exceptions of Kubescape, and writes what they accept as exceptions and settings. Ignores in comments and annotations are followed where they stand and only counted. Every entry is listed on standard error: what became of it, or why nothing could. Exits with 3 when an entry could not be translated.',
    arguments: [
      {
        name: 'paths',
        description: 'such files, or folders that hold them, beside manifests (default: the current folder)',
        isVariadic: true,
      },
    ],
    options: [
      {
        name: 'output',
        short: 'o',
        value: 'FILE',
        description: 'write there, not to standard output; a file that exists is left alone without --force or --merge',
      },
      { name: 'force', description: 'replace the file of --output' },
      { name: 'merge', description: 'add to seawall.yaml, or to the file of --output, and keep what stands there, comments included' },
    ],
    examples: [
      { command: 'seawall config import', comment: 'what the files of other scanners in this folder would become' },
      {
        command: 'seawall config import --merge .trivyignore exceptions.json',
        comment: 'add two of them to the seawall.yaml that is there',
      },
    ],
    load: () => import('./commands/config-import.ts'),
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

/** The commands about a noun, such as those that start with `config`; none for a word that is a command by itself. */
export function verbsOf(noun: string): readonly CommandSpec[] {
  return COMMANDS.filter(({ name }) => name.startsWith(`${noun} `));
}

/** What may stand first on the command line: commands of one word, and nouns. */
export const FIRST_WORDS: readonly string[] = [...new Set(COMMANDS.map(({ name }) => name.split(' ')[0] ?? name))];
