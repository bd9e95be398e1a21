import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readInventory } from '../../inventory/index.ts';
import { readAbacFile } from './abac.ts';
import { modesFromConfiguration, modesFromFlags } from './authorization-modes.ts';
import { type ChainDecision, createChain } from './chain.ts';
import { createNodeAuthorizer } from './node-authorizer.ts';
import { buildNodeGraph } from './node-graph.ts';
import { createRbacAuthorizer } from './rbac-authorizer.ts';
import { readPolicy } from './read-policy.ts';
import { identify, type ResourceAction, resourceAction } from './request.ts';

const CLUSTER = `
apiVersion: v1
kind: Pod
metadata: {name: p, namespace: ns1}
spec:
  nodeName: node1
  serviceAccountName: runner
  imagePullSecrets: [{name: pull}]
  resourceClaims: [{name: gpu, resourceClaimTemplateName: t}, {name: fpga, resourceClaimName: fpga}]
  initContainers: [{name: i, image: a, envFrom: [{secretRef: {name: from-env}}]}]
  containers:
  - {name: c, image: a, env: [{name: X, valueFrom: {configMapKeyRef: {name: settings, key: k}}}]}
  volumes:
  - {name: v, persistentVolumeClaim: {claimName: data}}
  - {name: scratch, ephemeral: {volumeClaimTemplate: {spec: {}}}}
  - {name: s, projected: {sources: [{secret: {name: projected}}, {configMap: {name: bundle}}]}}
status:
  resourceClaimStatuses: [{name: gpu, resourceClaimName: p-gpu-x}]
---
apiVersion: v1
kind: Pod
metadata: {name: mirror, namespace: ns1, annotations: {kubernetes.io/config.mirror: x}}
spec: {nodeName: node1, serviceAccountName: other, containers: [{name: c, image: a}], volumes: [{name: s, secret: {secretName: stolen}}]}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: pv}
spec:
  claimRef: {namespace: ns1, name: data}
  csi: {driver: d, volumeHandle: h, nodeStageSecretRef: {name: stage, namespace: storage}, controllerPublishSecretRef: {name: publish, namespace: storage}}
---
apiVersion: storage.k8s.io/v1
kind: VolumeAttachment
metadata: {name: va}
spec: {attacher: d, nodeName: node1, source: {persistentVolumeName: pv}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: b, namespace: ns1}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [{kind: User, apiGroup: rbac.authorization.k8s.io, name: jane}]
`;

const { objects } = readInventory([{ name: 'a.yaml', text: CLUSTER }]);
const graph = buildNodeGraph(objects);
const node = createNodeAuthorizer(graph);
const kubelet = identify('system:node:node1', ['system:nodes']);
const other = identify('system:node:node2', ['system:nodes']);
const inNamespace = (verb: string, resource: string, name: string, namespace = 'ns1'): ResourceAction =>
  resourceAction(verb, resource, { namespace, name });

describe('the Node authorizer', () => {
  it('reaches what pods of the node need, and nothing that only a mirror pod names', () => {
    assert.deepEqual(
      graph.reach('node1').map(({ resource, namespace, name }) => `${resource} ${namespace}/${name}`),
      [
        'configmaps ns1/bundle',
        'configmaps ns1/settings',
        'persistentvolumeclaims ns1/data',
        'persistentvolumeclaims ns1/p-scratch',
        'persistentvolumes /pv',
        'pods ns1/mirror',
        'pods ns1/p',
        'resourceclaims ns1/fpga',
        'resourceclaims ns1/p-gpu-x',
        'secrets ns1/from-env',
        'secrets ns1/projected',
        'secrets ns1/pull',
        'secrets storage/stage',
        'serviceaccounts ns1/runner',
        'volumeattachments /va',
      ],
    );
    assert.deepEqual(graph.reach('node2'), []);
  });

  it('proves an allowed request by the chain from the object to the node', () => {
    const decision = node.decide(kubelet, inNamespace('get', 'secrets', 'stage', 'storage'));
    assert.deepEqual(decision.kind === 'allow' && decision.path?.map(({ name }) => name), ['stage', 'pv', 'data', 'p']);
  });

  const fields = (field: string, value: string) => ({ fieldSelector: [{ field, value }] });
  const leases = { apiGroup: 'coordination.k8s.io', namespace: 'kube-node-lease' };
  const slices = { apiGroup: 'resource.k8s.io' };
  const cases: readonly (readonly [string, ResourceAction, boolean])[] = [
    ['a secret of another', inNamespace('get', 'secrets', 'stolen'), false],
    ['a secret by name in a list', resourceAction('list', 'secrets', { namespace: 'ns1', ...fields('metadata.name', 'pull') }), true],
    ['all secrets', resourceAction('list', 'secrets', { namespace: 'ns1' }), false],
    ['changing a secret', inNamespace('update', 'secrets', 'pull'), false],
    ['a claim', inNamespace('get', 'persistentvolumeclaims', 'data'), true],
    ['the status of a claim', inNamespace('patch', 'persistentvolumeclaims/status', 'data'), true],
    ['listing volumes', resourceAction('list', 'persistentvolumes'), false],
    ['a token of its pod', inNamespace('create', 'serviceaccounts/token', 'runner'), true],
    ['a token for a mirror pod', inNamespace('create', 'serviceaccounts/token', 'other'), false],
    ['its lease', resourceAction('update', 'leases', { ...leases, name: 'node1' }), true],
    ["another's lease", resourceAction('update', 'leases', { ...leases, name: 'node2' }), false],
    ['a new lease', resourceAction('create', 'leases', leases), true],
    ['a lease elsewhere', resourceAction('create', 'leases', { ...leases, namespace: 'ns1' }), false],
    ['its CSINode', resourceAction('get', 'csinodes', { apiGroup: 'storage.k8s.io', name: 'node1' }), true],
    ["another's CSINode", resourceAction('get', 'csinodes', { apiGroup: 'storage.k8s.io', name: 'node2' }), false],
    ['itself', resourceAction('get', 'nodes', { name: 'node1' }), true],
    ['all nodes', resourceAction('list', 'nodes'), false],
    ['its pods', resourceAction('list', 'pods', fields('spec.nodeName', 'node1')), true],
    ['all pods', resourceAction('list', 'pods'), false],
    ['a pod of its own', inNamespace('get', 'pods', 'p'), true],
    ['evicting', inNamespace('create', 'pods/eviction', 'p'), true],
    ['commands in pods', inNamespace('create', 'pods/exec', 'p'), false],
    ['its slices', resourceAction('list', 'resourceslices', { ...slices, ...fields('nodeName', 'node1') }), true],
    ['all slices', resourceAction('deletecollection', 'resourceslices', slices), false],
    ['what every node may do', resourceAction('list', 'services'), true],
    ['what no node may do', resourceAction('list', 'deployments', { apiGroup: 'apps' }), false],
  ];
  for (const [name, action, isAllowed] of cases) {
    it(`${isAllowed ? 'allows' : 'does not allow'} ${name}`, () => {
      assert.equal(node.decide(kubelet, action).kind === 'allow', isAllowed);
      const isBroad = action.name === '' && action.fieldSelector.length === 0;
      if (isAllowed && !isBroad && action.subresource !== 'eviction') assert.equal(node.decide(other, action).kind, 'noOpinion');
    });
  }

  it('knows a node by name and group, both of them', () => {
    const list = resourceAction('list', 'services');
    assert.equal(node.decide(identify('system:node:node1'), list).kind, 'noOpinion');
    assert.equal(node.decide(identify('jane', ['system:nodes']), list).kind, 'noOpinion');
    assert.equal(node.decide(identify('system:node:', ['system:nodes']), list).kind, 'noOpinion');
  });

  it('minds the feature gates', () => {
    const older = createNodeAuthorizer(graph, {
      authorizeNodeWithSelectors: false,
      serviceAccountTokenForCredentialProviders: false,
      podCertificateRequest: true,
    });
    assert.equal(older.decide(kubelet, resourceAction('list', 'pods')).kind, 'allow');
    assert.equal(older.decide(kubelet, resourceAction('list', 'nodes')).kind, 'allow');
    assert.equal(older.decide(kubelet, inNamespace('get', 'serviceaccounts', 'runner')).kind, 'noOpinion');
    assert.equal(node.decide(kubelet, inNamespace('get', 'serviceaccounts', 'runner')).kind, 'allow');
    const request = resourceAction('create', 'podcertificaterequests', { apiGroup: 'certificates.k8s.io', namespace: 'ns1' });
    assert.equal(older.decide(kubelet, request).kind, 'allow');
    assert.equal(node.decide(kubelet, request).kind, 'noOpinion');
  });
});

describe('the chain of authorizers', () => {
  const rbac = createRbacAuthorizer(readPolicy(objects));
  const chainOf = (flag: string, parts: Parameters<typeof createChain>[1] = {}) => createChain(modesFromFlags([flag]).authorizers, parts);
  const decider = (decision: ChainDecision): string => `${decision.kind} ${'by' in decision ? (decision.by?.mode ?? '-') : decision.mode}`;

  it('says which authorizer decided', () => {
    const chain = chainOf('Node,RBAC', { rbac, node });
    assert.equal(decider(chain.decide(kubelet, inNamespace('get', 'secrets', 'pull'))), 'allow Node');
    assert.equal(decider(chain.decide(identify('jane'), inNamespace('get', 'pods', 'p'))), 'allow RBAC');
    assert.equal(decider(chain.decide(identify('jane'), inNamespace('get', 'secrets', 'pull'))), 'deny -');
    assert.equal(decider(chain.decide(identify('root', ['system:masters']), resourceAction('delete', 'nodes'))), 'allow PrivilegedGroup');
    assert.deepEqual(
      chain.decide(identify('jane'), resourceAction('list', 'nodes')).passed.map(({ mode }) => mode),
      ['Node', 'RBAC'],
    );
  });

  it('asks on after AlwaysDeny, which has no opinion, and reads ABAC files line by line', () => {
    const abac = readAbacFile('# who may read\n\n{"user":"jane","readonly":true}\n{nonsense\n{"user":"jane","readonly":"no"}\n');
    assert.deepEqual(
      abac.unreadable.map(({ line }) => line),
      [4, 5],
    );
    const chain = chainOf('AlwaysDeny,ABAC', { abac });
    const decision = chain.decide(identify('jane'), resourceAction('list', 'secrets'));
    assert.ok(decision.kind === 'allow' && decision.by.mode === 'ABAC' && decision.by.decision.kind === 'allow');
    assert.equal(decision.by.decision.by.line, 3);
    assert.equal(chain.decide(identify('jane'), resourceAction('delete', 'secrets')).kind, 'deny');
  });

  it('leaves undecided what depends on a webhook that nobody asked, and takes its answers', () => {
    const configuration = {
      authorizers: [
        { type: 'Webhook', name: 'gate', webhook: { failurePolicy: 'Deny', matchConditions: [{ expression: "request.user == 'x'" }] } },
        { type: 'RBAC', name: 'rbac' },
      ],
    };
    const { authorizers, problems } = modesFromConfiguration(configuration);
    assert.deepEqual(problems, []);
    const action = inNamespace('get', 'pods', 'p');
    const silent = createChain(authorizers, { rbac }).decide(identify('jane'), action);
    assert.ok(silent.kind === 'undecided' && silent.name === 'gate' && silent.otherwise.kind === 'allow');
    const answered = (answer: 'allow' | 'deny' | 'noOpinion' | 'failed' | 'passed-over') =>
      decider(createChain(authorizers, { rbac, webhook: () => answer }).decide(identify('jane'), action));
    assert.deepEqual((['allow', 'deny', 'noOpinion', 'failed', 'passed-over'] as const).map(answered), [
      'allow Webhook',
      'deny Webhook',
      'allow RBAC',
      'deny Webhook',
      'allow RBAC',
    ]);
  });

  it('reads the order from flags and configurations, with what keeps an API server from starting', () => {
    assert.deepEqual(
      modesFromFlags([]).authorizers.map(({ mode }) => mode),
      ['AlwaysAllow'],
    );
    assert.deepEqual(
      modesFromFlags(['Node', 'RBAC,Webhook']).authorizers.map(({ mode }) => mode),
      ['Node', 'RBAC', 'Webhook'],
    );
    assert.deepEqual(
      modesFromFlags(['RBAC,rbac,RBAC']).problems.map(({ kind }) => kind),
      ['unknown-mode', 'repeated-mode'],
    );
    const bad = { authorizers: [{ type: 'RBAC' }, { type: 'RBAC', name: 'a' }, { type: 'Webhook', name: 'a' }, { type: 'Magic' }] };
    assert.deepEqual(
      modesFromConfiguration(bad).problems.map(({ kind }) => kind),
      ['missing-name', 'repeated-mode', 'repeated-name', 'missing-webhook', 'bad-failure-policy', 'unknown-mode'],
    );
    assert.deepEqual(modesFromConfiguration({}).problems, [{ kind: 'no-authorizers' }]);
  });
});
