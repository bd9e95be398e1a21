import { spawnSync } from 'node:child_process';
import os from 'node:os';
import process from 'node:process';
import { type Connectivity, createConnectivity, type Network, type NetworkObject, readNetwork } from '../src/engines/network/index.ts';
import { viewPod } from '../src/kubernetes/index.ts';

interface Size {
  readonly pods: number;
  readonly namespaces: number;
  readonly policies: number;
}

/** The last two have their own class for nearly each pod. */
const SIZES: readonly (Size & { readonly replicas: number })[] = [
  { pods: 1000, namespaces: 20, policies: 200, replicas: 3 },
  { pods: 10_000, namespaces: 200, policies: 2000, replicas: 3 },
  { pods: 50_000, namespaces: 1000, policies: 10_000, replicas: 3 },
  { pods: 10_000, namespaces: 200, policies: 2000, replicas: 1 },
  { pods: 50_000, namespaces: 1000, policies: 10_000, replicas: 1 },
];
const DECISIONS = 20_000;

/** The same numbers in every run: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Policies as clusters have them: most within a namespace, some from monitoring and ingress, some to ranges of addresses, a few for all. */
function generate({ pods, namespaces, policies, replicas }: (typeof SIZES)[number]): NetworkObject[] {
  const roll = dice(pods + replicas);
  const perNamespace = Math.ceil(pods / namespaces / replicas);
  const objects: NetworkObject[] = [];
  const add = (group: string, kind: string, namespace: string | undefined, name: string, value: Record<string, unknown>): void => {
    objects.push({ group, kind, name, ...(namespace === undefined ? {} : { namespace }), value, pods: [] });
  };
  for (let at = 0; at < namespaces; at++) {
    add('', 'Namespace', undefined, `team-${at}`, {
      metadata: { labels: { tier: at % 10 === 0 ? 'shared' : 'team', cost: `c${at % 7}` } },
    });
  }
  for (let at = 0; at < pods; at++) {
    const namespace = `team-${at % namespaces}`;
    const number = Math.floor(at / namespaces) % perNamespace;
    const app = `app-${number}`;
    const name = `${app}-${at}`;
    const metadata = { name, namespace, labels: { app, role: `role-${number % 5}`, 'pod-template-hash': `h${at}` } };
    const spec = {
      containers: [{ name: 'main', ports: [{ name: 'http', containerPort: 8000 + (number % 3) }] }],
      hostNetwork: at % namespaces === 0 && number % 5 === 0,
    };
    const address = `10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`;
    const owner = { ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: app, controller: true }] };
    const value = { metadata: { ...metadata, ...owner }, spec, status: { podIP: address } };
    objects.push({ group: '', kind: 'Pod', namespace, name, value, pods: [viewPod(metadata, spec)] });
  }
  const app = (): object => ({ matchLabels: { app: `app-${roll(perNamespace)}` } });
  const peer = (): object => {
    const kind = roll(10);
    if (kind < 6) return { podSelector: app() };
    if (kind < 8)
      return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': `team-${roll(namespaces)}` } }, podSelector: app() };
    if (kind === 8) return { namespaceSelector: { matchLabels: { tier: 'shared' } } };
    return { ipBlock: { cidr: `192.${roll(200)}.${roll(200)}.0/24`, except: [] } };
  };
  const port = (): object => (roll(4) === 0 ? { port: 'http' } : { port: 8000 + roll(20), protocol: roll(5) === 0 ? 'UDP' : 'TCP' });
  const rules = (field: string): object[] =>
    Array.from({ length: 1 + roll(2) }, () => ({ [field]: [peer(), peer()], ports: [port(), port()] }));
  for (let at = 0; at < policies; at++) {
    const namespace = `team-${at % namespaces}`;
    const isDefaultDeny = at < namespaces && at % 3 !== 2;
    const spec = isDefaultDeny
      ? { podSelector: {}, policyTypes: at % 3 === 0 ? ['Ingress', 'Egress'] : ['Ingress'] }
      : { podSelector: app(), ingress: rules('from'), ...(roll(2) === 0 ? { egress: rules('to') } : {}) };
    add('networking.k8s.io', 'NetworkPolicy', namespace, `policy-${at}`, { spec });
  }
  const cluster = (name: string, spec: object): void => add('policy.networking.k8s.io', 'ClusterNetworkPolicy', undefined, name, { spec });
  const from = [{ namespaces: { matchLabels: { 'kubernetes.io/metadata.name': 'team-0' } } }];
  cluster('monitoring', {
    tier: 'Admin',
    priority: 10,
    subject: { namespaces: {} },
    ingress: [{ action: 'Accept', from, protocols: [{ tcp: { destinationPort: { number: 9090 } } }] }],
  });
  cluster('metadata', {
    tier: 'Admin',
    priority: 20,
    subject: { namespaces: {} },
    egress: [{ action: 'Deny', to: [{ networks: ['169.254.169.254/32'] }] }],
  });
  cluster('baseline', {
    tier: 'Baseline',
    priority: 10,
    subject: { namespaces: { matchLabels: { cost: 'c1' } } },
    ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }],
  });
  return objects;
}

function timed<T>(work: () => T): readonly [T, number] {
  const start = performance.now();
  const result = work();
  return [result, performance.now() - start];
}

/** Everything that is open between workloads and with the outside: every cell is looked at. */
function countFlows(connectivity: Connectivity, network: Network): number {
  const matrix = connectivity.matrix('workload');
  const sizes = matrix.bundles.map(({ groups }) => groups.length);
  let flows = 0;
  for (const { from, reached } of matrix.rows()) {
    let count = 0;
    for (const to of reached) count += sizes[to] ?? 0;
    flows += count * (sizes[from.id] ?? 0);
  }
  const seen = new Set<unknown>();
  for (const pod of network.pods) {
    if (seen.has(connectivity.classOf(pod))) continue;
    seen.add(connectivity.classOf(pod));
    flows += connectivity.external(pod, 'egress').length + connectivity.external(pod, 'ingress').length;
  }
  return flows;
}

function percentile(times: Float64Array, share: number): string {
  return `${((times.toSorted()[Math.floor(times.length * share)] ?? Number.NaN) * 1000).toFixed(0)} µs`;
}

function measure(size: (typeof SIZES)[number]): string {
  const objects = generate(size);
  const [network, reading] = timed(() => readNetwork(objects));
  const [connectivity, building] = timed(() => createConnectivity(network));
  const [flows, listing] = timed(() => countFlows(connectivity, network));
  const roll = dice(7);
  const decisions = new Float64Array(DECISIONS);
  const byNamespace = Map.groupBy(network.pods, ({ namespace }) => namespace);
  let allowed = 0;
  for (let at = 0; at < DECISIONS; at++) {
    const from = network.pods[roll(network.pods.length)];
    // Half of the questions are about two pods of one namespace.
    const others = roll(2) === 0 ? (byNamespace.get(from?.namespace ?? '') ?? []) : network.pods;
    const to = others[roll(others.length)];
    if (!from || !to) continue;
    const [decision, time] = timed(() => connectivity.decide({ kind: 'pod', pod: from }, { kind: 'pod', pod: to }, 'TCP', 8000 + roll(20)));
    decisions[at] = time;
    if (decision.verdict === 'allow') allowed++;
  }
  const memory = process.memoryUsage();
  return [
    `| ${size.pods} pods, ${size.namespaces} namespaces, ${size.policies} policies`,
    `${connectivity.matrix('workload').bundles.length}`,
    `${connectivity.classes.length}`,
    `${reading.toFixed(0)} ms`,
    `${building.toFixed(0)} ms`,
    `${listing.toFixed(0)} ms (${(flows / 1e6).toFixed(1)} million)`,
    `${percentile(decisions, 0.5)} (99 %: ${percentile(decisions, 0.99)}; ${((allowed / DECISIONS) * 100).toFixed(1)} % allowed)`,
    `${Math.round(memory.rss / 2 ** 20)} MB |`,
  ].join(' | ');
}

const only = process.argv[2];
const size = SIZES[Number(only)];
if (size) process.stdout.write(`${measure(size)}\n`);
else {
  process.stdout.write(`${os.cpus()[0]?.model}, ${os.availableParallelism()} threads; Node ${process.version}\n\n`);
  process.stdout.write(
    '| | kinds of workloads | classes | read | index | every flow | one decision with proof, median | memory |\n|---|---|---|---|---|---|---|---|\n',
  );
  // Each size has a process of its own, for its memory.
  for (const at of SIZES.keys()) spawnSync(process.execPath, [import.meta.filename, String(at)], { stdio: 'inherit' });
}
