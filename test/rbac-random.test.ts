import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type Action,
  covers,
  createRbacAuthorizer,
  effectiveRules,
  type NearestMiss,
  nodeUserName,
  type PolicyObject,
  pathAction,
  readPolicy,
  readRule,
  resourceAction,
  ruleAllows,
  type Subject,
  serviceAccountName,
  type UserInfo,
  userOf,
} from '../src/engines/rbac/index.ts';
import { naiveAllows } from './naive-authorizer.ts';

const RUNS = process.env['SEAWALL_DEEP'] ? 100_000 : 2000;

const some = <T>(values: readonly T[], max = 2): fc.Arbitrary<T[]> => fc.subarray([...values], { minLength: 1, maxLength: max });
const NAMESPACES = ['a', 'b'];
const LABELS = ['x', 'y', 'z'];
const GROUPS = [
  'g',
  'system:authenticated',
  'system:unauthenticated',
  'system:serviceaccounts',
  'system:serviceaccounts:a',
  'system:masters',
];
const USERS = ['u', 'v', 'system:anonymous', nodeUserName('n'), serviceAccountName('a', 's')];

const resourceRule = fc.record({
  verbs: some(['get', 'list', 'create', '*']),
  apiGroups: some(['', 'apps', '*']),
  resources: some(['pods', 'pods/log', 'pods/*', '*/log', '*', 'secrets', '*/*']),
  resourceNames: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, some(['n', 'm', '*'])),
});
const pathRule = fc.record({ verbs: some(['get', '*']), nonResourceURLs: some(['*', '/a', '/a/*', '/a**', '/*/b', '/a/*/*']) });
const rules = fc.array(fc.oneof({ weight: 4, arbitrary: resourceRule }, pathRule), { minLength: 1, maxLength: 4 });
const metadata = some(LABELS).map((labels) => ({ labels: Object.fromEntries(labels.map((label) => [label, 'true'])) }));
const selectors = some(LABELS).map((labels) => labels.map((label) => ({ matchLabels: { [label]: 'true' } })));
const group = 'rbac.authorization.k8s.io';

const clusterRole = fc
  .record({
    metadata,
    rules,
    clusterRoleSelectors: fc.option(selectors, { nil: undefined, freq: 3 }),
    name: fc.constantFrom('r', 's', 't', 'q'),
  })
  .map(({ name, clusterRoleSelectors, ...value }): PolicyObject => {
    return {
      group,
      kind: 'ClusterRole',
      name,
      value: { ...value, ...(clusterRoleSelectors ? { aggregationRule: { clusterRoleSelectors } } : {}) },
    };
  });
const role = fc
  .record({ namespace: fc.constantFrom(...NAMESPACES), name: fc.constantFrom('r', 's'), rules })
  .map(({ namespace, name, ...value }): PolicyObject => ({ group, kind: 'Role', namespace, name, value }));
const subject = fc.oneof(
  fc.record({ kind: fc.constant('User'), name: fc.constantFrom(...USERS, '*') }),
  fc.record({ kind: fc.constant('Group'), name: fc.constantFrom(...GROUPS) }),
  fc.record({ kind: fc.constant('ServiceAccount'), name: fc.constantFrom('s', 'o'), namespace: fc.constantFrom(...NAMESPACES) }),
  fc.record({ kind: fc.constantFrom('ServiceAccount', 'Pod'), name: fc.constant('s') }),
);
const roleRef = fc.record({
  kind: fc.constantFrom('ClusterRole', 'ClusterRole', 'ClusterRole', 'Role', 'Role', 'Rolle'),
  name: fc.constantFrom('r', 's', 't', 'q', 'none'),
});
const subjects = fc.array(subject, { minLength: 1, maxLength: 4 });
const clusterBinding = fc
  .record({ roleRef, subjects, name: fc.constantFrom('b', 'c', 'd') })
  .map(({ name, ...value }): PolicyObject => ({ group, kind: 'ClusterRoleBinding', name, value }));
const binding = fc
  .record({ roleRef, subjects, name: fc.constantFrom('b', 'c', 'd'), namespace: fc.constantFrom(...NAMESPACES) })
  .map(({ name, namespace, ...value }): PolicyObject => ({ group, kind: 'RoleBinding', name, namespace, value }));
const many = (objects: fc.Arbitrary<PolicyObject>): fc.Arbitrary<PolicyObject[]> =>
  fc.uniqueArray(objects, { minLength: 2, maxLength: 5, selector: ({ namespace, name }) => `${namespace}/${name}` });
const cluster = fc
  .tuple(many(clusterRole), many(role), many(clusterBinding), many(binding))
  .chain((objects) => fc.shuffledSubarray(objects.flat(), { minLength: 6 }));
const user: fc.Arbitrary<UserInfo> = fc.record({
  name: fc.constantFrom(...USERS, serviceAccountName('b', 'o'), ''),
  groups: some(GROUPS, 3),
});
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({
        verb: fc.constantFrom('get', 'get', 'list', 'create', 'delete', 'GET', '*'),
        apiGroup: fc.constantFrom('', '', 'apps', 'batch'),
        resource: fc.constantFrom('pods', 'pods/log', 'pods/exec', 'secrets', 'secrets/log', 'pods/*'),
        namespace: fc.constantFrom('a', 'a', 'b', ''),
        name: fc.constantFrom('', 'n', 'm', 'k'),
        fieldSelector: fc.constantFrom([], [{ field: 'metadata.name', value: 'n' }]),
      })
      .map(({ verb, resource, name, ...parts }) => resourceAction(verb, resource, { ...parts, ...(name === '' ? {} : { name }) })),
  },
  fc
    .tuple(fc.constantFrom('get', 'put'), fc.constantFrom('/a', '/a/', '/a/b', '/', '', '/x/b', '/ab', '/a/*/c'))
    .map(([verb, path]) => pathAction(verb, path)),
);

/** The cluster after the change that a miss names. */
function mend(objects: readonly PolicyObject[], miss: NearestMiss, who: UserInfo, what: Action): readonly PolicyObject[] {
  const as = [{ kind: 'User', name: who.name }, ...who.groups.map((name) => ({ kind: 'Group', name }))]
    .filter(({ name }) => name !== '')
    .slice(0, 1);
  const bind = (name: string, kind: string): PolicyObject => {
    const namespace = what.kind === 'resource' ? what.namespace : '';
    const value = { roleRef: { kind, name }, subjects: as };
    if (namespace === '') return { group, kind: 'ClusterRoleBinding', name: 'mended', value };
    return { group, kind: 'RoleBinding', namespace, name: 'mended', value };
  };
  if (miss.kind !== 'rule') return [...objects, bind(miss.role.name, miss.role.kind)];
  const list = miss.missing === '' && miss.field === 'resourceNames' ? [] : [...miss.rule[miss.field], miss.missing];
  const mended: PolicyObject = { group, kind: 'ClusterRole', name: 'mended', value: { rules: [{ ...miss.rule, [miss.field]: list }] } };
  return [...objects, mended, bind('mended', 'ClusterRole')];
}

describe('the authorizer, on random clusters', () => {
  it('decides as the naive one does, with a proof that holds or a miss that would mend it', () => {
    let [allowed, missed] = [0, 0];
    fc.assert(
      fc.property(cluster, fc.array(fc.tuple(user, action), { minLength: 1, maxLength: 5 }), (objects, requests) => {
        const authorizer = createRbacAuthorizer(readPolicy(objects, { assumeDefaults: false }));
        for (const [who, what] of requests) {
          const decision = authorizer.decide(who, what);
          assert.equal(decision.kind === 'allow', naiveAllows(objects, who, what));
          assert.equal(authorizer.isAllowed(who, what), decision.kind === 'allow');
          if (decision.kind === 'allow') {
            allowed++;
            const { binding: by, role: of, rule, subject: as, ruleIndex } = decision.proof;
            assert.deepEqual(of.rules[ruleIndex], rule);
            assert.ok(by.role === of && by.subjects.includes(as));
            const alone = objects.filter((object) => object === by.source || !object.kind.endsWith('Binding'));
            assert.ok(naiveAllows(alone, who, what));
          } else if (decision.nearestMiss) {
            missed++;
            const miss = decision.nearestMiss;
            const isMended =
              miss.kind === 'namespace'
                ? naiveAllows(objects, who, { ...what, namespace: miss.binding.namespace } as Action)
                : naiveAllows(mend(objects, miss, who, what), who, what);
            assert.ok(isMended, miss.kind);
          }
        }
      }),
      { numRuns: RUNS },
    );
    assert.ok(allowed > RUNS / 20 && missed > RUNS / 20, `${allowed} allowed, ${missed} missed`);
  });

  it('finds exactly those who can: the subjects for whom the request is allowed', () => {
    const known: Subject[] = [
      ...USERS.filter((name) => !name.startsWith('system:serviceaccount:')).map((name) => ({ kind: 'User', namespace: '', name }) as const),
      ...GROUPS.map((name) => ({ kind: 'Group', namespace: '', name }) as const),
      ...NAMESPACES.flatMap((namespace) => ['s', 'o'].map((name) => ({ kind: 'ServiceAccount', namespace, name }) as const)),
    ];
    const accounts = known.filter(({ kind }) => kind === 'ServiceAccount');
    const named = accounts.map(({ namespace, name }): PolicyObject => ({ group: '', kind: 'ServiceAccount', namespace, name, value: {} }));
    // A binding to a role that is not there makes everybody known.
    const everybody: PolicyObject = {
      group,
      kind: 'ClusterRoleBinding',
      name: 'z',
      value: { roleRef: { kind: 'ClusterRole', name: 'none' }, subjects: known },
    };
    const keys = (subjectsFound: readonly Subject[]): string[] =>
      subjectsFound.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`).sort();
    fc.assert(
      fc.property(cluster, action, (objects, what) => {
        const authorizer = createRbacAuthorizer(readPolicy([...objects, ...named, everybody], { assumeDefaults: false }));
        const found = authorizer.whoCan(what);
        const expected = known.filter((one) => naiveAllows(objects, userOf(one), what));
        const star = objects.length > 0 ? naiveAllows(objects, { name: '*', groups: ['system:authenticated'] }, what) : false;
        const isNamed = objects.some(({ value }) => JSON.stringify(value['subjects'] ?? []).includes('"User","name":"*"'));
        assert.deepEqual(
          keys(found.map((one) => one.subject)),
          keys([...expected, ...(star && isNamed ? [{ kind: 'User', namespace: '', name: '*' } as const] : [])]),
        );
        for (const { proofs } of found) assert.ok(proofs.length > 0);
      }),
      { numRuns: RUNS },
    );
  });

  it('collapses the rules of a subject without giving or taking anything', () => {
    fc.assert(
      fc.property(cluster, subject, fc.array(action, { minLength: 1, maxLength: 5 }), (objects, { kind, name }, actions) => {
        const authorizer = createRbacAuthorizer(readPolicy(objects, { assumeDefaults: false }));
        const who: Subject =
          kind === 'ServiceAccount' ? { kind, namespace: 'a', name } : { kind: kind === 'Group' ? 'Group' : 'User', namespace: '', name };
        const effective = effectiveRules(authorizer, who);
        for (const what of actions) {
          const namespace = what.kind === 'resource' ? what.namespace : '';
          const found = effective.filter((one) => (one.namespace === '' || one.namespace === namespace) && ruleAllows(one.rule, what));
          assert.equal(found.length > 0, authorizer.isAllowed(userOf(who), what));
          for (const { held } of found) assert.ok(held.length > 0);
        }
      }),
      { numRuns: RUNS / 4 },
    );
  });

  it('calls a rule covered only if its owner may do all that it allows', () => {
    let covered = 0;
    fc.assert(
      fc.property(rules, rules, fc.array(action, { minLength: 5, maxLength: 10 }), (owner, servant, actions) => {
        const [owned, given] = [owner.map(readRule), servant.map(readRule)];
        const { isCovered, missing } = covers(owned, given);
        assert.equal(isCovered, missing.length === 0);
        assert.ok(covers([...owned, ...missing], given).isCovered);
        if (isCovered) covered++;
        for (const what of actions) {
          if (isCovered && given.some((rule) => ruleAllows(rule, what))) assert.ok(owned.some((rule) => ruleAllows(rule, what)));
        }
      }),
      { numRuns: RUNS },
    );
    assert.ok(covered > RUNS / 100, `${covered} covered`);
  });
});
