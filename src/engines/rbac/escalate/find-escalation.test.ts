import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readYaml } from '../../../formats/index.ts';
import { type InventoryObject, readInventory } from '../../../inventory/index.ts';
import { createRbacAuthorizer } from '../rbac-authorizer.ts';
import { readPolicy } from '../read-policy.ts';
import type { Subject } from '../vocabulary.ts';
import { type Escalation, findEscalation, pathTo } from './find-escalation.ts';
import { describeFoothold } from './foothold.ts';
import { readSurroundings } from './surroundings.ts';
import { TECHNIQUES, type Technique } from './techniques.ts';

const EVE: Subject = { kind: 'User', namespace: '', name: 'eve' };

/** What is there in each case: an account with all rights and a pod that runs as it, one of whose name nothing is known, and a user. */
const CLUSTER = `
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: v1
kind: Namespace
metadata: {name: strict, labels: {pod-security.kubernetes.io/enforce: restricted}}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: boss, namespace: shop}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec: {template: {spec: {serviceAccountName: boss, containers: [{name: db, image: db}]}}}
---
apiVersion: v1
kind: Secret
metadata: {name: boss-token, namespace: shop, annotations: {kubernetes.io/service-account.name: boss}}
type: kubernetes.io/service-account-token
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: secret-reader}
rules: [{verbs: [get], apiGroups: [''], resources: [secrets]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: boss, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: secret-reader}
subjects:
- {kind: ServiceAccount, name: boss}
- {kind: User, name: carol, apiGroup: rbac.authorization.k8s.io}
- {kind: Group, name: 'system:bootstrappers:kubeadm', apiGroup: rbac.authorization.k8s.io}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: cluster-admin}
rules: [{verbs: ['*'], apiGroups: ['*'], resources: ['*']}, {verbs: ['*'], nonResourceURLs: ['*']}]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: aws-auth, namespace: kube-system}
`;

interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
}

/** Eve with these rules, in the whole cluster or in one namespace. */
function escalationOf(rules: readonly Rule[], namespace: string | undefined, more: string = ''): Escalation {
  const full = rules.map((rule) => ({ apiGroups: [''], ...rule }));
  const scope = namespace === undefined ? '' : `, namespace: ${namespace}`;
  const text = `${CLUSTER}---
apiVersion: rbac.authorization.k8s.io/v1
kind: ${namespace === undefined ? 'ClusterRole' : 'Role'}
metadata: {name: eve${scope}}
rules: ${JSON.stringify(full)}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ${namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding'}
metadata: {name: eve${scope}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ${namespace === undefined ? 'ClusterRole' : 'Role'}, name: eve}
subjects: [{kind: User, name: eve, apiGroup: rbac.authorization.k8s.io}]
${more}`;
  assert.deepEqual(readYaml(text).errors, []);
  const objects: readonly InventoryObject[] = readInventory([{ name: 'cluster.yaml', text }]).objects;
  // The accounts of every cluster can become whatever they like, which would hide the rest.
  const policy = readPolicy(objects, { assumeDefaults: false });
  const authorizer = createRbacAuthorizer(policy);
  return findEscalation(EVE, policy, readSurroundings(objects, policy, 'default'), authorizer.isAllowed);
}

function waysTo({ reached }: Escalation, name: string): Technique[] {
  return reached.find(({ foothold }) => describeFoothold(foothold) === name)?.ways.map(({ technique }) => technique) ?? [];
}

const BOSS = 'ServiceAccount shop/boss';
const ALL = 'every right in the cluster';
const RBAC = 'rbac.authorization.k8s.io';
const CERTIFICATES = 'certificates.k8s.io';

/** Each technique: rules that allow it, what they lead to, and rules that lack one thing and lead nowhere. */
const CASES: readonly {
  readonly technique: Technique;
  readonly rules: readonly Rule[];
  readonly to: string;
  readonly namespace?: string;
  readonly almost: readonly Rule[];
}[] = [
  {
    technique: 'full-rights',
    rules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
    to: ALL,
    almost: [{ verbs: ['get', 'list', 'watch'], resources: ['pods'] }],
  },
  {
    technique: 'token-request',
    namespace: 'shop',
    rules: [{ verbs: ['create'], resources: ['serviceaccounts/token'], resourceNames: ['boss'] }],
    to: BOSS,
    almost: [{ verbs: ['create'], resources: ['serviceaccounts', 'serviceaccounts/*'] }],
  },
  {
    technique: 'create-pod',
    namespace: 'shop',
    rules: [{ verbs: ['create'], apiGroups: ['batch'], resources: ['cronjobs'] }],
    to: BOSS,
    // A name never fits a request to create.
    almost: [{ verbs: ['create'], resources: ['pods'], resourceNames: ['db'] }],
  },
  {
    technique: 'change-workload',
    namespace: 'shop',
    rules: [{ verbs: ['patch'], apiGroups: ['apps'], resources: ['statefulsets'], resourceNames: ['db'] }],
    to: 'ServiceAccount shop/default',
    almost: [{ verbs: ['patch'], apiGroups: ['apps'], resources: ['deployments', 'statefulsets/scale'] }],
  },
  {
    technique: 'change-pod',
    namespace: 'shop',
    rules: [{ verbs: ['update'], resources: ['pods'], resourceNames: ['db-0'] }],
    to: BOSS,
    almost: [{ verbs: ['update'], resources: ['pods'], resourceNames: ['db'] }],
  },
  {
    technique: 'exec',
    namespace: 'shop',
    rules: [{ verbs: ['create'], resources: ['pods/exec'] }],
    to: BOSS,
    almost: [{ verbs: ['create'], resources: ['pods/*'] }],
  },
  {
    technique: 'attach',
    namespace: 'shop',
    rules: [{ verbs: ['create'], resources: ['*/attach'] }],
    to: BOSS,
    almost: [{ verbs: ['delete'], resources: ['pods/attach'] }],
  },
  {
    technique: 'ephemeral-container',
    namespace: 'shop',
    rules: [{ verbs: ['patch'], resources: ['pods/ephemeralcontainers'] }],
    to: BOSS,
    almost: [{ verbs: ['create'], resources: ['pods/ephemeralcontainers'] }],
  },
  {
    technique: 'node-proxy',
    rules: [{ verbs: ['get'], resources: ['nodes/proxy'] }],
    to: BOSS,
    almost: [{ verbs: ['get'], resources: ['nodes', 'nodes/metrics', 'nodes/stats'] }],
  },
  {
    technique: 'read-token-secret',
    namespace: 'shop',
    rules: [{ verbs: ['get'], resources: ['secrets'], resourceNames: ['boss-token'] }],
    to: BOSS,
    // A name never fits a request to list.
    almost: [{ verbs: ['list', 'watch'], resources: ['secrets'], resourceNames: ['boss-token'] }],
  },
  {
    technique: 'create-token-secret',
    namespace: 'shop',
    rules: [{ verbs: ['create', 'list'], resources: ['secrets'] }],
    to: 'ServiceAccount shop/default',
    almost: [{ verbs: ['create', 'update'], resources: ['secrets'] }],
  },
  {
    technique: 'impersonate',
    rules: [{ verbs: ['impersonate'], resources: ['users', 'groups'] }],
    to: ALL,
    // A group is only taken together with a user.
    almost: [{ verbs: ['impersonate'], resources: ['groups'] }],
  },
  {
    technique: 'bind-role',
    rules: [
      { verbs: ['create'], apiGroups: [RBAC], resources: ['clusterrolebindings'] },
      { verbs: ['bind'], apiGroups: [RBAC], resources: ['clusterroles'], resourceNames: ['cluster-admin'] },
    ],
    to: ALL,
    // Without the verb nobody can bind more than he holds.
    almost: [{ verbs: ['create', 'update', 'patch'], apiGroups: [RBAC], resources: ['clusterrolebindings', 'rolebindings'] }],
  },
  {
    technique: 'raise-role',
    rules: [{ verbs: ['escalate', 'patch'], apiGroups: [RBAC], resources: ['clusterroles'], resourceNames: ['eve'] }],
    to: ALL,
    almost: [{ verbs: ['update', 'patch', 'create'], apiGroups: [RBAC], resources: ['clusterroles', 'roles'] }],
  },
  {
    technique: 'sign-certificate',
    rules: [
      { verbs: ['create', 'get'], apiGroups: [CERTIFICATES], resources: ['certificatesigningrequests'] },
      { verbs: ['update'], apiGroups: [CERTIFICATES], resources: ['certificatesigningrequests/approval'] },
      { verbs: ['approve'], apiGroups: [CERTIFICATES], resources: ['signers'], resourceNames: ['kubernetes.io/*'] },
    ],
    to: 'User carol',
    almost: [
      { verbs: ['create', 'get'], apiGroups: [CERTIFICATES], resources: ['certificatesigningrequests'] },
      { verbs: ['update'], apiGroups: [CERTIFICATES], resources: ['certificatesigningrequests/approval'] },
      { verbs: ['approve'], apiGroups: [CERTIFICATES], resources: ['signers'], resourceNames: ['example.com/*'] },
    ],
  },
  {
    technique: 'node-certificate',
    rules: [
      {
        verbs: ['create', 'get'],
        apiGroups: [CERTIFICATES],
        resources: ['certificatesigningrequests', 'certificatesigningrequests/nodeclient'],
      },
    ],
    to: 'a kubelet',
    almost: [{ verbs: ['create', 'get'], apiGroups: [CERTIFICATES], resources: ['certificatesigningrequests'] }],
  },
  {
    technique: 'bootstrap-token',
    namespace: 'kube-system',
    rules: [{ verbs: ['create'], resources: ['secrets'] }],
    to: 'Group system:bootstrappers:kubeadm',
    almost: [{ verbs: ['get'], resources: ['secrets'] }],
  },
  {
    technique: 'privileged-pod',
    namespace: 'shop',
    rules: [{ verbs: ['create'], apiGroups: ['apps'], resources: ['daemonsets'] }],
    to: 'root on a node',
    almost: [{ verbs: ['get'], apiGroups: ['apps'], resources: ['daemonsets'] }],
  },
  {
    technique: 'host-path-volume',
    rules: [{ verbs: ['create'], resources: ['persistentvolumes', 'persistentvolumeclaims', 'pods'] }],
    to: 'root on a node',
    almost: [{ verbs: ['create'], resources: ['persistentvolumes', 'persistentvolumeclaims'] }],
  },
  {
    technique: 'pods-of-node',
    namespace: 'other',
    rules: [{ verbs: ['create'], resources: ['pods'] }],
    to: BOSS,
    almost: [{ verbs: ['delete'], resources: ['pods'] }],
  },
  {
    technique: 'control-plane-node',
    namespace: 'shop',
    rules: [{ verbs: ['create'], resources: ['pods'] }],
    to: ALL,
    almost: [{ verbs: ['create'], resources: ['configmaps'] }],
  },
  {
    technique: 'mutating-webhook',
    rules: [{ verbs: ['patch'], apiGroups: ['admissionregistration.k8s.io'], resources: ['mutatingwebhookconfigurations'] }],
    to: ALL,
    almost: [{ verbs: ['patch'], apiGroups: ['admissionregistration.k8s.io'], resources: ['validatingwebhookconfigurations'] }],
  },
  {
    technique: 'mutating-policy',
    rules: [
      {
        verbs: ['create'],
        apiGroups: ['admissionregistration.k8s.io'],
        resources: ['mutatingadmissionpolicies', 'mutatingadmissionpolicybindings'],
      },
    ],
    to: ALL,
    almost: [{ verbs: ['create'], apiGroups: ['admissionregistration.k8s.io'], resources: ['mutatingadmissionpolicies'] }],
  },
  {
    technique: 'cloud-mapping',
    namespace: 'kube-system',
    rules: [{ verbs: ['update'], resources: ['configmaps'], resourceNames: ['aws-auth'] }],
    to: ALL,
    almost: [{ verbs: ['update'], resources: ['configmaps'], resourceNames: ['coredns'] }],
  },
];

describe('every technique', () => {
  it('has a case', () => {
    assert.deepEqual([...new Set(CASES.map(({ technique }) => technique))].sort(), Object.keys(TECHNIQUES).sort());
  });

  for (const { technique, rules, to, namespace, almost } of CASES) {
    it(`${technique} leads to ${to}, and not without one of its requests`, () => {
      const escalation = escalationOf(rules, namespace);
      const path = escalation.reached.flatMap(({ foothold }) => pathTo(escalation, foothold));
      const used = [...waysTo(escalation, to), ...path.map((step) => step.technique)];
      assert.ok(used.includes(technique), used.join(', '));
      assert.notDeepEqual(waysTo(escalation, to), []);
      const without = escalationOf(almost, namespace);
      assert.deepEqual(
        without.reached.flatMap(({ ways }) => ways.filter((way) => way.technique === technique)),
        [],
      );
    });
  }
});

describe('an escalation', () => {
  it('goes on from what it has reached, and says in the name of whom', () => {
    const more = `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: boss}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: boss, namespace: shop}]
`;
    const escalation = escalationOf([{ verbs: ['create'], resources: ['pods/exec'] }], 'shop', more);
    const steps = pathTo(escalation, { kind: 'cluster' });
    assert.deepEqual(
      steps.map(({ technique }) => technique),
      ['exec', 'full-rights'],
    );
    assert.deepEqual(
      steps[1]?.requests.map(({ by }) => describeFoothold(by)),
      [BOSS],
    );
    assert.deepEqual(
      steps[0]?.conditions.map(({ text, isOpen }) => [text, isOpen]),
      [['a pod of StatefulSet shop/db runs', false]],
    );
  });

  it('prefers steps that need nothing unusual to shorter ones that do', () => {
    const more = `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: boss}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: boss, namespace: shop}]
`;
    const rules = [
      { verbs: ['get'], resources: ['nodes/proxy'] },
      { verbs: ['create'], resources: ['serviceaccounts/token'] },
    ];
    assert.deepEqual(
      pathTo(escalationOf(rules, undefined, more), { kind: 'cluster' }).flatMap(({ conditions }) =>
        conditions.filter(({ isOpen }) => isOpen),
      ),
      [],
    );
    assert.deepEqual(waysTo(escalationOf(rules, undefined), ALL), ['node-proxy']);
  });

  it('does not take a pod that a level of Pod Security refuses', () => {
    const { reached } = escalationOf([{ verbs: ['create'], resources: ['pods'] }], 'strict');
    assert.equal(
      reached.some(({ foothold }) => foothold.kind === 'node'),
      false,
    );
    const { reached: lowered } = escalationOf(
      [
        { verbs: ['create'], resources: ['pods'] },
        { verbs: ['patch'], resources: ['namespaces'] },
      ],
      'strict',
    );
    assert.ok(lowered.some(({ foothold }) => foothold.kind === 'node'));
  });

  it('holds all from the start in the group that no authorizer limits', () => {
    const masters: Subject = { kind: 'Group', namespace: '', name: 'system:masters' };
    const policy = readPolicy([]);
    const { reached } = findEscalation(masters, policy, readSurroundings([], policy, 'default'), () => false);
    assert.deepEqual(
      reached.map(({ foothold, distance }) => [foothold.kind, distance]),
      [
        ['subject', 0],
        ['cluster', 0],
      ],
    );
  });
});
