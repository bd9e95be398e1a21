import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyEdit } from '../src/core/index.ts';
import {
  type Change,
  type Connectivity,
  createConnectivity,
  type Decision,
  type Endpoint,
  hasAddress,
  hasPort,
  isRefusal,
  type Judgement,
  type NetworkObject,
  type NetworkPod,
  PROTOCOLS,
  type Protocol,
  type Reach,
  readNetwork,
  type Side,
  type Statement,
} from '../src/engines/network/index.ts';
import { parseAddress, viewPod } from '../src/kubernetes/index.ts';
import { type NaiveCluster, type NaiveEnd, type NaivePod, type NaivePolicy, naiveDecide } from './naive-network.ts';

const RUNS = process.env['SEAWALL_DEEP'] ? 100_000 : 2000;

const NAMESPACES = ['a', 'b', 'c'];
const PORTS = [53, 80, 81, 443];
const BLOCKS = ['0.0.0.0/0', '10.0.0.0/8', '10.0.1.0/24', '192.0.2.0/24', '::/0', 'fd00::/8', 'fd00:1::/32'];
const INNER: Readonly<Record<string, string>> = {
  '0.0.0.0/0': '10.0.0.0/8',
  '10.0.0.0/8': '10.0.1.0/24',
  '10.0.1.0/24': '10.0.1.5/32',
  '::/0': 'fd00::/8',
  'fd00::/8': 'fd00:1::/32',
};
const ADDRESSES = ['10.0.0.1', '10.0.1.5', '10.0.1.6', 'fd00::1', 'fd00:1::7'];
const OUTSIDE = ['8.8.8.8', '192.0.2.7', '10.0.1.9', '2001:db8::1', 'fd00:1::9'];

const oneOf = fc.constantFrom;
const labels = fc.record({ app: oneOf('x', 'y'), tier: oneOf('f', 'g') }, { requiredKeys: [] });
const expression = fc.oneof(
  fc.record({
    key: oneOf('app', 'tier', 'team'),
    operator: oneOf('In', 'NotIn'),
    values: fc.subarray(['x', 'y', 'f', 'red'], { minLength: 1 }),
  }),
  fc.record({ key: oneOf('app', 'tier', 'team'), operator: oneOf('Exists', 'DoesNotExist') }),
);
const selector = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: labels.map((matchLabels) => ({ matchLabels })) },
  { weight: 1, arbitrary: fc.array(expression, { minLength: 1, maxLength: 2 }).map((matchExpressions) => ({ matchExpressions })) },
);
const namespaceSelector = fc.oneof(
  fc.constant({}),
  oneOf('red', 'blue').map((team) => ({ matchLabels: { team } })),
  oneOf(...NAMESPACES).map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })),
  fc.constant({ matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] }),
);

const protocol = oneOf(...PROTOCOLS);
const block = fc.record({ cidr: oneOf(...BLOCKS), inner: fc.boolean() }).map(({ cidr, inner }) => {
  const except = INNER[cidr];
  return { ipBlock: inner && except !== undefined ? { cidr, except: [except] } : { cidr } };
});
const peer = fc.oneof(
  { weight: 3, arbitrary: selector.map((podSelector): object => ({ podSelector })) },
  { weight: 2, arbitrary: namespaceSelector.map((one): object => ({ namespaceSelector: one })) },
  { weight: 2, arbitrary: fc.record({ namespaceSelector, podSelector: selector }) },
  { weight: 1, arbitrary: block },
);
const port = fc.oneof(
  fc.record({ port: oneOf(...PORTS) }),
  fc.record({ protocol, port: oneOf(...PORTS) }),
  fc.record({ protocol }),
  fc.record({ protocol, port: oneOf('http', 'dns') }),
  fc.record({ protocol, port: oneOf(53, 80), endPort: oneOf(80, 81, 443) }),
  fc.constant({}),
);
const lists = <T>(items: fc.Arbitrary<T>): fc.Arbitrary<T[] | undefined> =>
  fc.option(fc.array(items, { maxLength: 2 }), { nil: undefined, freq: 3 });

const defined = (record: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));

const networkPolicy = fc
  .record({
    namespace: oneOf(...NAMESPACES),
    podSelector: fc.option(selector, { nil: undefined, freq: 8 }),
    policyTypes: oneOf(undefined, [], ['Ingress'], ['Egress'], ['Ingress', 'Egress']),
    ingress: lists(fc.record({ from: lists(peer), ports: lists(port) }).map(defined)),
    egress: lists(fc.record({ to: lists(peer), ports: lists(port) }).map(defined)),
  })
  .map(({ namespace, ...spec }) => ({ kind: 'NetworkPolicy', namespace, spec: defined(spec) }));

const podsOrNamespaces = fc.oneof(
  namespaceSelector.map((namespaces): object => ({ namespaces })),
  fc.record({ namespaceSelector, podSelector: selector }).map((pods): object => ({ pods })),
);
const networks = fc.subarray(BLOCKS, { minLength: 1, maxLength: 2 }).map((ranges): object => ({ networks: ranges }));
const isForPodsOnly = (peers: readonly object[]): boolean => peers.every((one) => 'pods' in one || 'namespaces' in one);

const clusterPort = fc.oneof(
  fc
    .record({ destinationPort: fc.record({ number: oneOf(...PORTS) }) })
    .chain((value) => oneOf('tcp', 'udp', 'sctp').map((name): object => ({ [name]: value }))),
  oneOf('tcp', 'udp').map((name): object => ({ [name]: { destinationPort: { range: { start: 53, end: 80 } } } })),
  oneOf('http', 'dns').map((name): object => ({ destinationNamedPort: name })),
);
const olderPort = fc.oneof(
  fc.record({ protocol, port: oneOf(...PORTS) }).map((portNumber): object => ({ portNumber })),
  fc.record({ protocol, start: oneOf(53, 80), end: oneOf(81, 443) }).map((portRange): object => ({ portRange })),
  oneOf('http', 'dns').map((namedPort): object => ({ namedPort })),
);

/** Named ports stand beside pods only, as the API server demands. */
function clusterRule(
  direction: 'ingress' | 'egress',
  actions: readonly string[],
  field: string,
  ports: fc.Arbitrary<object>,
): fc.Arbitrary<Record<string, unknown>> {
  const isNew = field === 'protocols';
  const peers =
    direction === 'ingress'
      ? podsOrNamespaces
      : fc.oneof(
          { weight: 4, arbitrary: podsOrNamespaces },
          { weight: 2, arbitrary: networks },
          { weight: 1, arbitrary: fc.constant({ nodes: {} }) },
        );
  return fc
    .record({
      action: oneOf(...actions),
      peers: fc.array(peers, { minLength: 1, maxLength: 2 }),
      ports: fc.option(fc.array(ports, { minLength: 1, maxLength: 2 }), { nil: undefined }),
      name: fc.boolean(),
    })
    .map(({ action, peers: chosen, ports: some, name }) => {
      const list = name && isNew && direction === 'egress' && action === 'Accept' ? [...chosen, { domainNames: ['example.com'] }] : chosen;
      const isNamed = (one: object): boolean => 'namedPort' in one || 'destinationNamedPort' in one;
      const kept = isForPodsOnly(list) ? some : some?.filter((one) => !isNamed(one));
      return defined({ action, [direction === 'ingress' ? 'from' : 'to']: list, [field]: kept && kept.length > 0 ? kept : undefined });
    });
}

function clusterPolicy(
  kind: string,
  actions: readonly string[],
  extra: fc.Arbitrary<Record<string, unknown>>,
): fc.Arbitrary<Omit<NaivePolicy, 'name'>> {
  const [field, ports] = kind === 'ClusterNetworkPolicy' ? (['protocols', clusterPort] as const) : (['ports', olderPort] as const);
  const rules = (direction: 'ingress' | 'egress'): fc.Arbitrary<unknown> => lists(clusterRule(direction, actions, field, ports));
  return fc
    .record({ subject: podsOrNamespaces, extra, ingress: rules('ingress'), egress: rules('egress') })
    .map(({ extra: more, ...spec }) => ({ kind, spec: defined({ ...more, ...spec }) }));
}

const priority = oneOf(1, 1, 2, 3);
const policies = fc
  .tuple(
    fc.array(networkPolicy, { maxLength: 4 }),
    fc.array(clusterPolicy('ClusterNetworkPolicy', ['Accept', 'Deny', 'Pass'], fc.record({ tier: oneOf('Admin', 'Baseline'), priority })), {
      maxLength: 2,
    }),
    fc.array(clusterPolicy('AdminNetworkPolicy', ['Allow', 'Deny', 'Pass'], fc.record({ priority })), { maxLength: 2 }),
    fc.array(clusterPolicy('BaselineAdminNetworkPolicy', ['Allow', 'Deny'], fc.constant({})), { maxLength: 1 }),
  )
  .map(([own, cluster, admin, baseline]): NaivePolicy[] => [
    ...[...own, ...cluster, ...admin].map((policy, index) => ({ ...policy, name: `p${index}` })),
    ...baseline.map((policy) => ({ ...policy, name: 'default' })),
  ]);

const pod = fc
  .record({
    namespace: oneOf(...NAMESPACES),
    labels,
    ports: fc.uniqueArray(fc.record({ name: oneOf('http', 'dns'), protocol, containerPort: oneOf(...PORTS) }), {
      maxLength: 2,
      selector: ({ name, protocol: one }) => `${name} ${one}`,
    }),
    hostNetwork: fc.boolean().map((value) => value),
    isHost: fc.nat(7),
    address: fc.option(oneOf(...ADDRESSES), { nil: undefined }),
  })
  .map(({ isHost, address, ...rest }) => ({ ...rest, hostNetwork: isHost === 0, ...(address === undefined ? {} : { address }) }));

const cluster: fc.Arbitrary<NaiveCluster> = fc
  .record({
    namespaces: fc.record({
      a: oneOf<Record<string, string>>({}, { team: 'red' }),
      b: oneOf<Record<string, string>>({ team: 'red' }, { team: 'blue' }),
    }),
    pods: fc.array(pod, { minLength: 2, maxLength: 5 }),
    policies,
  })
  .map(({ pods, ...rest }) => ({ ...rest, pods: pods.map((one, index) => ({ ...one, name: `pod-${index}` })) }));

function objectsOf({ namespaces, pods, policies: list }: NaiveCluster): NetworkObject[] {
  return [
    ...Object.entries(namespaces).map(
      ([name, own]): NetworkObject => ({ group: '', kind: 'Namespace', name, value: { metadata: { name, labels: own } }, pods: [] }),
    ),
    ...pods.map(podObject),
    ...list.map(({ kind, namespace, name, spec }): NetworkObject => {
      const group = kind === 'NetworkPolicy' ? 'networking.k8s.io' : 'policy.networking.k8s.io';
      return { group, kind, name, ...(namespace === undefined ? {} : { namespace }), value: { metadata: { name }, spec }, pods: [] };
    }),
  ];
}

function podObject({ namespace, name, labels: own, ports, hostNetwork, address }: NaivePod): NetworkObject {
  const metadata = { name, namespace, labels: own };
  const spec = { hostNetwork, containers: [{ name: 'main', ports: ports as never }] };
  const status = address === undefined ? {} : { status: { podIP: address } };
  return { group: '', kind: 'Pod', namespace, name, value: { metadata, spec, ...status }, pods: [viewPod(metadata, spec)] };
}

interface Question {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly naiveFrom: NaiveEnd;
  readonly naiveTo: NaiveEnd;
}

function questionsOf(naive: NaiveCluster, { network }: Connectivity): Question[] {
  const podOf = ({ namespace, name }: NaivePod): NetworkPod => {
    const found = network.pods.find((one) => one.namespace === namespace && one.name === name);
    assert.ok(found);
    return found;
  };
  const inside = naive.pods.map((one) => ({
    end: { kind: 'pod', pod: podOf(one) } as Endpoint,
    naive: { kind: 'pod', pod: one } as NaiveEnd,
  }));
  // An address that a pod has is that pod.
  const free = OUTSIDE.flatMap((text) => {
    const address = parseAddress(text);
    return address ? [{ end: { kind: 'address', address } as Endpoint, naive: { kind: 'address', address: text } as NaiveEnd }] : [];
  });
  const pair = (from: (typeof inside)[number], to: (typeof inside)[number]): Question => ({
    from: from.end,
    to: to.end,
    naiveFrom: from.naive,
    naiveTo: to.naive,
  });
  return [
    ...inside.flatMap((from) => [...inside, ...free].map((to) => pair(from, to))),
    ...free.flatMap((from) => inside.map((to) => pair(from, to))),
  ];
}

function policiesIn(judgement: Judgement | undefined): string[] {
  const named = (judgement?.grounds ?? []).flatMap((ground) => {
    if (ground.kind === 'isolation') return ground.policies;
    return ground.kind === 'rules' ? ground.matches.map(({ rule }) => rule.policy) : [];
  });
  return [...new Set(named.map(({ kind, namespace, name }) => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`))].sort();
}

/** An open question makes its rule perhaps decide, and then either list of reasons is right. */
function assertReasons(decision: Decision, reasons: Readonly<Record<'egress' | 'ingress', readonly string[]>>): void {
  for (const direction of ['egress', 'ingress'] as const) {
    const judgement = decision[direction];
    if (!judgement || judgement.verdict === 'undefined') continue;
    const ours = policiesIn(judgement);
    assert.ok(
      ours.every((name) => reasons[direction].includes(name)),
      `${direction}: ${ours.join()} where only ${reasons[direction].join()} decide`,
    );
    assert.equal(ours.length > 0, reasons[direction].length > 0, `${direction}: ${reasons[direction].join()}`);
  }
}

/** Pods may be anywhere, so that every block may hold a pod whose address is not known. */
const OPTIONS = { podRanges: ['0.0.0.0/0', '::/0'] };

function connect(naive: NaiveCluster): Connectivity {
  const connectivity = createConnectivity(readNetwork(objectsOf(naive), OPTIONS));
  assert.deepEqual(connectivity.network.problems.filter(isRefusal), []);
  return connectivity;
}

const verdictOf = ({ certain, possible }: Reach, protocolName: Protocol, number: number): string => {
  if (hasPort(certain, protocolName, number)) return 'allow';
  return hasPort(possible, protocolName, number) ? 'undefined' : 'deny';
};

describe('connectivity of random clusters', () => {
  it('is what a naive evaluator says of every packet, for the same reasons', () => {
    fc.assert(
      fc.property(cluster, oneOf(...PORTS), protocol, (naive, number, name) => {
        const connectivity = connect(naive);
        for (const { from, to, naiveFrom, naiveTo } of questionsOf(naive, connectivity)) {
          const expected = naiveDecide(naive, naiveFrom, naiveTo, name, number);
          const decision = connectivity.decide(from, to, name, number);
          assert.equal(decision.verdict, expected.verdict);
          assert.equal(decision.doubts.length > 0, expected.verdict === 'undefined');
          if (expected.reasons) assertReasons(decision, expected.reasons);
          const isSelf = from.kind === 'pod' && to.kind === 'pod' && from.pod === to.pod;
          const verdict = verdictOf(connectivity.allowed(from, to), name, number);
          if (!isSelf) assert.equal(verdict, expected.verdict, 'the set of ports disagrees with the packet');
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('is the same in the matrix, in the split of addresses, and one pair at a time', () => {
    fc.assert(
      fc.property(cluster, (naive) => {
        const connectivity = connect(naive);
        const matrix = connectivity.matrix('class');
        for (const { from, cells } of matrix.rows()) {
          for (const [column, id] of cells.entries()) {
            const [source, destination] = [from.id, column].map((at) => matrix.bundles[at]?.groups[0]?.pods[0]);
            assert.ok(source && destination);
            assert.deepEqual(matrix.reach(id), connectivity.allowed({ kind: 'pod', pod: source }, { kind: 'pod', pod: destination }));
          }
        }
        for (const one of connectivity.network.pods) {
          for (const { addresses, reach } of connectivity.external(one, 'egress')) {
            assert.deepEqual(connectivity.allowed({ kind: 'pod', pod: one }, { kind: 'addresses', addresses }), reach);
          }
        }
      }),
      { numRuns: RUNS / 4 },
    );
  });

  it('is explained for every port by what decides about it', () => {
    fc.assert(
      fc.property(cluster, protocol, (naive, name) => {
        const connectivity = connect(naive);
        for (const { from, to } of questionsOf(naive, connectivity).slice(0, 8)) {
          const explanations = connectivity.explain(from, to);
          for (const number of [1, 52, 54, ...PORTS, 65_535]) {
            const fitting = explanations.filter(({ ports }) => hasPort(ports, name, number));
            assert.equal(fitting.length, 1);
            const { verdict, egress, ingress } = connectivity.decide(from, to, name, number);
            assert.deepEqual(
              [fitting[0]?.decision.verdict, policiesIn(fitting[0]?.decision.egress), policiesIn(fitting[0]?.decision.ingress)],
              [verdict, policiesIn(egress), policiesIn(ingress)],
            );
          }
        }
      }),
      { numRuns: RUNS / 4 },
    );
  });

  it('is what its two sides say by themselves, for the same reasons', () => {
    fc.assert(
      fc.property(cluster, protocol, (naive, name) => {
        const connectivity = connect(naive);
        const sides = { egress: connectivity.sides('egress'), ingress: connectivity.sides('ingress') };
        for (const { from, to } of questionsOf(naive, connectivity)) {
          if (from.kind === 'pod' && to.kind === 'pod' && from.pod === to.pod) continue;
          const out = statementsOf(connectivity, sides.egress, from, to);
          const into = statementsOf(connectivity, sides.ingress, to, from);
          for (const number of [1, 52, 54, ...PORTS, 65_535]) {
            const { egress, ingress } = connectivity.decide(from, to, name, number);
            for (const [statements, judgement] of [
              [out, egress],
              [into, ingress],
            ] as const) {
              const fitting = statements?.filter(({ ports }) => hasPort(ports, name, number));
              assert.equal(fitting?.length, judgement ? 1 : undefined);
              const said = fitting?.[0]?.judgement;
              assert.deepEqual(
                [said?.verdict, said?.doubts, policiesIn(said), peersIn(said)],
                [judgement?.verdict, judgement?.doubts, policiesIn(judgement), peersIn(judgement)],
              );
            }
          }
        }
      }),
      { numRuns: RUNS / 4 },
    );
  });

  it('opens by the nearest miss, and by nothing else', () => {
    fc.assert(
      fc.property(cluster, oneOf(...PORTS), protocol, (naive, number, name) => {
        const connectivity = connect(naive);
        for (const { from, to, naiveFrom, naiveTo } of questionsOf(naive, connectivity)) {
          const { verdict, nearestMiss } = connectivity.decide(from, to, name, number);
          if (nearestMiss.length === 0) continue;
          assert.equal(verdict, 'deny');
          const changed = { ...naive, policies: naive.policies.map((policy) => changePolicy(policy, nearestMiss)) };
          const after = naiveDecide(changed, naiveFrom, naiveTo, name, number);
          // Among policies of the same priority another one may still win.
          assert.ok(
            after.verdict === 'allow' || (after.verdict === 'undefined' && hasEqualPriorities(naive)),
            JSON.stringify(nearestMiss.map(({ edit }) => edit)),
          );
          assert.deepEqual(connect(changed).network.problems.filter(isRefusal), []);
        }
      }),
      { numRuns: RUNS / 4 },
    );
  });
});

function peersIn(judgement: Judgement | undefined): (number | undefined)[] {
  return (judgement?.grounds ?? []).flatMap((ground) => (ground.kind === 'rules' ? ground.matches.map(({ peer: at }) => at) : []));
}

/** What the side of one end says of the other; nothing of an end that is no pod. */
function statementsOf(
  connectivity: Connectivity,
  sides: readonly Side[],
  subject: Endpoint,
  other: Endpoint,
): readonly Statement[] | undefined {
  if (subject.kind !== 'pod') return undefined;
  const side = sides.find(({ classes }) => classes.includes(connectivity.classOf(subject.pod).id));
  assert.ok(side);
  const fitting =
    other.kind === 'pod'
      ? side.pods.filter(({ classes }) => classes.includes(connectivity.classOf(other.pod).id))
      : side.addresses.filter(({ addresses }) => other.kind === 'address' && hasAddress(addresses, other.address));
  assert.equal(fitting.length, 1);
  return fitting[0]?.statements;
}

function changePolicy(policy: NaivePolicy, changes: readonly Change[]): NaivePolicy {
  const own = changes.filter((change) => change.policy.name === policy.name && change.policy.kind === policy.kind);
  return own.reduce((changed, { edit }) => {
    const value = applyEdit({ spec: changed.spec }, edit) as { spec: NaivePolicy['spec'] } | undefined;
    assert.ok(value, 'the edit does not fit');
    return { ...changed, spec: value.spec };
  }, policy);
}

function hasEqualPriorities({ policies: list }: NaiveCluster): boolean {
  const keys = list.flatMap(({ kind, spec }) => {
    if (kind === 'NetworkPolicy') return [];
    return kind === 'BaselineAdminNetworkPolicy'
      ? 'Baseline 0'
      : `${kind === 'AdminNetworkPolicy' ? 'Admin' : spec['tier']} ${spec['priority']}`;
  });
  return new Set(keys).size < keys.length;
}
