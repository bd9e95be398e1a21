import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type Action,
  covers,
  createRbacAuthorizer,
  effectiveRules,
  type NearestMiss,
  type PolicyObject,
  readPolicy,
  readRule,
  ruleAllows,
  type Subject,
  type UserInfo,
  userOf,
} from '../src/engines/rbac/index.ts';
import { naiveAllows } from './naive-authorizer.ts';
import { action, cluster, GROUPS, group, NAMESPACES, rules, subject, USERS, user } from './random-clusters.ts';

const RUNS = process.env['SEAWALL_DEEP'] ? 100_000 : 2000;

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
    assert.ok(allowed > RUNS / 50 && missed > RUNS / 50, `${allowed} allowed, ${missed} missed`);
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
