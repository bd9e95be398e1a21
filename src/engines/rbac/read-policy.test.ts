import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readInventory } from '../../inventory/index.ts';
import { createRbacAuthorizer } from './rbac-authorizer.ts';
import { readPolicy } from './read-policy.ts';
import { identify, pathAction, resourceAction, serviceAccountName } from './request.ts';
import type { RbacPolicy } from './vocabulary.ts';

function policyOf(text: string, assumeDefaults = false): RbacPolicy {
  return readPolicy(readInventory([{ name: 'a.yaml', text }]).objects, { assumeDefaults });
}

const HEAD = 'apiVersion: rbac.authorization.k8s.io/v1\n';

describe('a policy read from objects', () => {
  it('keeps what is broken as problems, and grants nothing by it', () => {
    const { bindings, problems } = policyOf(`${HEAD}kind: ClusterRoleBinding
metadata: {name: a}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: x}
subjects: [{kind: ServiceAccount, name: s}, {kind: Pod, name: p}, {kind: User, name: ""}, {kind: User, apiGroup: other, name: u}]
---
${HEAD}kind: RoleBinding
metadata: {name: b}
roleRef: {apiGroup: other, kind: Role, name: none}
subjects: [{kind: ServiceAccount, name: s}]
---
${HEAD}kind: Role
metadata: {name: x, namespace: ns1}
rules: [{verbs: [get], nonResourceURLs: [/healthz]}]
`);
    assert.deepEqual(problems.map((problem) => ('reason' in problem ? `${problem.kind} ${problem.reason}` : problem.kind)).sort(), [
      'foreign-role-ref',
      'foreign-subject',
      'missing-role',
      'namespace-assumed',
      'namespace-defaulted',
      'path-in-role',
      'unusable-role-ref scope',
      'unusable-subject kind',
      'unusable-subject name',
      'unusable-subject namespace',
    ]);
    assert.deepEqual(
      bindings.map(({ subjects, role }) => [subjects, role]),
      [
        [[{ kind: 'User', namespace: '', name: 'u' }], undefined],
        [[{ kind: 'ServiceAccount', namespace: 'default', name: 's' }], undefined],
      ],
    );
  });

  it('never takes a RoleBinding for one of the whole cluster, not even with an empty namespace', () => {
    const authorizer = createRbacAuthorizer(
      policyOf(`${HEAD}kind: ClusterRole
metadata: {name: reader}
rules: [{verbs: [get], apiGroups: [""], resources: [secrets]}]
---
${HEAD}kind: RoleBinding
metadata: {name: b, namespace: ""}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
subjects: [{kind: User, name: jane}]
`),
    );
    const [inDefault, inOther] = ['default', 'other'].map((namespace) => resourceAction('get', 'secrets', { namespace, name: 'x' }));
    assert.ok(inDefault && authorizer.isAllowed(identify('jane'), inDefault));
    assert.ok(inOther && !authorizer.isAllowed(identify('jane'), inOther));
  });

  it('gathers the rules of aggregated roles anew, through several steps, and says what is lost', () => {
    const { roles, problems } = policyOf(`${HEAD}kind: ClusterRole
metadata: {name: top}
aggregationRule: {clusterRoleSelectors: [{matchLabels: {a: "1"}}]}
rules: [{verbs: ["*"], apiGroups: ["*"], resources: ["*"]}]
---
${HEAD}kind: ClusterRole
metadata: {name: middle, labels: {a: "1"}}
aggregationRule: {clusterRoleSelectors: [{matchExpressions: [{key: b, operator: Exists}]}]}
---
${HEAD}kind: ClusterRole
metadata: {name: bottom, labels: {b: ""}}
rules: [{verbs: [get], apiGroups: [""], resources: [pods]}, {verbs: [get], apiGroups: [""], resources: [pods]}]
---
${HEAD}kind: ClusterRole
metadata: {name: unreadable}
aggregationRule: {clusterRoleSelectors: [{matchExpressions: [{key: b, operator: Is}]}]}
rules: [{verbs: [get], apiGroups: [""], resources: [nodes]}]
`);
    assert.deepEqual(
      roles.map(({ name, rules }) => [name, rules.flatMap(({ resources }) => resources)]),
      [
        ['top', ['pods']],
        ['middle', ['pods']],
        ['bottom', ['pods', 'pods']],
        ['unreadable', ['nodes']],
      ],
    );
    assert.deepEqual(problems.map(({ kind }) => kind).sort(), ['bad-selector', 'rules-overwritten']);
  });

  it('assumes what every cluster has, marked, and lets objects of that name stand in its place', () => {
    const { roles, bindings } = policyOf(`${HEAD}kind: ClusterRole\nmetadata: {name: view}\nrules: []\n`, true);
    assert.deepEqual(
      ['view', 'edit', 'cluster-admin'].map((name) => roles.find((role) => role.name === name)?.isAssumed),
      [false, true, true],
    );
    assert.ok(bindings.every(({ isAssumed, role }) => isAssumed && role));
    const { roles: usual } = policyOf('', true);
    const admin = usual.find(({ name }) => name === 'admin');
    assert.ok(admin?.rules.some(({ resources }) => resources.includes('rolebindings')));
    assert.ok(admin?.rules.some(({ resources }) => resources.includes('pods/log')));
    const authorizer = createRbacAuthorizer(policyOf('', true));
    assert.ok(authorizer.isAllowed(identify('root', ['system:masters']), resourceAction('delete', 'nodes', { name: 'n' })));
    assert.ok(authorizer.isAllowed(identify('system:anonymous'), pathAction('get', '/healthz')));
    assert.ok(!authorizer.isAllowed(identify('system:anonymous'), pathAction('get', '/metrics')));
    assert.ok(!authorizer.isAllowed(identify('jane'), resourceAction('list', 'secrets')));
  });

  it('counts a service account in its groups and by its user name', () => {
    const authorizer = createRbacAuthorizer(
      policyOf(`${HEAD}kind: ClusterRole
metadata: {name: reader}
rules: [{verbs: [get], apiGroups: [""], resources: [secrets]}]
---
${HEAD}kind: RoleBinding
metadata: {name: b, namespace: ns1}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
subjects: [{kind: Group, name: "system:serviceaccounts:ns1"}, {kind: User, name: "system:serviceaccount:o:s"}]
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: s, namespace: ns1}
`),
    );
    const action = resourceAction('get', 'secrets', { namespace: 'ns1', name: 'x' });
    assert.ok(authorizer.isAllowed(identify(serviceAccountName('ns1', 's')), action));
    assert.ok(!authorizer.isAllowed(identify(serviceAccountName('ns1', 's')), { ...action, namespace: 'o' }));
    assert.deepEqual(
      authorizer.whoCan(action).map(({ subject, proofs }) => [subject.kind, subject.namespace, subject.name, proofs[0]?.subject.name]),
      [
        ['Group', '', 'system:serviceaccounts:ns1', 'system:serviceaccounts:ns1'],
        ['ServiceAccount', 'o', 's', 'system:serviceaccount:o:s'],
        ['ServiceAccount', 'ns1', 's', 'system:serviceaccounts:ns1'],
      ],
    );
  });
});
