import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type Action,
  boundRoles,
  type CollectedLog,
  createLogCollector,
  createRbacAuthorizer,
  generateAccess,
  mergePermissions,
  ordinarySubjects,
  pathAction,
  policyUse,
  proveAccess,
  proveEdit,
  proveSameOnKnown,
  readPolicy,
  removeUnused,
  resourceAction,
  ruleAllows,
  tightenByUse,
  tightenToKnown,
  writePolicy,
} from '../src/engines/rbac/index.ts';
import { editObjects } from '../src/fix/index.ts';
import type { AuditEvent } from '../src/formats/index.ts';
import { type InventoryObject, readInventory } from '../src/inventory/index.ts';
import { builtInResources } from '../src/kubernetes/index.ts';

const RUNS = process.env['SEAWALL_DEEP'] ? 20_000 : 150;

const VERBS = ['get', 'list', 'create', 'update', 'delete'];
const GROUPS = ['', 'apps', 'example.com'];
const RESOURCES = ['pods', 'pods/log', 'secrets', 'deployments'];
const NAMESPACES = ['', 'a', 'b'];
const NAMES = ['', 'x', 'y', 'yes', '12', '*', 'a: b', 'q-x2k4c'];
const USERS = ['jane', 'system:serviceaccount:a:web', 'om"ar\n# x', 'true'];
const PATHS = ['/a', '/a/b', '/*', '/x y', '/'];

const permission = fc.record({
  verb: fc.constantFrom(...VERBS),
  apiGroup: fc.constantFrom(...GROUPS),
  resource: fc.constantFrom(...RESOURCES),
  name: fc.constantFrom('', 'x', 'y', 'z'),
});
const pathPermission = fc.record({ verb: fc.constantFrom('get', 'put'), path: fc.constantFrom('/a', '/b', '/c') });

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({
        verb: fc.constantFrom(...VERBS, '*'),
        apiGroup: fc.constantFrom(...GROUPS),
        resource: fc.constantFrom(...RESOURCES, '*'),
        namespace: fc.constantFrom(...NAMESPACES),
        name: fc.constantFrom(...NAMES),
      })
      .map(({ verb, resource, ...parts }) => resourceAction(verb, resource, parts)),
  },
  fc.tuple(fc.constantFrom('get', 'put'), fc.constantFrom(...PATHS)).map(([verb, path]) => pathAction(verb, path)),
);
const request = fc.record({
  user: fc.constantFrom(...USERS),
  groups: fc.subarray(['dev', 'ops', 'system:authenticated']),
  action,
  decision: fc.constantFrom('allow', 'allow', 'allow', 'forbid'),
  impersonated: fc.option(fc.constantFrom(...USERS), { freq: 8, nil: undefined }),
});
type Logged = typeof request extends fc.Arbitrary<infer T> ? T : never;

function collect(requests: readonly Logged[]): CollectedLog {
  const collector = createLogCollector({ names: 3, actions: 1000 });
  for (const [line, { user, groups, action: asked, decision, impersonated }] of requests.entries()) {
    const event: AuditEvent = {
      apiVersion: 'audit.k8s.io/v1',
      auditID: String(line),
      stage: 'ResponseComplete',
      verb: asked.verb,
      requestURI: asked.kind === 'path' ? asked.path : '',
      user: { username: user, uid: '', groups, extra: {} },
      impersonatedUser: impersonated === undefined ? undefined : { username: impersonated, uid: '', groups, extra: {} },
      impersonationConstraint: '',
      objectRef: asked.kind === 'path' ? undefined : asked,
      code: 200,
      decision,
      decisionReason: 'RBAC: allowed by RoleBinding "a"\n# of "b" to "c"',
      time: `2026-10-01T00:00:${String(line).padStart(2, '0')}Z`,
    };
    collector.add(event, { file: 'audit.log', line });
  }
  return collector.result();
}

const options = fc.record({
  names: fc.constantFrom('keep' as const, 'drop' as const, 'auto' as const),
  expandNamespaces: fc.boolean(),
  expandVerbs: fc.boolean(),
  includeDenied: fc.boolean(),
  prefix: fc.constant('audit'),
});

const words = <T>(values: readonly T[]): fc.Arbitrary<T[]> =>
  fc.subarray([...values], { minLength: 1, maxLength: Math.min(3, values.length) });
const rule = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record(
      {
        apiGroups: words([...GROUPS, '*']),
        resources: words([...RESOURCES, '*', '*/log']),
        verbs: words([...VERBS, '*']),
        resourceNames: words(['x', 'y', '12']),
      },
      { requiredKeys: ['apiGroups', 'resources', 'verbs'] },
    ),
  },
  fc.record({ nonResourceURLs: words(['/a', '/a/*', '*']), verbs: words(['get', '*']) }),
);
const subject = fc.constantFrom(
  { kind: 'User', name: 'jane', apiGroup: 'rbac.authorization.k8s.io' },
  { kind: 'Group', name: 'dev', apiGroup: 'rbac.authorization.k8s.io' },
  { kind: 'ServiceAccount', name: 'web', namespace: 'a' },
);
/** Manifests of a small cluster, in YAML or JSON. */
const manifests = fc
  .record({
    roles: fc.array(fc.array(rule, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
    bindings: fc.array(fc.tuple(fc.nat(2), fc.boolean(), fc.array(subject, { minLength: 1, maxLength: 2 })), {
      minLength: 1,
      maxLength: 4,
    }),
    isAggregated: fc.boolean(),
  })
  .map(({ roles, bindings, isAggregated }) => {
    const head = (kind: string, name: string, more = {}): object => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind,
      metadata: { name, ...more },
    });
    const ref = (name: string): object => ({ roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name } });
    const all = [
      ...roles.map((rules, index) => ({
        ...head('ClusterRole', `r${index}`, index === 0 && isAggregated ? { labels: { sum: 'yes' } } : {}),
        rules,
      })),
      ...(isAggregated
        ? [{ ...head('ClusterRole', 'sum'), aggregationRule: { clusterRoleSelectors: [{ matchLabels: { sum: 'yes' } }] } }]
        : []),
      ...bindings.map(([role, isWide, subjects], index) => ({
        ...head(isWide ? 'ClusterRoleBinding' : 'RoleBinding', `b${index}`, isWide ? {} : { namespace: 'a' }),
        ...ref(isAggregated && index === 0 ? 'sum' : `r${role % roles.length}`),
        subjects,
      })),
    ];
    return all.map((one, index) => JSON.stringify(one, undefined, index % 2 === 0 ? 2 : 0)).join('\n---\n');
  });

describe('merging permissions', () => {
  it('allows each of them and nothing else', () => {
    const names = ['', 'x', 'y', 'z', 'w'];
    fc.assert(
      fc.property(fc.array(permission, { maxLength: 30 }), fc.array(pathPermission, { maxLength: 8 }), (resources, paths) => {
        const rules = mergePermissions(resources, paths).map((merged) => merged.rule);
        const allowed = (asked: Action): boolean => rules.some((one) => ruleAllows(one, asked));
        for (const verb of [...VERBS, 'watch']) {
          for (const apiGroup of [...GROUPS, 'batch']) {
            for (const resource of [...RESOURCES, 'pods/exec', 'nodes']) {
              for (const name of names) {
                const isWanted = resources.some(
                  (one) =>
                    one.verb === verb && one.apiGroup === apiGroup && one.resource === resource && (one.name === '' || one.name === name),
                );
                assert.equal(allowed(resourceAction(verb, resource, { apiGroup, name })), isWanted);
              }
            }
          }
        }
        for (const verb of ['get', 'put', 'post']) {
          for (const path of ['/a', '/b', '/c', '/d', '/a/'])
            assert.equal(
              allowed(pathAction(verb, path)),
              paths.some((one) => one.verb === verb && one.path === path),
            );
        }
      }),
      { numRuns: RUNS },
    );
  });
});

describe('generated roles, on random logs', () => {
  it('are proven as YAML, whatever names and comments hold', () => {
    let probed = 0;
    fc.assert(
      fc.property(fc.array(request, { minLength: 1, maxLength: 25 }), options, (requests, wanted) => {
        const log = collect(requests);
        const generated = generateAccess(log, ordinarySubjects(log, wanted.includeDenied), undefined, wanted);
        const yaml = writePolicy(generated, { access: () => ['a comment'], rule: () => [] });
        const { objects, problems } = readInventory([{ name: 'roles.yaml', text: yaml }]);
        assert.deepEqual(problems, []);
        const proof = proveAccess(objects, generated);
        assert.deepEqual(proof.failures, [], yaml);
        probed += proof.probed;
        for (const { widenings, needs } of generated) {
          if (wanted.names === 'keep' && !wanted.expandNamespaces && !wanted.expandVerbs && widenings.length === 0)
            assert.ok(needs.every((need) => !need.isWidened));
        }
      }),
      { numRuns: RUNS },
    );
    assert.ok(probed > RUNS * 100);
  });
});

describe('edits of random policies', () => {
  const known = builtInResources().flatMap(({ group, resource, verbs, subresources }) => [
    { group, resource, verbs },
    ...subresources.map((one) => ({ group, resource: `${resource}/${one.name}`, verbs: one.verbs })),
  ]);
  const read = (text: string): ReturnType<typeof readInventory> => readInventory([{ name: 'policy.yaml', text }]);
  const authorizerOf = (text: string): ReturnType<typeof createRbacAuthorizer> => createRbacAuthorizer(readPolicy(read(text).objects));

  it('take out what a log did not use, and nothing that it did', () => {
    let removed = 0;
    fc.assert(
      fc.property(manifests, fc.array(request, { maxLength: 15 }), (text, requests) => {
        const log = collect(requests);
        const before = createRbacAuthorizer(readPolicy(read(text).objects));
        const { rules, bindings } = policyUse(before, log);
        const plan = removeUnused(rules, bindings, boundRoles(before.policy));
        const { files, refused } = editObjects(plan.changes.map(({ object, edits }) => ({ object: object as InventoryObject, edits })));
        assert.deepEqual(refused, []);
        const changed = files[0]?.after ?? text;
        const after = authorizerOf(changed);
        const proof = proveEdit(before, after, log, known);
        assert.deepEqual([proof.lost, proof.gained], [[], []], changed);
        removed += plan.changes.length;
        // What is left was used, so there is nothing more to take.
        const again = policyUse(after, log);
        assert.deepEqual(
          removeUnused(again.rules, again.bindings, boundRoles(after.policy)).changes.filter(({ object }) => object.kind.endsWith('Role')),
          [],
          changed,
        );
      }),
      { numRuns: RUNS },
    );
    assert.ok(removed > RUNS);
  });

  it('replace stars by what a log used', () => {
    let replaced = 0;
    fc.assert(
      fc.property(manifests, fc.array(request, { maxLength: 15 }), (text, requests) => {
        const log = collect(requests);
        const before = createRbacAuthorizer(readPolicy(read(text).objects));
        const plan = tightenByUse(policyUse(before, log).rules);
        const { files, refused } = editObjects(plan.changes.map(({ object, edits }) => ({ object: object as InventoryObject, edits })));
        assert.deepEqual(refused, []);
        const changed = files[0]?.after ?? text;
        const proof = proveEdit(before, authorizerOf(changed), log, known);
        assert.deepEqual([proof.lost, proof.gained], [[], []], changed);
        replaced += plan.changes.length;
      }),
      { numRuns: RUNS },
    );
    assert.ok(replaced > 0);
  });

  it('spell stars out so that every known request is decided as before', () => {
    fc.assert(
      fc.property(manifests, (text) => {
        const before = createRbacAuthorizer(readPolicy(read(text).objects));
        const plan = tightenToKnown(policyUse(before, collect([])).rules, known);
        const { files, refused } = editObjects(plan.changes.map(({ object, edits }) => ({ object: object as InventoryObject, edits })));
        assert.deepEqual(refused, []);
        const proof = proveSameOnKnown(before, authorizerOf(files[0]?.after ?? text), known);
        assert.deepEqual([proof.lost, proof.gained, proof.changed], [[], [], []], files[0]?.after);
      }),
      { numRuns: RUNS / 10 },
    );
  });
});
