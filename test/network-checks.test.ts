import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { CATALOGUE, defaultSettings, evaluateChecks } from '../src/checks/index.ts';
import { applyEdit, type Finding } from '../src/core/index.ts';
import { createConnectivity, difference, readNetwork } from '../src/engines/network/index.ts';
import { readInventory } from '../src/inventory/index.ts';

const RUNS = process.env['SEAWALL_DEEP'] ? 20_000 : 400;
const CHECKS = CATALOGUE.filter(({ id }) => id.startsWith('network/'));
const SETTINGS = { ...defaultSettings(new Date('2026-06-01T12:00:00Z')), lowest: 'info' } as const;

type Manifest = Readonly<Record<string, unknown>>;

function inputsOf(objects: readonly Manifest[]): { readonly name: string; readonly text: string }[] {
  return [{ name: 'all.yaml', text: objects.map((object) => JSON.stringify(object)).join('\n---\n') }];
}

const evaluate = (objects: readonly Manifest[]): ReturnType<typeof evaluateChecks> =>
  evaluateChecks(readInventory(inputsOf(objects)), CHECKS, SETTINGS);

const APPS = ['web', 'cart', 'db'];
const pod = (name: string, namespace: string | undefined, spec: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, ...(namespace === undefined ? {} : { namespace }), labels: { app: name, tier: name === 'db' ? 'back' : 'front' } },
  spec: { containers: [{ name: 'a', image: 'a:1', ports: [{ name: 'http', containerPort: 80 }] }], ...spec },
});
const PODS = ['shop', 'ops'].flatMap((namespace) => [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { team: namespace } } },
  ...APPS.map((app) => pod(app, namespace)),
]);

const labels = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...APPS).map((app) => ({ matchLabels: { app } })),
  fc.constantFrom(...APPS).map((app) => ({ matchLabels: { app, tier: 'front' } })),
  fc.constant({ matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['back'] }] }),
);
const namespaces = fc.constantFrom<Manifest>(
  {},
  { matchLabels: { team: 'shop' } },
  { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
);
const peer = fc.oneof(
  labels.map((podSelector) => ({ podSelector })),
  fc.record({ namespaceSelector: namespaces, podSelector: labels }),
  namespaces.map((namespaceSelector) => ({ namespaceSelector })),
  fc.constantFrom('10.0.0.0/8', '10.1.0.0/16', '0.0.0.0/0').map((cidr) => ({ ipBlock: { cidr } })),
);
const port = fc.oneof(
  fc.record({ port: fc.constantFrom<string | number>(80, 443, 'http') }),
  fc.constantFrom({ port: 1, endPort: 1024 }, { protocol: 'UDP' }),
);
const rule = (field: string): fc.Arbitrary<Manifest> =>
  fc.record(
    { [field]: fc.array(peer, { minLength: 1, maxLength: 2 }), ports: fc.array(port, { minLength: 1, maxLength: 2 }) },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Manifest>;
const networkPolicy = fc
  .record({
    podSelector: labels,
    policyTypes: fc.constant(['Ingress', 'Egress']),
    ingress: fc.array(rule('from'), { maxLength: 3 }),
    egress: fc.array(rule('to'), { maxLength: 2 }),
  })
  .map((spec): Manifest => ({ spec }));
const clusterPeer = fc.oneof(
  namespaces.map((one) => ({ namespaces: one })),
  fc.record({ namespaceSelector: namespaces, podSelector: labels }).map((pods) => ({ pods })),
);
const clusterPolicy = fc
  .record({
    tier: fc.constantFrom('Admin', 'Baseline'),
    priority: fc.constantFrom(1, 2),
    subject: clusterPeer,
    ingress: fc.array(
      fc.record({
        action: fc.constantFrom('Accept', 'Deny', 'Pass'),
        from: fc.array(clusterPeer, { minLength: 1, maxLength: 2 }),
        protocols: fc.constantFrom<Manifest[]>(
          [],
          [{ tcp: { destinationPort: { number: 80 } } }],
          [{ tcp: { destinationPort: { range: { start: 1, end: 1024 } } } }],
        ),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map((spec): Manifest => ({ spec }));

const policies = (one: fc.Arbitrary<Manifest>, apiVersion: string, kind: string, namespace?: string): fc.Arbitrary<Manifest[]> =>
  fc
    .array(one, { minLength: 1, maxLength: 3 })
    .map((all) =>
      all.map((value, at) => ({ apiVersion, kind, metadata: { name: `p${at}`, ...(namespace ? { namespace } : {}) }, ...value })),
    );

/** Removes what findings of a check point at, one finding after the other, and says which flows changed. */
function changedFlows(objects: readonly Manifest[], check: string): { readonly findings: number; readonly flows: readonly unknown[] } {
  const before = createConnectivity(readNetwork(readInventory(inputsOf(objects)).objects));
  const findings = evaluate(objects).findings.filter((finding) => finding.check === check);
  const flows = findings.flatMap((finding) => {
    const without = objects.map((object) => (isOf(object, finding) ? applyEdit(object, { kind: 'remove', path: finding.path }) : object));
    const after = createConnectivity(readNetwork(readInventory(inputsOf(without as Manifest[])).objects));
    return difference(before, after).flows;
  });
  return { findings: findings.length, flows };
}

function isOf(object: Manifest, { subject }: Finding): boolean {
  const { name } = object['metadata'] as { readonly name: string };
  return subject.kind === 'object' && subject.type === object['kind'] && subject.name === name;
}

describe('what checks of the network say of any policies', () => {
  for (const [check, arbitrary] of [
    ['network/covered-rule', policies(networkPolicy, 'networking.k8s.io/v1', 'NetworkPolicy', 'shop')],
    ['network/unreachable-rule', policies(clusterPolicy, 'policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy')],
  ] as const) {
    it(`${check}: without the rule every flow is what it was`, () => {
      let seen = 0;
      fc.assert(
        fc.property(arbitrary, (objects) => {
          const { findings, flows } = changedFlows([...PODS, ...objects], check);
          seen += findings;
          assert.deepEqual(flows, []);
        }),
        { numRuns: RUNS },
      );
      assert.ok(seen > RUNS / 20, `only ${seen} rules were found`);
    });
  }
});

describe('what checks of the network do not know', () => {
  const policy = (name: string, namespace: string | undefined, spec: object): Manifest => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    spec,
  });
  const store = { containers: [{ name: 'db', image: 'redis:8' }] };
  const verdicts = (...objects: readonly Manifest[]): { readonly found: readonly string[]; readonly open: readonly string[] } => {
    const { findings, problems } = evaluate(objects);
    return { found: findings.map(({ check }) => check), open: problems.map(({ message }) => message) };
  };

  it('is said where policies of another project may close a pod', () => {
    const cilium = {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name: 'c', namespace: 'shop' },
      spec: { endpointSelector: {} },
    };
    const { found, open } = verdicts(pod('db', 'shop', store), cilium);
    assert.deepEqual(found, []);
    assert.match(open.join(), /data-store-open: the CiliumNetworkPolicy c may decide/);
    assert.deepEqual(verdicts(pod('db', 'shop', store)).found, ['network/data-store-open']);
    assert.deepEqual(verdicts(pod('db', 'other', store), cilium).found, ['network/data-store-open']);
  });

  it('is said where a policy names no namespace and the pods do', () => {
    const closed = policy('closed', undefined, { podSelector: {} });
    assert.match(verdicts(pod('db', 'shop', store), closed).open.join(), /names no namespace/);
    assert.deepEqual(verdicts(pod('db', undefined, store), closed), { found: [], open: [] });
  });

  it('is said of namespaces whose labels were not scanned', () => {
    const spec = { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'ops' } } }], ports: [{ port: 80 }] }] };
    const shop = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
    assert.match(verdicts(pod('web', 'shop'), policy('p', 'shop', spec)).open.join(), /no Namespace was scanned/);
    assert.match(verdicts(shop, pod('web', 'shop'), pod('a', 'ops'), policy('p', 'shop', spec)).open.join(), /labels of namespace ops/);
    assert.deepEqual(verdicts(shop, pod('web', 'shop'), policy('p', 'shop', spec)).found, ['network/namespace-unmatched']);
  });
});
