import fc from 'fast-check';
import {
  type Action,
  nodeUserName,
  type PolicyObject,
  pathAction,
  resourceAction,
  serviceAccountName,
  type UserInfo,
} from '../src/engines/rbac/index.ts';

/** A rule as a manifest writes it. */
export type RandomRule = Readonly<Record<string, readonly string[]>>;

const some = <T>(values: readonly T[], max = 2): fc.Arbitrary<T[]> => fc.subarray([...values], { minLength: 1, maxLength: max });
export const NAMESPACES: readonly string[] = ['a', 'b'];
const LABELS = ['x', 'y', 'z'];
export const GROUPS: readonly string[] = [
  'g',
  'system:authenticated',
  'system:unauthenticated',
  'system:serviceaccounts',
  'system:serviceaccounts:a',
  'system:masters',
];
export const USERS: readonly string[] = ['u', 'v', 'system:anonymous', nodeUserName('n'), serviceAccountName('a', 's')];

const resourceRule = fc.record({
  verbs: some(['get', 'list', 'create', '*']),
  apiGroups: some(['', 'apps', '*']),
  resources: some(['pods', 'pods/log', 'pods/*', '*/log', '*', 'secrets', '*/*']),
  resourceNames: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, some(['n', 'm', '*'])),
});
const pathRule = fc.record({ verbs: some(['get', '*']), nonResourceURLs: some(['*', '/a', '/a/*', '/a**', '/*/b', '/a/*/*']) });
export const rules: fc.Arbitrary<RandomRule[]> = fc.array(fc.oneof({ weight: 4, arbitrary: resourceRule }, pathRule), {
  minLength: 1,
  maxLength: 4,
});
const metadata = some(LABELS).map((labels) => ({ labels: Object.fromEntries(labels.map((label) => [label, 'true'])) }));
const selectors = some(LABELS).map((labels) => labels.map((label) => ({ matchLabels: { [label]: 'true' } })));
export const group: string = 'rbac.authorization.k8s.io';

const clusterRole = fc
  .record({
    metadata,
    rules,
    clusterRoleSelectors: fc.option(selectors, { nil: undefined, freq: 3 }),
    name: fc.constantFrom('r', 's', 't', 'q'),
  })
  .map(({ name, clusterRoleSelectors, ...value }): PolicyObject => {
    return {
      group,
      kind: 'ClusterRole',
      name,
      value: { ...value, ...(clusterRoleSelectors ? { aggregationRule: { clusterRoleSelectors } } : {}) },
    };
  });
const role = fc
  .record({ namespace: fc.constantFrom(...NAMESPACES), name: fc.constantFrom('r', 's'), rules })
  .map(({ namespace, name, ...value }): PolicyObject => ({ group, kind: 'Role', namespace, name, value }));
export const subject: fc.Arbitrary<{ kind: string; name: string; namespace?: string }> = fc.oneof(
  fc.record({ kind: fc.constant('User'), name: fc.constantFrom(...USERS, '*') }),
  fc.record({ kind: fc.constant('Group'), name: fc.constantFrom(...GROUPS) }),
  fc.record({ kind: fc.constant('ServiceAccount'), name: fc.constantFrom('s', 'o'), namespace: fc.constantFrom(...NAMESPACES) }),
  fc.record({ kind: fc.constantFrom('ServiceAccount', 'Pod'), name: fc.constant('s') }),
);
const roleRef = fc.record({
  kind: fc.constantFrom('ClusterRole', 'ClusterRole', 'ClusterRole', 'Role', 'Role', 'Rolle'),
  name: fc.constantFrom('r', 's', 't', 'q', 'none'),
});
const subjects = fc.array(subject, { minLength: 1, maxLength: 4 });
const clusterBinding = fc
  .record({ roleRef, subjects, name: fc.constantFrom('b', 'c', 'd') })
  .map(({ name, ...value }): PolicyObject => ({ group, kind: 'ClusterRoleBinding', name, value }));
const binding = fc
  .record({ roleRef, subjects, name: fc.constantFrom('b', 'c', 'd'), namespace: fc.constantFrom(...NAMESPACES) })
  .map(({ name, namespace, ...value }): PolicyObject => ({ group, kind: 'RoleBinding', name, namespace, value }));
const many = (objects: fc.Arbitrary<PolicyObject>): fc.Arbitrary<PolicyObject[]> =>
  fc.uniqueArray(objects, { minLength: 2, maxLength: 5, selector: ({ namespace, name }) => `${namespace}/${name}` });
/** Roles and bindings of one cluster, some of which lead nowhere. */
export const cluster: fc.Arbitrary<PolicyObject[]> = fc
  .tuple(many(clusterRole), many(role), many(clusterBinding), many(binding))
  .chain((objects) => fc.shuffledSubarray(objects.flat(), { minLength: 6 }));
export const user: fc.Arbitrary<UserInfo> = fc.record({
  name: fc.constantFrom(...USERS, serviceAccountName('b', 'o'), ''),
  groups: some(GROUPS, 3),
});
export const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({
        verb: fc.constantFrom('get', 'get', 'list', 'create', 'delete', 'GET', '*'),
        apiGroup: fc.constantFrom('', '', 'apps', 'batch'),
        resource: fc.constantFrom('pods', 'pods/log', 'pods/exec', 'secrets', 'secrets/log', 'pods/*'),
        namespace: fc.constantFrom('a', 'a', 'b', ''),
        name: fc.constantFrom('', 'n', 'm', 'k'),
        fieldSelector: fc.constantFrom([], [{ field: 'metadata.name', value: 'n' }]),
      })
      .map(({ verb, resource, name, ...parts }) => resourceAction(verb, resource, { ...parts, ...(name === '' ? {} : { name }) })),
  },
  fc
    .tuple(fc.constantFrom('get', 'put'), fc.constantFrom('/a', '/a/', '/a/b', '/', '', '/x/b', '/ab', '/a/*/c'))
    .map(([verb, path]) => pathAction(verb, path)),
);
