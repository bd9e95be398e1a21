import type { Action, PolicyObject, UserInfo } from '../src/engines/rbac/index.ts';

interface Rule {
  readonly verbs?: string[];
  readonly apiGroups?: string[];
  readonly resources?: string[];
  readonly resourceNames?: string[];
  readonly nonResourceURLs?: string[];
}

/** Whether RBAC allows a request, written to be obviously right and nothing else: it looks at every object for every question. */
export function naiveAllows(objects: readonly PolicyObject[], user: UserInfo, action: Action): boolean {
  return objects.some((binding) => {
    const value = binding.value as {
      roleRef: { kind: string; name: string };
      subjects?: { kind: string; name: string; namespace?: string }[];
    };
    const isWide = binding.kind === 'ClusterRoleBinding';
    if (!isWide && !(binding.kind === 'RoleBinding' && action.kind === 'resource' && action.namespace === binding.namespace)) return false;
    const isSubject = (value.subjects ?? []).some(({ kind, name, namespace = binding.namespace ?? '' }) => {
      if (kind === 'User') return user.name === name;
      if (kind === 'Group') return user.groups.includes(name);
      return kind === 'ServiceAccount' && namespace !== '' && user.name === `system:serviceaccount:${namespace}:${name}`;
    });
    if (!isSubject) return false;
    const { kind, name } = value.roleRef;
    if (kind === 'ClusterRole') return clusterRules(objects, name, []).some((rule) => allows(rule, action));
    if (kind !== 'Role' || isWide) return false;
    const role = objects.find((one) => one.kind === 'Role' && one.namespace === binding.namespace && one.name === name);
    return ((role?.value['rules'] as Rule[] | undefined) ?? []).some((rule) => allows(rule, action));
  });
}

/** The role's own rules, or those of all roles that it gathers. */
function clusterRules(objects: readonly PolicyObject[], name: string, above: readonly string[]): Rule[] {
  const value = objects.find((one) => one.kind === 'ClusterRole' && one.name === name)?.value;
  if (!value || above.includes(name)) return [];
  const { aggregationRule, rules = [] } = value as {
    aggregationRule?: { clusterRoleSelectors: { matchLabels: Record<string, string> }[] };
    rules?: Rule[];
  };
  if (!aggregationRule) return rules;
  return objects
    .filter((one) => {
      const labels = (one.value['metadata'] as { labels?: Record<string, string> } | undefined)?.labels ?? {};
      const isWanted = aggregationRule.clusterRoleSelectors.some(({ matchLabels }) =>
        Object.entries(matchLabels).every(([key, label]) => labels[key] === label),
      );
      return one.kind === 'ClusterRole' && isWanted;
    })
    .flatMap((one) => clusterRules(objects, one.name, [...above, name]));
}

function allows(rule: Rule, action: Action): boolean {
  const contains = (list: string[] | undefined, ...words: string[]): boolean => words.some((word) => list?.includes(word));
  if (!contains(rule.verbs, '*', action.verb)) return false;
  if (action.kind === 'path') {
    return (rule.nonResourceURLs ?? []).some((url) => {
      let prefix = url;
      while (prefix.endsWith('*')) prefix = prefix.slice(0, -1);
      return url === action.path || (url !== prefix && action.path.startsWith(prefix));
    });
  }
  const { apiGroup, resource, subresource, name } = action;
  const resources = subresource === '' ? ['*', resource] : ['*', `${resource}/${subresource}`, `*/${subresource}`];
  const hasName = !rule.resourceNames?.length || rule.resourceNames.includes(name);
  return contains(rule.apiGroups, '*', apiGroup) && contains(rule.resources, ...resources) && hasName;
}
