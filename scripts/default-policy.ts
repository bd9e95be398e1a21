/**
 * Makes `src/engines/rbac/tables/default-policy.ts` from the files in which Kubernetes keeps the roles and bindings of a new cluster
 * (plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata).
 * Usage: node scripts/default-policy.ts FOLDER
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { listAt, recordAt, stringAt, valueAt } from '../src/core/index.ts';
import { readYaml } from '../src/formats/index.ts';

/** The roles with every feature on: assuming too many rights of the cluster's own parts is the safer mistake. */
const FILES = [
  'cluster-roles-featuregates',
  'controller-roles',
  'namespace-roles',
  'cluster-role-bindings',
  'controller-role-bindings',
  'namespace-role-bindings',
];

export const DEFAULT_POLICY_FILE: string = join(import.meta.dirname, '../src/engines/rbac/tables/default-policy.ts');

const HEAD = `// Made by scripts/default-policy.ts from the test data of
// https://github.com/kubernetes/kubernetes/tree/master/plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata

/**
 * Blocks of lines. A role: kind, namespace, name, labels, selectors; below it one line for each rule: verbs, groups, resources, names,
 * or verbs, the word \`paths\`, paths. A binding: kind, namespace, name, kind and name of the role; below it one line for each subject:
 * kind, namespace, name. Single spaces part the fields, which may be empty, and commas the items of a field.
 */
`;

/** The text of the table, given the folder of upstream's files. */
export function defaultPolicyTable(folder: string): string {
  const items = FILES.flatMap((file) => listAt(readYaml(readFileSync(join(folder, `${file}.yaml`), 'utf8')).documents[0]?.value, 'items'));
  const roles = items.filter((item) => valueAt(item, ['roleRef']) === undefined);
  const names = new Set(roles.map((item) => `${stringAt(item, 'kind')}/${stringAt(item, 'metadata', 'name')}`));
  // The files are of different commits, so a binding may be ahead of its role.
  const bindings = items.filter((item) => names.has(`${stringAt(item, 'roleRef', 'kind')}/${stringAt(item, 'roleRef', 'name')}`));
  const blocks = [...roles.map(roleBlock), ...bindings.map(bindingBlock)];
  return `${HEAD}export const DEFAULT_POLICY = \`${blocks.join('\n\n')}\n\`;\n`;
}

function head(item: unknown): string {
  return [stringAt(item, 'kind'), stringAt(item, 'metadata', 'namespace') ?? '', stringAt(item, 'metadata', 'name')].join(' ');
}

function labels(map: Readonly<Record<string, unknown>>): string {
  return Object.entries(map)
    .filter(([key]) => key !== 'kubernetes.io/bootstrapping')
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(',');
}

function roleBlock(item: unknown): string {
  const selectors = listAt(item, 'aggregationRule', 'clusterRoleSelectors').map((selector) => labels(recordAt(selector, 'matchLabels')));
  const first = [head(item), labels(recordAt(item, 'metadata', 'labels')), selectors.join(',')].join(' ').trimEnd();
  return [first, ...listAt(item, 'rules').map(ruleLine)].join('\n');
}

function ruleLine(rule: unknown): string {
  const list = (field: string): string => listAt(rule, field).join(',');
  if (listAt(rule, 'nonResourceURLs').length > 0) return `${list('verbs')} paths ${list('nonResourceURLs')}`;
  return [list('verbs'), list('apiGroups'), list('resources'), list('resourceNames')].join(' ').trimEnd();
}

function bindingBlock(item: unknown): string {
  const subjects = listAt(item, 'subjects').map((one) =>
    [stringAt(one, 'kind'), stringAt(one, 'namespace') ?? '', stringAt(one, 'name')].join(' '),
  );
  return [[head(item), stringAt(item, 'roleRef', 'kind'), stringAt(item, 'roleRef', 'name')].join(' '), ...subjects].join('\n');
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error('usage: node scripts/default-policy.ts FOLDER');
  writeFileSync(DEFAULT_POLICY_FILE, defaultPolicyTable(folder));
}
