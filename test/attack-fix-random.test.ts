import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { smallestFixSet } from '../src/attack/fix-set/smallest-fix-set.ts';
import {
  type AttackAnalysis,
  type AttackClause,
  analyseAttacks,
  editedInputs,
  proveFixSet,
  reachedTargets,
  readScene,
  type Start,
} from '../src/attack/index.ts';
import { type InputText, readInventory } from '../src/inventory/index.ts';

const RUNS = process.env['SEAWALL_DEEP'] ? 10_000 : 120;
/** Every subset of so many edits is tried. */
const MOST_EDITS = 12;

const pick = fc.constantFrom;
const namespace = pick('a', 'b');
const account = pick('x', 'y');

const workload = fc
  .record({
    namespace,
    name: pick('w0', 'w1', 'w2'),
    account,
    token: pick(undefined, false, true),
    privileged: fc.boolean(),
    path: pick(undefined, '/', '/var/lib/kubelet', '/var/run/docker.sock', '/var/log'),
    readOnly: fc.boolean(),
    exposed: fc.boolean(),
    secret: pick(undefined, 's'),
    user: pick(undefined, 0, 1000),
  })
  .map((one) =>
    [
      JSON.stringify({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: one.name, namespace: one.namespace },
        spec: {
          selector: { matchLabels: { app: one.name } },
          template: {
            metadata: { labels: { app: one.name } },
            spec: {
              serviceAccountName: one.account,
              ...(one.token === undefined ? {} : { automountServiceAccountToken: one.token }),
              containers: [
                {
                  name: 'c',
                  image: 'i',
                  ports: [{ containerPort: 80 }],
                  ...(one.secret ? { envFrom: [{ secretRef: { name: one.secret } }] } : {}),
                  securityContext: {
                    ...(one.privileged ? { privileged: true } : {}),
                    ...(one.user === undefined ? {} : { runAsUser: one.user }),
                  },
                  ...(one.path ? { volumeMounts: [{ name: 'v', mountPath: '/v', readOnly: one.readOnly }] } : {}),
                },
              ],
              ...(one.path ? { volumes: [{ name: 'v', hostPath: { path: one.path } }] } : {}),
            },
          },
        },
      }),
      ...(one.exposed
        ? [
            JSON.stringify({
              apiVersion: 'v1',
              kind: 'Service',
              metadata: { name: one.name, namespace: one.namespace },
              spec: { type: 'LoadBalancer', selector: { app: one.name }, ports: [{ port: 80 }] },
            }),
          ]
        : []),
    ].join('\n---\n'),
  );

const rule = pick(
  { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] },
  { apiGroups: [''], resources: ['pods'], verbs: ['create'] },
  { apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] },
  { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
  { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
  { apiGroups: [''], resources: ['nodes/proxy'], verbs: ['get'] },
  { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] },
);
const grant = fc
  .record({
    name: pick('r0', 'r1'),
    namespace,
    rules: fc.array(rule, { minLength: 1, maxLength: 2 }),
    cluster: fc.boolean(),
    account,
    of: namespace,
  })
  .map(({ name, namespace: place, rules, cluster, account: bound, of }) => {
    const group = 'rbac.authorization.k8s.io';
    const metadata = cluster ? { name: `${name}-${place}` } : { name, namespace: place };
    const kind = cluster ? 'ClusterRole' : 'Role';
    return [
      JSON.stringify({ apiVersion: `${group}/v1`, kind, metadata, rules }),
      JSON.stringify({
        apiVersion: `${group}/v1`,
        kind: `${kind}Binding`,
        metadata: { ...metadata, name: `${metadata.name}-${bound}` },
        roleRef: { apiGroup: group, kind, name: metadata.name },
        subjects: [{ kind: 'ServiceAccount', namespace: of, name: bound }],
      }),
    ].join('\n---\n');
  });
const level = fc
  .record({ name: namespace, level: pick('privileged', 'baseline', 'restricted') })
  .map(({ name, level: enforced }) =>
    JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'pod-security.kubernetes.io/enforce': enforced } } }),
  );
const cluster = fc
  .tuple(
    fc.uniqueArray(workload, { minLength: 1, maxLength: 3, selector: nameIn }),
    fc.uniqueArray(grant, { maxLength: 3, selector: nameIn }),
    fc.uniqueArray(level, { maxLength: 2, selector: nameIn }),
  )
  .map((parts) => parts.flat().join('\n---\n'));

function nameIn(text: string): string {
  return /"metadata":\{[^}]*\}/.exec(text)?.[0] ?? text;
}

function read(inputs: readonly InputText[]): AttackAnalysis {
  const [world] = readInventory(inputs).worlds;
  return analyseAttacks(readScene(world?.objects ?? [], { assumeDefaults: false }));
}

const INTERNET: Start = { kind: 'internet', weaknesses: 'any' };

/** Targets that follow when clauses are left out, by going round until nothing changes. */
function reachedWithout({ graph }: AttackAnalysis, isCut: (clause: AttackClause) => boolean): Set<string> {
  const held = new Set<number>();
  const outside = graph.numberOf({ kind: 'outside' });
  if (outside !== undefined) held.add(outside);
  const clauses = graph.clauses.filter((clause) => !isCut(clause));
  for (let isNew = true; isNew; ) {
    isNew = false;
    for (const { head, body } of clauses) {
      if (held.has(head) || !body.every((fact) => held.has(fact))) continue;
      held.add(head);
      isNew = true;
    }
  }
  return new Set(
    [...held].flatMap((number) => {
      const fact = graph.facts[number];
      return fact?.kind === 'target' ? fact.id : [];
    }),
  );
}

describe('the cheapest edits that end all paths', () => {
  it('cost what the cheapest of all sets of edits costs', () => {
    let compared = 0;
    fc.assert(
      fc.property(cluster, (text) => {
        const analysis = read([{ name: 'a.yaml', text }]);
        const targets = new Set(analysis.targets.map(({ id }) => id));
        const set = smallestFixSet(analysis, { starts: [INTERNET], targets });
        const costs = new Map(analysis.graph.clauses.flatMap((clause) => clause.cuts().map(({ key, cost }) => [key, cost] as const)));
        const keysOf = new Map(analysis.graph.clauses.map((clause) => [clause, new Set(clause.cuts().map(({ key }) => key))]));
        const without = (keys: ReadonlySet<string>): Set<string> =>
          reachedWithout(analysis, (clause) => [...keys].some((key) => keysOf.get(clause)?.has(key)));
        const chosen = new Set(set.edits.map(({ edit }) => edit.key));
        // What all edits together do not end no set does.
        const unfixable = without(new Set(costs.keys()));
        assert.deepEqual(without(chosen), unfixable, text);
        assert.deepEqual(new Set(set.unfixable.map(({ target }) => target.id)), unfixable, text);
        assert.equal(set.bound, set.cost, text);
        if (costs.size > MOST_EDITS) return;
        compared++;
        const all = [...costs];
        let best = Number.POSITIVE_INFINITY;
        for (let number = 0; number < 2 ** all.length; number++) {
          const subset = all.filter((_, index) => ((number >> index) & 1) === 1);
          const cost = subset.reduce((sum, [, one]) => sum + one, 0);
          if (cost < best && without(new Set(subset.map(([key]) => key))).size === unfixable.size) best = cost;
        }
        assert.equal(set.cost, best, text);
      }),
      { numRuns: RUNS },
    );
    assert.ok(compared > 0);
  });

  it('hold in the edited texts, by code of its own, and none of them can be left out', () => {
    let proven = 0;
    fc.assert(
      fc.property(cluster, (text) => {
        const inputs = [{ name: 'a.yaml', text }];
        const analysis = read(inputs);
        const targets = new Set(analysis.targets.map(({ id }) => id));
        const proof = proveFixSet(analysis, { starts: [INTERNET], targets }, (applied) => read(editedInputs(inputs, applied)));
        const after = read(editedInputs(inputs, proof.applied));
        assert.deepEqual(new Set(proof.left.map(({ target }) => target.id)), reachedTargets(after, INTERNET), text);
        if (proof.left.length > 0 || proof.edits.length === 0) return;
        proven++;
        for (const { edit, witness } of proof.edits) assert.ok(witness, `${edit.title} is needless\n${text}`);
      }),
      { numRuns: RUNS },
    );
    assert.ok(proven > 0);
  });
});
