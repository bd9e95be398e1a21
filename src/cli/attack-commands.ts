import type { CommandSpec } from './option-spec.ts';
import { ALLOW_INCOMPLETE, COLOR, CONFIG, FROM, INSTALL_NAMESPACE, OUTPUT, PATHS, SEVERITY, WITHOUT_DEFAULTS } from './shared-options.ts';

/** The commands about how a cluster falls. */
export const ATTACK_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'paths',
    group: 'Find',
    summary: 'show how the cluster falls: attack paths, step by step, with the evidence of each step',
    description:
      'Searches, from the internet and from every workload and account as if it were taken, for ways to what must not fall. Each step is decided by the engines for rights, network policies and Pod Security, and says on what it rests: a place in the files, or something that is not known from them. Exits with 1 where the internet reaches a target, or what --from names does.',
    arguments: [PATHS],
    options: [
      {
        name: 'from',
        value: 'START',
        description:
          'where the attacker stands: internet, registry, NAMESPACE/NAME of a workload or service account, user:NAME, group:NAME',
        isRepeatable: true,
        default: 'the internet, and each workload and account by itself',
      },
      {
        name: 'to',
        value: 'TARGET',
        description:
          'what must not fall: cluster-admin, control-plane, all-secrets, kube-system, node, cloud, data, persistence, namespace-secrets, secret/NS/NAME, namespace/NS, workload/NS/NAME',
        isRepeatable: true,
        default: 'all that have no slash',
      },
      { name: 'assume-compromised', value: 'START', description: 'the same as --from', isRepeatable: true },
      {
        name: 'weaknesses',
        value: 'HOW',
        description: 'how many weaknesses of programs an attacker may use one after the other',
        choices: ['one', 'any'],
        default: 'any to tell the ways from the internet, one for the rest and for --fix',
      },
      { name: 'assume-cve', value: 'CVE', description: 'take the cluster to have this vulnerability (CVE-2021-25741)', isRepeatable: true },
      { name: 'fix', description: 'print the cheapest set of edits after which nothing is reached, as a diff with its proof' },
      { name: 'apply', description: 'the same, and write the edits into the files' },
      { name: 'proof', value: 'FORMAT', description: 'print the proof of --fix as a document', choices: ['markdown', 'json'] },
      { name: 'check-proof', value: 'FILE', description: 'make the edits of a proof (JSON) again and say whether it holds' },
      {
        name: 'audit-log',
        value: 'PATH',
        description: 'price edits of rights by what this log used of them: a file (also .gz), a folder or a pattern',
        isRepeatable: true,
      },
      { name: 'ranking', description: 'rank workloads and accounts by what would fall with them' },
      { name: 'matrix', description: 'lay paths and findings over the matrices of MITRE and Microsoft' },
      { name: 'all', description: 'tell every path, with the techniques of each step' },
      {
        name: 'format',
        value: 'FORMAT',
        description: 'how to answer; repeat it in pairs with --output',
        choices: ['table', 'json', 'html', 'dot', 'mermaid'],
        default: 'table',
      },
      OUTPUT,
      INSTALL_NAMESPACE,
      WITHOUT_DEFAULTS,
      CONFIG,
      ALLOW_INCOMPLETE,
      COLOR,
    ],
    examples: [
      { command: 'seawall paths deploy/', comment: 'what the internet reaches, and what each workload would take with it' },
      { command: 'seawall paths deploy/ --fix', comment: 'the edits of your own files that stop it, proven' },
      {
        command: 'seawall paths snapshot.jsonl --from shop/web --to cluster-admin',
        comment: 'from one workload of a live cluster to everything',
      },
      { command: 'seawall paths deploy/ --fix --format html --output paths.html', comment: 'a page that draws the paths, with the fix' },
    ],
    load: () => import('./commands/paths.ts'),
  },
  {
    name: 'diff',
    group: 'Watch',
    summary: 'what does a change do: paths, findings, permissions and flows, in one answer',
    description:
      'Compares two states of a cluster by what they allow and not by their text: attack paths that open and close, findings that appear and go, requests gained and lost with a witness, flows opened and closed. A state is a file, a folder, a snapshot or a git revision; the second is what --from names unless it is given. With --format markdown it is one comment for a pull request.',
    arguments: [
      { name: 'before', description: 'path or git revision' },
      { name: 'after', description: 'path or git revision (default: what --from names)' },
    ],
    options: [
      { name: 'fail-on-new-path', description: 'exit with 1 where an attack path opens' },
      SEVERITY,
      {
        name: 'format',
        value: 'FORMAT',
        description: 'how to answer; repeat it in pairs with --output',
        choices: ['table', 'markdown', 'json'],
        default: 'table',
      },
      OUTPUT,
      FROM,
      INSTALL_NAMESPACE,
      WITHOUT_DEFAULTS,
      CONFIG,
      ALLOW_INCOMPLETE,
      COLOR,
    ],
    examples: [
      { command: 'seawall diff origin/main --fail-on-new-path', comment: 'what a branch changes, for CI' },
      { command: 'seawall diff monday.jsonl friday.jsonl --format markdown', comment: 'two snapshots of a cluster' },
    ],
    load: () => import('./commands/diff.ts'),
  },
];
