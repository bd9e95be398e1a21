import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readInventory } from '../inventory/index.ts';
import { LATEST_VERSION } from '../kubernetes/index.ts';
import { CATALOGUE } from './catalogue.ts';
import { type Evaluation, evaluateChecks } from './evaluate.ts';
import { rememberByWorld, watchWorld } from './unread-kinds.ts';

const resource = (group: string, name: string, kind: string): object => ({
  group,
  version: 'v1',
  resource: name,
  kind,
  namespaced: true,
  verbs: ['list'],
});
const RESOURCES = [
  ['', 'namespaces', 'Namespace'],
  ['', 'pods', 'Pod'],
  ['', 'secrets', 'Secret'],
  ['', 'services', 'Service'],
  ['apps', 'deployments', 'Deployment'],
  ['networking.k8s.io', 'networkpolicies', 'NetworkPolicy'],
] as const;
const OBJECTS = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
    spec: { containers: [{ name: 'web', image: 'web:1', envFrom: [{ secretRef: { name: 'db' } }] }] },
  },
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec: { selector: { app: 'other' } } },
];

/** Judges the same objects, with some kinds refused and not there. */
function evaluate(refused: readonly string[], ...ids: readonly string[]): Evaluation {
  const header = {
    seawall: 'snapshot',
    schemaVersion: 1,
    resources: RESOURCES.map((one) => resource(one[0], one[1], one[2])),
    namespaces: [],
  };
  const marks = RESOURCES.map(([group, name, kind]) => ({
    seawall: 'kind',
    group,
    resource: name,
    kind,
    state: refused.includes(kind) ? 'refused' : 'read',
    count: 0,
  }));
  const objects = OBJECTS.filter(({ kind }) => !refused.includes(kind));
  const lines = [header, ...objects, ...marks, { seawall: 'end', objects: objects.length }].map((line) => JSON.stringify(line));
  const inventory = readInventory([{ name: 'snapshot', text: '', snapshot: { bytes: 0, lines: () => lines } }]);
  return evaluateChecks(
    inventory,
    CATALOGUE.filter(({ id }) => ids.includes(id)),
    { parameters: {}, severities: {}, exceptions: [], lowest: 'info', kubernetesVersion: LATEST_VERSION, now: new Date(0), fixes: true },
  );
}

const found = ({ findings }: Evaluation): string[] => findings.map(({ check }) => check);

describe('checks over a snapshot', () => {
  it('say that something is missing only where its kind was read', () => {
    const ids = ['reference/secret', 'namespace/no-default-deny'];
    assert.deepEqual(found(evaluate([], ...ids)).sort(), [...ids].sort());
    const without = evaluate(['Secret', 'NetworkPolicy'], ...ids);
    assert.deepEqual(found(without), []);
    assert.deepEqual(
      without.problems.map(({ code, message }) => [code, message]).sort(),
      [
        ['not-evaluated', '1 verdict of namespace/no-default-deny would need every NetworkPolicy, and not all are in the snapshot'],
        ['not-evaluated', '1 verdict of reference/secret would need every Secret, and not all are in the snapshot'],
      ].sort(),
    );
    assert.deepEqual(
      without.tallies.map(({ undecided, failed }) => [undecided, failed]),
      [
        [1, 0],
        [1, 0],
      ],
    );
  });

  it('do not say that nothing is selected where not all pods were read', () => {
    const ids = ['service/selects-nothing', 'namespace/no-default-deny'];
    assert.ok(found(evaluate([], ...ids)).includes('service/selects-nothing'));
    const without = evaluate(['Deployment'], ...ids);
    assert.ok(!found(without).includes('service/selects-nothing'));
    assert.ok(without.problems.some(({ message }) => message.includes('would need every Deployment')));
  });

  it('share what they remember of a world, and what was missing from it', () => {
    const remember = rememberByWorld((world) => world.ofKind('', 'Secret').length);
    const header = { seawall: 'snapshot', schemaVersion: 1, resources: [resource('', 'secrets', 'Secret')] };
    const { worlds, snapshots } = readInventory([{ name: 'x', text: '', snapshot: { bytes: 0, lines: () => [JSON.stringify(header)] } }]);
    const watched = worlds[0] && watchWorld(worlds[0], snapshots);
    assert.ok(watched);
    for (let time = 0; time < 2; time++) {
      watched.forget();
      assert.equal(watched.missed(), undefined);
      assert.equal(remember(watched.world), 0);
      assert.deepEqual(watched.missed(), { kind: 'Secret', file: 'x' });
    }
  });

  it('propose no edits of it', () => {
    assert.equal(evaluate([], ...CATALOGUE.map(({ id }) => id)).fixable.length, 0);
  });
});
