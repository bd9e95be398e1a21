import type { CommandSpec, OptionSpec } from './option-spec.ts';
import { ALLOW_INCOMPLETE, COLOR, FROM, INSTALL_NAMESPACE, OUTPUT, WITHOUT_DEFAULTS } from './shared-options.ts';

/** What the cluster is read from, and what is assumed of it. */
export const ACCESS_OPTIONS: readonly OptionSpec[] = [FROM, INSTALL_NAMESPACE, WITHOUT_DEFAULTS, ALLOW_INCOMPLETE, COLOR];

const CHAIN_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'authorization-mode',
    value: 'MODES',
    description: 'authorizers in order, as the API server takes them',
    isList: true,
    default: 'those of the API server among the files, else Node,RBAC',
  },
  { name: 'authorization-config', value: 'FILE', description: 'an AuthorizationConfiguration instead' },
  { name: 'authorization-policy-file', value: 'FILE', description: 'policy file of the authorizer ABAC' },
  {
    name: 'webhook',
    value: 'NAME=ANSWER',
    description: 'what an authorizing webhook answers: allow, deny, no-opinion, failed or passed-over',
    isRepeatable: true,
  },
];

function format(...choices: readonly string[]): OptionSpec {
  return {
    name: 'format',
    value: 'FORMAT',
    description: 'how to answer; repeat it in pairs with --output',
    choices,
    default: choices[0] ?? '',
  };
}

const VERB = { name: 'verb', description: 'get, list, watch, create, update, patch, delete, deletecollection, or any other word' };
const RESOURCE = {
  name: 'resource',
  description: 'plural, singular or short name, with /NAME for one object; or a path that starts with /',
};
const SUBRESOURCE: OptionSpec = { name: 'subresource', value: 'NAME', description: 'such as log, exec, scale, token' };
const NON_RESOURCE: OptionSpec = { name: 'non-resource', value: 'PATH', description: 'a path of the API server instead of a resource' };
const SUBJECT = {
  name: 'subject',
  description:
    'NAMESPACE/NAME of a service account, or the name of a user or group (user:NAME, group:NAME, sa:NAMESPACE/NAME where it must be said)',
};

const AUDIT_LOG: OptionSpec = {
  name: 'audit-log',
  value: 'PATH',
  description: 'audit log of the API server: a file (also .gz), a folder with rotated files, a pattern, or -',
  isRepeatable: true,
};

/** Of commands that edit roles by what a log used. */
const EDIT_OPTIONS: readonly OptionSpec[] = [
  { name: 'dry-run', description: 'print a unified diff and change no file' },
  { name: 'min-days', value: 'DAYS', description: 'refuse to edit by a log of fewer days', default: '7' },
  { name: 'proof', value: 'FORMAT', description: 'print the proof in place of the rest', choices: ['markdown', 'json'] },
  { name: 'all', description: 'list everything' },
];

const DESCRIPTION_OF_SOURCE =
  'The cluster comes from --from. Roles and bindings that every cluster makes for itself are assumed where the files lack them. Several alternatives of one cluster among the files are answered one by one.';

/** The commands about who may do what. */
export const RBAC_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'rbac can-i',
    group: 'Ask',
    summary: 'may this subject do that, and through what?',
    description: `Answers as a SubjectAccessReview of the API server would, without a cluster, and proves it: binding, role and rule of an allowed request, and for another the one change that would allow it. Arguments are those of kubectl auth can-i. Exits with 0 for yes, 1 for no, and 3 where it depends on an authorizer that nobody can ask from here. ${DESCRIPTION_OF_SOURCE}`,
    arguments: [VERB, RESOURCE],
    options: [
      { name: 'as', value: 'USER', description: 'who asks' },
      { name: 'as-group', value: 'GROUP', description: 'a group that the user is in', isRepeatable: true },
      { name: 'as-serviceaccount', value: 'NAMESPACE/NAME', description: 'a service account that asks' },
      { name: 'namespace', short: 'n', value: 'NAME', description: 'namespace of the request', default: 'default' },
      { name: 'all-namespaces', short: 'A', description: 'ask for all namespaces at once' },
      SUBRESOURCE,
      NON_RESOURCE,
      { name: 'list', description: 'list everything that the user may do in the namespace' },
      { name: 'quiet', short: 'q', description: 'print nothing, only exit' },
      ...CHAIN_OPTIONS,
      format('table', 'json'),
      OUTPUT,
      ...ACCESS_OPTIONS,
    ],
    examples: [
      {
        command: 'seawall rbac can-i get secrets -n shop --as-serviceaccount shop/web -f deploy/',
        comment: 'a service account of the manifests',
      },
      {
        command: 'seawall rbac can-i create pods --subresource exec -n shop --as jane --as-group developers',
        comment: 'a user, with the groups of her certificate',
      },
      { command: 'seawall rbac can-i --list --as-group system:authenticated', comment: 'what everybody may do who has any credential' },
    ],
    load: () => import('./commands/rbac-can-i.ts'),
  },
  {
    name: 'rbac who-can',
    group: 'Ask',
    summary: 'who may do that, through which bindings, and which pods run as them?',
    description: `Lists every subject that may make a request: in the whole cluster first, then in single namespaces unless --namespace names one. ${DESCRIPTION_OF_SOURCE}`,
    arguments: [VERB, RESOURCE],
    options: [
      { name: 'namespace', short: 'n', value: 'NAME', description: 'only in this namespace', default: 'each' },
      { name: 'all', description: 'say of parts of the cluster itself too through what they may' },
      SUBRESOURCE,
      NON_RESOURCE,
      ...CHAIN_OPTIONS,
      format('table', 'json'),
      OUTPUT,
      ...ACCESS_OPTIONS,
    ],
    examples: [
      { command: 'seawall rbac who-can get secrets -f deploy/', comment: 'everybody who can read a Secret' },
      {
        command: 'seawall rbac who-can create pods --subresource exec -n shop -f snapshot.jsonl',
        comment: 'who can run commands in the pods of one namespace',
      },
    ],
    load: () => import('./commands/rbac-who-can.ts'),
  },
  {
    name: 'rbac list',
    group: 'Ask',
    summary: 'what may this subject do, the dangerous first?',
    description: `Lists the effective permissions of a subject, itself and through the groups that it cannot but be in: rules that others cover are left out, rules that differ in one list are put together. ${DESCRIPTION_OF_SOURCE}`,
    arguments: [SUBJECT],
    options: [{ name: 'all', description: 'also what every cluster grants by itself' }, format('table', 'json'), OUTPUT, ...ACCESS_OPTIONS],
    examples: [
      { command: 'seawall rbac list shop/web -f deploy/', comment: 'a service account' },
      { command: 'seawall rbac list group:developers', comment: 'a group' },
    ],
    load: () => import('./commands/rbac-list.ts'),
  },
  {
    name: 'rbac matrix',
    group: 'Ask',
    summary: 'who holds which dangerous permission?',
    description: `A table of subjects and dangerous permissions, the most powerful subject first. Parts of the cluster itself are left out without --all. ${DESCRIPTION_OF_SOURCE}`,
    arguments: [],
    options: [
      { name: 'all', description: 'also parts of the cluster itself, and subjects that hold nothing dangerous' },
      format('table', 'csv', 'json'),
      OUTPUT,
      ...ACCESS_OPTIONS,
    ],
    examples: [
      { command: 'seawall rbac matrix -f deploy/', comment: 'a table' },
      { command: 'seawall rbac matrix --format csv --output access.csv', comment: 'for a spreadsheet, with the namespaces' },
    ],
    load: () => import('./commands/rbac-matrix.ts'),
  },
  {
    name: 'rbac escalate',
    group: 'Ask',
    summary: 'what can this subject become, step by step?',
    description: `Searches what an attacker who holds a subject can become: by tokens, pods, exec, impersonation, certificates, bind and escalate, webhooks, nodes. Every step names the requests that it takes and what else has to be so. Exits with 1 where the cluster or a node can be reached. ${DESCRIPTION_OF_SOURCE}`,
    arguments: [SUBJECT],
    options: [
      { name: 'all', description: 'list every subject that can be reached' },
      ...CHAIN_OPTIONS,
      format('table', 'json'),
      OUTPUT,
      ...ACCESS_OPTIONS,
    ],
    examples: [
      { command: 'seawall rbac escalate shop/web -f deploy/', comment: 'from a service account that a pod runs as' },
      { command: 'seawall rbac escalate group:system:authenticated -f snapshot.jsonl', comment: 'from any credential' },
    ],
    load: () => import('./commands/rbac-escalate.ts'),
  },
  {
    name: 'rbac diff',
    group: 'Watch',
    summary: 'who gains and who loses by a change?',
    description:
      'Compares two states of a cluster by the requests that they allow, not by their text, and gives a request as witness of each change. A state is a file, a folder, a snapshot or a git revision; the second is what --from names unless it is given.',
    arguments: [
      { name: 'before', description: 'path or git revision' },
      { name: 'after', description: 'path or git revision (default: what --from names)' },
    ],
    options: [
      { name: 'fail-on-gained', description: 'exit with 1 where somebody gains a permission' },
      format('table', 'markdown', 'json'),
      OUTPUT,
      ...ACCESS_OPTIONS,
    ],
    examples: [
      { command: 'seawall rbac diff origin/main --fail-on-gained', comment: 'what a branch changes, for CI' },
      { command: 'seawall rbac diff monday.jsonl friday.jsonl', comment: 'two snapshots of a cluster' },
    ],
    load: () => import('./commands/rbac-diff.ts'),
  },
  {
    name: 'rbac generate',
    group: 'Fix',
    summary: 'make the smallest roles that allow what an audit log saw',
    description:
      'Reads audit logs and writes a Role or ClusterRole with bindings for each subject that is no part of the cluster itself: what the log saw allowed, and nothing else. The YAML is read again and proven: every logged request is allowed, and none besides that its words could make. With --from it also says which permissions of today were never used. With --remove-unused it takes those out of your own files.',
    arguments: [],
    options: [
      AUDIT_LOG,
      { name: 'user', value: 'NAME', description: 'only this user', isRepeatable: true },
      { name: 'group', value: 'NAME', description: 'one role for all members of this group', isRepeatable: true },
      { name: 'service-account', value: 'NAMESPACE/NAME', description: 'only this service account', isRepeatable: true },
      {
        name: 'names',
        value: 'HOW',
        description: 'names of objects in rules: all of them, none, or those that look lasting and are few',
        choices: ['keep', 'drop', 'auto'],
        default: 'auto',
      },
      {
        name: 'expand',
        value: 'WHAT',
        description:
          'make rules wider: namespaces (several become the whole cluster), verbs (list brings get and watch, update and patch go together)',
        isList: true,
      },
      { name: 'include-denied', description: 'also allow what was denied' },
      { name: 'role-name', value: 'PREFIX', description: 'what names of roles and bindings begin with', default: 'audit' },
      { name: 'remove-unused', description: 'edit the roles and bindings of --from instead: take out what the log never used' },
      ...EDIT_OPTIONS,
      format('yaml', 'table', 'json'),
      OUTPUT,
      ...ACCESS_OPTIONS.map((option) =>
        option === FROM ? { ...FROM, default: 'nothing; the current folder with --remove-unused' } : option,
      ),
    ],
    examples: [
      {
        command: 'seawall rbac generate --audit-log /var/log/kubernetes/audit > roles.yaml',
        comment: 'a folder of rotated files, everybody in it',
      },
      {
        command: 'seawall rbac generate --audit-log audit.log.gz --service-account ci/deployer --proof markdown',
        comment: 'one service account, with the proof',
      },
      {
        command: 'seawall rbac generate --remove-unused --dry-run -f deploy/ --audit-log audit.log',
        comment: 'what your own roles grant that nobody used',
      },
    ],
    load: () => import('./commands/rbac-generate.ts'),
  },
  {
    name: 'rbac tighten',
    group: 'Fix',
    summary: 'replace the stars in your own roles, and prove that nothing breaks',
    description:
      'Edits roles of --from: verbs, groups and resources that are a star become those that an audit log used or, without a log, all that exist in the release and among the custom resources of the files. Comments and layout stay. The edited files are read again and asked the same requests.',
    arguments: [{ ...SUBJECT, description: `only roles of this subject: ${SUBJECT.description}` }],
    options: [AUDIT_LOG, ...EDIT_OPTIONS, format('table', 'json'), OUTPUT, ...ACCESS_OPTIONS],
    examples: [
      { command: 'seawall rbac tighten --dry-run -f deploy/', comment: 'every star of every role, spelled out' },
      {
        command: 'seawall rbac tighten ci/deployer -f deploy/ --audit-log audit.log',
        comment: 'the roles of one service account, by what it used',
      },
    ],
    load: () => import('./commands/rbac-tighten.ts'),
  },
];
