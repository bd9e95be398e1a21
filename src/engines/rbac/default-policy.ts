// Source of truth: https://github.com/kubernetes/kubernetes/tree/v1.37.0/plugin/pkg/auth/authorizer/rbac/bootstrappolicy
import { DEFAULT_POLICY } from './tables/default-policy.ts';
import { type Binding, type PolicyRule, RBAC_GROUP, type Role, type Subject } from './vocabulary.ts';

interface DefaultPolicy {
  readonly roles: readonly Role[];
  /** Their `role` is left open: it depends on which roles of that name a cluster has. */
  readonly bindings: readonly Binding[];
}

let policy: DefaultPolicy | undefined;

/** The roles and bindings that an API server makes when it starts and mends at every start, with the alpha features of the release. */
export function defaultPolicy(): DefaultPolicy {
  return (policy ??= parseTable(DEFAULT_POLICY));
}

/** What the table looks like is said at its top. */
function parseTable(table: string): DefaultPolicy {
  const roles: Role[] = [];
  const bindings: Binding[] = [];
  for (const block of table.trim().split('\n\n')) {
    const [head = '', ...lines] = block.split('\n');
    const [kind = '', namespace = '', name = '', ...rest] = head.split(' ');
    if (kind === 'Role' || kind === 'ClusterRole') {
      const [labels = '', selectors = ''] = rest;
      roles.push({
        kind,
        namespace,
        name,
        rules: lines.map(parseRule),
        labels: Object.fromEntries(pairs(labels)),
        clusterRoleSelectors: selectors === '' ? undefined : pairs(selectors).map((pair) => ({ matchLabels: Object.fromEntries([pair]) })),
        isAssumed: true,
        source: undefined,
      });
    } else {
      const [roleKind = '', roleName = ''] = rest;
      bindings.push({
        kind: kind === 'RoleBinding' ? 'RoleBinding' : 'ClusterRoleBinding',
        namespace,
        name,
        roleRef: { apiGroup: RBAC_GROUP, kind: roleKind, name: roleName },
        subjects: lines.map(parseSubject),
        role: undefined,
        isAssumed: true,
        source: undefined,
      });
    }
  }
  return { roles, bindings };
}

function pairs(text: string): [string, string][] {
  return text === ''
    ? []
    : text.split(',').map((pair) => {
        const [key = '', value = ''] = pair.split('=');
        return [key, value];
      });
}

function parseRule(line: string): PolicyRule {
  const [verbs = '', groups, resources = '', names] = line.split(' ');
  const rule = { verbs: verbs.split(','), apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: [] };
  // The core group is an empty text between two spaces; no group is called `paths`.
  if (groups === 'paths') return { ...rule, nonResourceURLs: resources.split(',') };
  return { ...rule, apiGroups: (groups ?? '').split(','), resources: resources.split(','), resourceNames: names?.split(',') ?? [] };
}

function parseSubject(line: string): Subject {
  const [kind = '', namespace = '', name = ''] = line.split(' ');
  return { kind: kind === 'ServiceAccount' || kind === 'Group' ? kind : 'User', namespace, name };
}
