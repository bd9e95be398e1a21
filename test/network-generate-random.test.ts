import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type NetworkObject,
  type ObservedFlow,
  type Plan,
  planFlows,
  provePolicies,
  readNetwork,
  writePolicies,
} from '../src/engines/network/index.ts';
import { readInventory } from '../src/inventory/index.ts';

const RUNS = process.env['SEAWALL_DEEP'] ? 20_000 : 300;

const PORTS = [53, 80, 443, 8080];
const oneOf = fc.constantFrom;

interface RandomWorkload {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly hostNetwork: boolean;
  readonly calls: readonly string[];
  readonly service: 'none' | 'ClusterIP' | 'LoadBalancer' | 'Headless';
  readonly port: number;
}

const labels = fc.record(
  {
    app: oneOf('x', 'y', '1', 'true'),
    'app.kubernetes.io/name': oneOf('x', 'z'),
    tier: oneOf('f', 'g'),
    'pod-template-hash': oneOf('1', '2'),
  },
  { requiredKeys: [] },
);
const workload: fc.Arbitrary<RandomWorkload> = fc.record({
  namespace: oneOf('a', 'b', 'kube-system'),
  name: oneOf('w0', 'w1', 'w2', 'w3'),
  labels,
  hostNetwork: fc.boolean().map((value) => value),
  calls: fc.array(
    oneOf(
      'w0:80',
      'w1.b:80',
      'http://w2.a.svc.cluster.local',
      'w3.b.svc',
      'https://api.shop.example',
      '10.1.2.3:443',
      'kubernetes.default.svc',
      'gone.x.svc:1',
    ),
    { maxLength: 3 },
  ),
  service: oneOf('none', 'ClusterIP', 'LoadBalancer', 'Headless'),
  port: oneOf(...PORTS),
});

function objectsOf(workloads: readonly RandomWorkload[]): object[] {
  return workloads.flatMap(({ namespace, name, labels: own, hostNetwork, calls, service, port }) => [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace },
      spec: {
        selector: { matchLabels: own },
        template: {
          metadata: { labels: own },
          spec: {
            hostNetwork,
            containers: [
              {
                name,
                image: name,
                ports: [{ name: 'web', containerPort: port }],
                env: calls.map((value, at) => ({ name: `C${at}_URL`, value })),
              },
            ],
          },
        },
      },
    },
    ...(service === 'none'
      ? []
      : [
          {
            apiVersion: 'v1',
            kind: 'Service',
            metadata: { name, namespace },
            spec: {
              selector: own,
              type: service === 'LoadBalancer' ? service : 'ClusterIP',
              ...(service === 'Headless' ? { clusterIP: 'None' } : {}),
              ports: [{ port: 80, targetPort: 'web' }],
            },
          },
        ]),
  ]);
}

const end = fc.oneof(
  fc.record({ namespace: oneOf('a', 'b'), pod: oneOf('w0', 'w1', 'w2', 'w3-abc') }),
  oneOf('203.0.113.7', '10.9.9.9', '2001:db8::1').map((address) => ({ address })),
  oneOf('world' as const, 'node' as const, 'api-server' as const).map((reserved) => ({ reserved, address: '198.51.100.1' })),
);
const flow: fc.Arbitrary<ObservedFlow> = fc.record({
  from: end,
  to: end,
  protocol: oneOf('TCP', 'UDP', 'SCTP'),
  port: oneOf(...PORTS),
  place: fc.constant('log:1'),
  count: fc.constant(1),
});

const cluster = fc.record({
  workloads: fc.uniqueArray(workload, { minLength: 1, maxLength: 7, selector: ({ namespace, name }) => `${namespace}/${name}` }),
  observed: fc.option(fc.array(flow, { maxLength: 8 }), { nil: undefined }),
});

interface Planned {
  readonly plan: Plan;
  readonly objects: readonly NetworkObject[];
  readonly text: string;
}

function planned({
  workloads,
  observed,
}: {
  readonly workloads: readonly RandomWorkload[];
  readonly observed: readonly ObservedFlow[] | undefined;
}): Planned {
  const { objects } = readInventory(objectsOf(workloads).map((object, at) => ({ name: `${at}.json`, text: JSON.stringify(object) })));
  const plan = planFlows(
    readNetwork(objects),
    objects,
    { isDeclared: true, ...(observed ? { observed } : {}) },
    { defaultNamespace: 'default' },
  );
  return { plan, objects, text: writePolicies(plan, { placeOf: () => '', header: [] }) };
}

function policiesOf(text: string): readonly NetworkObject[] {
  return readInventory([{ name: 'generated.yaml', text }]).objects;
}

describe('written policies', () => {
  it('keep what is needed and nothing else, whatever the cluster', () => {
    fc.assert(
      fc.property(cluster, (random) => {
        const { plan, objects, text } = planned(random);
        const proof = provePolicies(plan, objects, policiesOf(text));
        assert.deepEqual([proof.missing, proof.excess, proof.problems], [[], [], []], text);
      }),
      { numRuns: RUNS },
    );
  });

  it('are not proven when one of them is missing or one more is there', () => {
    let [shortened, widened] = [0, 0];
    fc.assert(
      fc.property(cluster, fc.nat(), (random, choice) => {
        const { plan, objects, text } = planned(random);
        const policies = policiesOf(text);
        if (policies.length === 0) return;
        const left = policies.filter((_, at) => at !== choice % policies.length);
        const dropped = provePolicies(plan, objects, left);
        if (dropped.missing.length + dropped.excess.length > 0) shortened++;
        const [namespace = ''] = plan.governed;
        const open = {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { name: 'open', namespace },
          spec: { podSelector: {}, ingress: [{}] },
        };
        const more = provePolicies(plan, objects, [...policies, ...policiesOf(JSON.stringify(open))]);
        assert.ok(more.excess.length > 0);
        widened++;
      }),
      { numRuns: RUNS },
    );
    assert.ok(shortened > RUNS / 4, `only ${shortened} of ${widened} shortened sets were refused`);
  });
});
