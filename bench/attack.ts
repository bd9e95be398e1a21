import os from 'node:os';
import process from 'node:process';
import { smallestFixSet } from '../src/attack/fix-set/smallest-fix-set.ts';
import { analyseAttacks, readScene, type Start, surveyStarts } from '../src/attack/index.ts';
import { type Inventory, readInventory, SNAPSHOT_SCHEMA } from '../src/inventory/index.ts';

interface Size {
  readonly pods: number;
  readonly namespaces: number;
  readonly nodes: number;
  /** Roles and bindings. */
  readonly access: number;
  readonly policies: number;
}

const SIZES: readonly Size[] = [
  { pods: 1000, namespaces: 20, nodes: 20, access: 400, policies: 100 },
  { pods: 10_000, namespaces: 100, nodes: 100, access: 2000, policies: 1000 },
  { pods: 25_000, namespaces: 200, nodes: 250, access: 5000, policies: 2000 },
];
const REPLICAS = 10;

/** The same numbers in every run: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A live cluster as a snapshot: workloads with their pods on nodes, one in fifty of them dangerous, rights of which one in forty is. */
function* generate({ pods, namespaces, nodes, access, policies }: Size): Generator<string> {
  const roll = dice(pods);
  const json = (value: object): string => JSON.stringify(value);
  const ns = (at: number): string => `team-${at % namespaces}`;
  yield json({
    seawall: 'snapshot',
    schemaVersion: SNAPSHOT_SCHEMA,
    tool: '0',
    server: { host: 'bench' },
    taken: '2026-01-01T00:00:00Z',
    namespaces: [],
    secretValues: 'dropped',
    resources: [],
  });
  for (let at = 0; at < namespaces; at++) {
    const level = ['privileged', 'baseline', 'restricted'][at % 3] ?? '';
    yield json({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: ns(at), labels: { 'pod-security.kubernetes.io/enforce': level } },
    });
  }
  for (let at = 0; at < nodes; at++) {
    const labels = at < 3 ? { 'node-role.kubernetes.io/control-plane': '' } : {};
    yield json({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: `node-${at}`, labels },
      status: { nodeInfo: { kubeletVersion: 'v1.34.2' } },
    });
  }
  for (let at = 0; at < pods / REPLICAS; at++) {
    const name = `app-${at}`;
    const metadata = { name, namespace: ns(at), labels: { app: name, role: `role-${at % 5}` } };
    const danger = at % 50;
    const spec = {
      serviceAccountName: `account-${at % 7}`,
      ...(danger === 3 ? { hostPID: true } : {}),
      containers: [
        {
          name: 'main',
          image: `registry.example/app:${at % 40}`,
          ports: [{ containerPort: 8080 }],
          securityContext: danger === 1 ? { privileged: true } : { allowPrivilegeEscalation: false },
          ...(danger === 2 ? { volumeMounts: [{ name: 'host', mountPath: '/host' }] } : {}),
        },
      ],
      ...(danger === 2 ? { volumes: [{ name: 'host', hostPath: { path: '/var/lib/kubelet' } }] } : {}),
    };
    const owned = (kind: string, owner: string): object => ({
      ownerReferences: [{ apiVersion: 'apps/v1', kind, name: owner, controller: true }],
    });
    yield json({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { selector: { matchLabels: { app: name } }, template: { metadata: { labels: metadata.labels }, spec } },
    });
    yield json({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { ...metadata, name: `${name}-1`, ...owned('Deployment', name) },
      spec: { selector: { matchLabels: { app: name } }, template: { metadata: { labels: metadata.labels }, spec } },
    });
    for (let replica = 0; replica < REPLICAS; replica++) {
      yield json({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { ...metadata, name: `${name}-1-${replica}`, ...owned('ReplicaSet', `${name}-1`) },
        spec: { ...spec, nodeName: `node-${3 + roll(nodes - 3)}` },
        status: { phase: 'Running' },
      });
    }
    if (at % 20 === 0) {
      yield json({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace: ns(at) },
        spec: { type: 'LoadBalancer', selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }] },
      });
    }
  }
  const rights = [
    { apiGroups: [''], resources: ['pods', 'services', 'configmaps'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'list'] },
    { apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'update'], resourceNames: ['leader'] },
  ];
  const dangerous = [
    { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] },
    { apiGroups: [''], resources: ['pods'], verbs: ['create'] },
    { apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] },
    { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
  ];
  for (let at = 0; at < access / 2; at++) {
    const metadata = { name: `access-${at}`, namespace: ns(at) };
    const rule = at % 40 === 0 ? dangerous[roll(dangerous.length)] : rights[roll(rights.length)];
    yield json({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules: [rule] });
    yield json({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', namespace: ns(roll(namespaces)), name: `account-${roll(7)}` }],
    });
  }
  yield json({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'operator' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', namespace: ns(1), name: 'account-1' }],
  });
  for (let at = 0; at < policies; at++) {
    const spec =
      at < namespaces && at % 2 === 0
        ? { podSelector: {}, policyTypes: ['Ingress'] }
        : {
            podSelector: { matchLabels: { app: `app-${roll(pods / REPLICAS)}` } },
            ingress: [{ from: [{ podSelector: { matchLabels: { role: `role-${roll(5)}` } } }], ports: [{ port: 8080 }] }],
          };
    yield json({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: `policy-${at}`, namespace: ns(at) }, spec });
  }
}

function read(size: Size): Inventory {
  return readInventory([{ name: 'bench.jsonl', text: '', snapshot: { bytes: 1, lines: () => generate(size) } }]);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

const time = <T>(work: () => T): readonly [T, number] => {
  const start = performance.now();
  const result = work();
  return [result, performance.now() - start];
};

say(`${os.cpus()[0]?.model}, ${os.availableParallelism()} threads; Node ${process.version}\n`);
say('| pods | objects | units | facts | clauses | scene | graph | from the internet | every start | smallest fix set | peak memory |');
say('|---|---|---|---|---|---|---|---|---|---|---|');
const wanted = process.argv[2] ? SIZES.filter(({ pods }) => String(pods) === process.argv[2]) : SIZES;
for (const size of wanted) {
  const inventory = read(size);
  const objects = inventory.worlds[0]?.objects ?? [];
  const [scene, sceneTime] = time(() => readScene(objects, { owned: inventory.owned, assumeDefaults: true }));
  const [analysis, graphTime] = time(() => analyseAttacks(scene));
  const internet: Start = { kind: 'internet', weaknesses: 'any' };
  const [paths, pathTime] = time(() => analysis.paths(internet));
  const starts = [internet, ...scene.units.map((unit): Start => ({ kind: 'workload', unit }))];
  const [, surveyTime] = time(() => surveyStarts(analysis, starts));
  const [set, fixTime] = time(() =>
    smallestFixSet(analysis, { starts: [internet], targets: new Set(analysis.targets.map(({ id }) => id)) }),
  );
  const peak = Math.round(process.resourceUsage().maxRSS / 1000);
  const ms = (value: number): string => `${Math.round(value)} ms`;
  say(
    `| ${size.pods} | ${objects.length} | ${scene.units.length} | ${analysis.graph.facts.length} | ${analysis.graph.clauses.length} | ${ms(sceneTime)} | ${ms(graphTime)} | ${ms(pathTime)} (${paths.length} targets) | ${ms(surveyTime)} | ${ms(fixTime)} (${set.edits.length} edits, cost ${set.cost}, bound ${set.bound}) | ${peak} MB |`,
  );
}
