import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type AttackAnalysis,
  type AttackClause,
  analyseAttacks,
  type Fact,
  factKey,
  type Move,
  readScene,
  type Scene,
  STEPS,
  type Start,
} from '../src/attack/index.ts';
import { targetMoves } from '../src/attack/targets.ts';
import { type NetworkPod, PROTOCOLS } from '../src/engines/network/index.ts';
import { type PolicyObject, type Subject, userOf } from '../src/engines/rbac/index.ts';
import { type InventoryObject, readInventory } from '../src/inventory/index.ts';
import { naiveReach, type Taken } from './naive-attack.ts';
import { naiveAllows } from './naive-authorizer.ts';

const RUNS = process.env['SEAWALL_DEEP'] ? 20_000 : 2000;

const pick = fc.constantFrom;
const namespace = pick('a', 'b', 'kube-system');
const account = pick('x', 'y');
const RBAC = 'rbac.authorization.k8s.io';

const container = fc
  .record({
    name: pick('c0', 'c1'),
    image: pick('app', 'redis:7', 'postgres:17', 'app@sha256:0', 'tsl0922/ttyd'),
    ports: pick([], [{ containerPort: 80 }], [{ containerPort: 80, hostPort: 80 }]),
    env: pick([], [{ name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }]),
    securityContext: pick<object>(
      {},
      { privileged: true },
      { runAsUser: 0, capabilities: { add: ['SYS_ADMIN'] } },
      { runAsUser: 0, capabilities: { add: ['SYS_PTRACE'] } },
      { runAsUser: 0 },
      { runAsUser: 9, allowPrivilegeEscalation: false },
    ),
    mount: pick(undefined, 'v', 'e', 's'),
    readOnly: fc.boolean(),
  })
  .map(({ mount, readOnly, ...one }) => ({ ...one, ...(mount ? { volumeMounts: [{ name: mount, mountPath: '/m', readOnly }] } : {}) }));

const workload = fc
  .record({
    kind: pick('Deployment', 'DaemonSet', 'Pod', 'Job'),
    namespace,
    name: pick('w0', 'w1', 'w2'),
    account,
    token: pick(undefined, false),
    containers: fc.uniqueArray(container, { minLength: 1, maxLength: 2, selector: ({ name }) => name }),
    path: pick('/', '/var/lib/kubelet', '/var/run/docker.sock', '/var/log', '/proc', '/etc/kubernetes', '/data'),
    flags: fc.subarray(['hostPID', 'hostNetwork', 'shareProcessNamespace']),
    node: pick(undefined, 'n0', 'n1'),
    tolerates: fc.boolean(),
    exposed: pick(undefined, 'LoadBalancer', 'ClusterIP'),
  })
  .map(({ kind, namespace: place, name, account: own, token, containers, path, flags, node, tolerates, exposed }) => {
    const spec = {
      serviceAccountName: own,
      ...(token === undefined ? {} : { automountServiceAccountToken: token }),
      ...(kind === 'Pod' && node ? { nodeName: node } : {}),
      ...(tolerates ? { tolerations: [{ operator: 'Exists' }] } : {}),
      ...Object.fromEntries(flags.map((flag) => [flag, true])),
      volumes: [
        { name: 'v', hostPath: { path } },
        { name: 'e', emptyDir: {} },
        { name: 's', secret: { secretName: 's' } },
      ],
      containers,
    };
    const labels = { app: name };
    const metadata = { name, namespace: place, labels };
    const template = { metadata: { labels }, spec };
    const [apiVersion, body] =
      kind === 'Pod' ? ['v1', spec] : [kind === 'Job' ? 'batch/v1' : 'apps/v1', { selector: { matchLabels: labels }, template }];
    return [
      { apiVersion, kind, metadata, spec: body },
      ...(exposed
        ? [
            {
              apiVersion: 'v1',
              kind: 'Service',
              metadata: { name, namespace: place },
              spec: { type: exposed, selector: labels, ports: [{ port: 80 }] },
            },
          ]
        : []),
    ];
  });

const rule = fc.record({
  verbs: fc.subarray(['get', 'list', 'create', 'patch', 'update', 'delete', '*', 'bind', 'escalate', 'impersonate', 'approve'], {
    minLength: 1,
    maxLength: 3,
  }),
  apiGroups: fc.subarray(['', 'apps', RBAC, 'certificates.k8s.io', 'admissionregistration.k8s.io', '*'], { minLength: 1, maxLength: 2 }),
  resources: fc.subarray(
    [
      'pods',
      'pods/exec',
      'pods/portforward',
      'deployments',
      'secrets',
      'configmaps',
      'nodes',
      'nodes/proxy',
      'serviceaccounts',
      'serviceaccounts/token',
      'clusterroles',
      'rolebindings',
      'users',
      'groups',
      'namespaces',
      'persistentvolumes',
      'persistentvolumeclaims',
      'certificatesigningrequests',
      'signers',
      '*',
    ],
    { minLength: 1, maxLength: 3 },
  ),
  resourceNames: pick<readonly string[]>([], [], ['w0'], ['s']),
});
const subject = fc.oneof(
  fc.record({ kind: fc.constant('ServiceAccount'), namespace, name: account }),
  fc.record({
    kind: fc.constant('Group'),
    name: pick('g', 'system:serviceaccounts', 'system:serviceaccounts:a', 'system:unauthenticated', 'system:nodes'),
  }),
  fc.record({ kind: fc.constant('User'), name: pick('u', 'system:node:n0') }),
);
const grant = fc
  .record({
    name: pick('r0', 'r1', 'r2'),
    namespace,
    isWide: fc.boolean(),
    rules: fc.array(rule, { minLength: 1, maxLength: 2 }),
    subjects: fc.array(subject, { minLength: 1, maxLength: 2 }),
  })
  .map(({ name, namespace: place, isWide, rules, subjects }) => {
    const kind = isWide ? 'ClusterRole' : 'Role';
    const metadata = isWide ? { name } : { name, namespace: place };
    const apiVersion = `${RBAC}/v1`;
    return [
      { apiVersion, kind, metadata, rules },
      { apiVersion, kind: `${kind}Binding`, metadata, roleRef: { apiGroup: RBAC, kind, name }, subjects },
    ];
  });
const level = fc
  .record({ name: namespace, level: pick('privileged', 'baseline', 'restricted') })
  .map(({ name, level: enforce }) => [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'pod-security.kubernetes.io/enforce': enforce } } },
  ]);
const policy = fc
  .record({ namespace, app: pick('w0', 'w1', undefined), from: pick('w0', 'w2', undefined), types: pick(['Ingress'], ['Egress']) })
  .map(({ namespace: place, app, from, types }) => {
    const peers = from ? [{ podSelector: { matchLabels: { app: from } } }] : [];
    const rules = from ? (types[0] === 'Ingress' ? { ingress: [{ from: peers }] } : { egress: [{ to: peers }] }) : {};
    return [
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: `p-${app ?? 'all'}`, namespace: place },
        spec: { podSelector: app ? { matchLabels: { app } } : {}, policyTypes: types, ...rules },
      },
    ];
  });
const secret = namespace.map((place) => [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: place } }]);
const nodes = pick<readonly object[]>(
  [],
  [
    { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n0', labels: { 'node-role.kubernetes.io/control-plane': '' } } },
    { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1' } },
  ],
);
const identity = (objects: readonly object[]): string => {
  const { kind, metadata } = objects[0] as { kind: string; metadata: { name: string; namespace?: string } };
  return `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
};
const some = <T extends readonly object[]>(items: fc.Arbitrary<T>, maxLength: number, minLength = 0): fc.Arbitrary<T[]> =>
  fc.uniqueArray(items, { minLength, maxLength, selector: identity });

const cluster = fc
  .tuple(some(workload, 3, 1), some(grant, 3), some(level, 2), some(policy, 2), some(secret, 2), nodes)
  .map(([workloads, grants, levels, policies, secrets, ofNodes]) =>
    [...workloads.flat(), ...grants.flat(), ...levels.flat(), ...policies.flat(), ...secrets.flat(), ...ofNodes]
      .map((one) => JSON.stringify(one))
      .join('\n---\n'),
  );

interface Cluster {
  readonly objects: readonly InventoryObject[];
  readonly scene: Scene;
  readonly analysis: AttackAnalysis;
}

function read(text: string): Cluster {
  const { worlds, problems } = readInventory([{ name: 'a.yaml', text }]);
  assert.deepEqual(
    problems.map(({ message }) => message),
    [],
  );
  const objects = worlds[0]?.objects ?? [];
  const scene = readScene(objects, { assumeDefaults: false });
  return { objects, scene, analysis: analyseAttacks(scene) };
}

function startsOf({ units, authorizer }: Scene): Start[] {
  return [
    { kind: 'internet' },
    { kind: 'internet', weaknesses: 'any' },
    ...units.map((unit): Start => ({ kind: 'workload', unit })),
    ...authorizer.subjects().map((one): Start => ({ kind: 'subject', subject: one })),
  ];
}

function factsOf(start: Start): Fact[] {
  if (start.kind === 'workload') {
    const { unit } = start;
    return unit.pod.containers.map((one): Fact => ({ kind: 'container', unit, container: one }));
  }
  return start.kind === 'subject'
    ? [{ kind: 'subject', subject: start.subject }]
    : [{ kind: start.kind === 'internet' ? 'outside' : 'registry' }];
}

function policyObjects(objects: readonly InventoryObject[]): PolicyObject[] {
  return objects
    .filter(({ group }) => group === RBAC)
    .map((one) => ({
      group: one.group,
      kind: one.kind,
      name: one.name,
      value: one.value,
      ...(one.namespace === undefined ? {} : { namespace: one.namespace }),
    }));
}

function takenOf(scene: Scene, weaknesses: Start['weaknesses']): Taken[] {
  const steps = STEPS.filter(({ id }) => weaknesses === 'any' || id !== 'inside/exploited-neighbour');
  return [
    ...steps.flatMap((step) =>
      [...step.moves(scene)].map(
        ({ from, to, premises }: Move): Taken => ({ from, to, effort: step.effort, ...(premises ? { premises } : {}) }),
      ),
    ),
    ...[...targetMoves(scene)].map(({ from, to }): Taken => ({ from, to, effort: 0 })),
  ];
}

describe('attack paths, on random clusters', () => {
  it('reach what a naive search reaches, with the least effort', () => {
    let [reached, missed] = [0, 0];
    fc.assert(
      fc.property(cluster, fc.nat(), (text, chosen) => {
        const { objects, scene, analysis } = read(text);
        const starts = startsOf(scene);
        const start = starts[chosen % starts.length] as Start;
        const naive = naiveReach(takenOf(scene, start.weaknesses), factsOf(start), policyObjects(objects), factKey);
        assert.deepEqual(new Set(analysis.reach(start).map(factKey)), new Set(naive.keys()), text);
        const paths = analysis.paths(start);
        for (const target of analysis.targets) {
          const effort = naive.get(factKey({ kind: 'target', id: target.id, title: target.title }));
          assert.equal(paths.find((path) => path.target === target)?.effort, effort, `${target.id}\n${text}`);
          if (effort === undefined) missed++;
          else reached++;
        }
      }),
      { numRuns: RUNS },
    );
    assert.ok(reached > RUNS / 2 && missed > RUNS / 2, `${reached} reached, ${missed} missed`);
  });

  it('rest on nothing that an engine denies, and on nothing that was not reached before', () => {
    const asked = { requests: 0, connections: 0, pods: 0 };
    fc.assert(
      fc.property(cluster, (text) => {
        const { objects, scene, analysis } = read(text);
        const policies = policyObjects(objects);
        for (const start of startsOf(scene)) {
          for (const path of analysis.paths(start)) {
            const held = new Set(factsOf(start).map(factKey));
            for (const clause of path.clauses) {
              const body = clause.body.map((number) => analysis.graph.facts[number] as Fact);
              for (const fact of body) assert.ok(held.has(factKey(fact)), `${factKey(fact)}\n${text}`);
              held.add(factKey(analysis.graph.facts[clause.head] as Fact));
              if (clause.grant) {
                asked.requests++;
                askRequest(clause.grant, scene, policies);
              }
              if (clause.step?.id === 'inside/pod-network' && clause.says !== '') {
                asked.connections++;
                askConnection(clause, body, analysis.graph.facts[clause.head] as Fact, scene);
              }
              if (clause.step?.id === 'api/privileged-pod' && body.length === 1) {
                asked.pods++;
                askPod(body[0] as Fact, objects);
              }
            }
          }
        }
      }),
      { numRuns: RUNS / 4 },
    );
    for (const [what, count] of Object.entries(asked)) assert.ok(count > 0, what);
  });
});

function askRequest(
  { subject: who, action }: { subject: Subject; action: Parameters<typeof naiveAllows>[2] },
  { authorizer }: Scene,
  policies: readonly PolicyObject[],
): void {
  assert.equal(authorizer.decide(userOf(who), action).kind, 'allow');
  assert.ok(naiveAllows(policies, userOf(who), action));
}

function askConnection({ says, premises }: AttackClause, [from]: readonly Fact[], to: Fact, { connectivity }: Scene): void {
  assert.ok(to.kind === 'contact');
  const sources: readonly NetworkPod[] =
    from?.kind === 'presence' ? (connectivity.classes[from.classId]?.pods ?? []) : from?.kind === 'pod' ? from.unit.network : [];
  const port = Number(/\d+/.exec(says)?.[0]);
  const verdicts = new Set(
    sources.flatMap((source) =>
      to.unit.network.flatMap((pod) =>
        PROTOCOLS.map((protocol) => connectivity.decide({ kind: 'pod', pod: source }, { kind: 'pod', pod }, protocol, port).verdict),
      ),
    ),
  );
  // What upstream leaves undefined is told as open.
  assert.ok(verdicts.has('allow') || (verdicts.has('undefined') && premises.length > 0), says);
}

/** No namespace that enforces a level lets a privileged pod in. */
function askPod(fact: Fact, objects: readonly InventoryObject[]): void {
  assert.ok(fact.kind === 'one-of');
  const [action] = fact.actions;
  assert.ok(action?.kind === 'resource');
  const labels = objects.find(({ kind, name }) => kind === 'Namespace' && name === action.namespace)?.value['metadata'] as
    | { labels?: Record<string, string> }
    | undefined;
  assert.ok(!['baseline', 'restricted'].includes(labels?.labels?.['pod-security.kubernetes.io/enforce'] ?? ''));
}
