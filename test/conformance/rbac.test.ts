import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { DEFAULT_POLICY_FILE, defaultPolicyTable } from '../../scripts/default-policy.ts';
import {
  type AbacPolicy,
  type Action,
  abacAllows,
  abacSubjectMatches,
  convertV0,
  convertV1beta1,
  covers,
  createRbacAuthorizer,
  decideAbac,
  type PolicyObject,
  pathAction,
  type RbacAuthorizer,
  readAbacFile,
  readPolicy,
  readRule,
  resourceAction,
  ruleAllows,
  type UserInfo,
  urlCovers,
} from '../../src/engines/rbac/index.ts';
import { conformancePath, skipWithout } from './data.ts';

interface RowRequest {
  readonly user?: string;
  readonly groups?: readonly string[];
  readonly verb: string;
  readonly apiGroup?: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly path?: string;
  readonly resourceRequest: boolean;
}

interface Row {
  readonly id: string;
  readonly request: RowRequest;
}

function rows<T>(name: string): readonly T[] {
  return (JSON.parse(readFileSync(conformancePath('rbac', `${name}.json`), 'utf8')) as { rows: T[] }).rows;
}

function actionOf({
  resourceRequest,
  verb,
  resource = '',
  path = '',
  apiGroup = '',
  subresource = '',
  namespace = '',
  name = '',
}: RowRequest): Action {
  return resourceRequest ? resourceAction(verb, resource, { apiGroup, subresource, namespace, name }) : pathAction(verb, path);
}

interface AbacRow {
  readonly version: string;
  readonly spec?: unknown;
}

function convert(policy: AbacRow): AbacPolicy {
  return policy.version === 'v0' ? convertV0(policy) : convertV1beta1(policy.spec);
}

function userOf({ user = '', groups = [] }: RowRequest): UserInfo {
  return { name: user, groups };
}

interface ObjectSet {
  readonly set: number;
  readonly superUser?: string;
  readonly objects: readonly Readonly<Record<string, unknown>>[];
}

function authorizers(name: string): Map<number, { readonly authorizer: RbacAuthorizer; readonly superUser: string }> {
  const { sets } = JSON.parse(readFileSync(conformancePath('rbac', `${name}.json`), 'utf8')) as { sets: ObjectSet[] };
  return new Map(
    sets.map(({ set, superUser = '', objects }) => {
      const read = objects.map((value): PolicyObject => {
        const { namespace, name: own = '' } = value['metadata'] as { namespace?: string; name?: string };
        return { group: 'rbac.authorization.k8s.io', kind: String(value['kind']), name: own, value, ...(namespace ? { namespace } : {}) };
      });
      return [set, { authorizer: createRbacAuthorizer(readPolicy(read, { assumeDefaults: false })), superUser }];
    }),
  );
}

describe('the tables of upstream for RBAC', { skip: skipWithout('rbac') }, () => {
  it('agree on which rule allows what, 46 rows', () => {
    const table = rows<Row & { rule: unknown; expected: boolean }>('rule-matches');
    assert.deepEqual(
      table.filter(({ rule, request, expected }) => ruleAllows(readRule(rule), actionOf(request)) !== expected).map(({ id }) => id),
      [],
    );
    assert.equal(table.length, 46);
  });

  it('agree on decisions, 18 rows', () => {
    const sets = authorizers('authorizer');
    const table = rows<Row & { set: number; expected: string }>('authorizer');
    for (const { id, set, request, expected } of table) {
      assert.equal(sets.get(set)?.authorizer.decide(userOf(request), actionOf(request)).kind, expected, id);
    }
    assert.equal(table.length, 18);
  });

  it('agree on who can, in order, 3 rows', () => {
    const sets = authorizers('subject-locator');
    const table = rows<Row & { set: number; expectedSubjects: { kind: string; name: string; namespace?: string }[] }>('subject-locator');
    for (const { id, set, request, expectedSubjects } of table) {
      const { authorizer, superUser } = sets.get(set) ?? {};
      assert.deepEqual(
        authorizer?.allowedSubjects(actionOf(request), superUser),
        expectedSubjects.map(({ kind, name, namespace = '' }) => ({ kind, namespace, name })),
        id,
      );
    }
    assert.equal(table.length, 3);
  });

  it('agree on which rules cover which, 15 rows', () => {
    const table = rows<{
      id: string;
      ownerRules: unknown[];
      servantRules: unknown[];
      expectedCovered: boolean;
      expectedUncoveredRules: unknown[];
    }>('covers');
    for (const { id, ownerRules, servantRules, expectedCovered, expectedUncoveredRules } of table) {
      const { isCovered, missing } = covers(ownerRules.map(readRule), servantRules.map(readRule));
      assert.equal(isCovered, expectedCovered, id);
      assert.deepEqual(missing, expectedUncoveredRules.map(readRule), id);
    }
    assert.equal(table.length, 15);
  });

  it('agree on which paths cover which, 9 rows', () => {
    const table = rows<{ id: string; owner: string; requested: string; expected: boolean }>('non-resource-url-covers');
    for (const { id, owner, requested, expected } of table) assert.equal(urlCovers(owner, requested), expected, id);
    assert.equal(table.length, 9);
  });

  for (const [name, count] of [
    ['abac-authorize-v0', 14],
    ['abac-authorize-v1beta1', 18],
  ] as const) {
    it(`agree on ABAC policy files: ${name}, ${count} rows`, () => {
      const { policyFile } = JSON.parse(readFileSync(conformancePath('rbac', `${name}.json`), 'utf8')) as { policyFile: string };
      const file = readAbacFile(policyFile);
      assert.deepEqual(file.unreadable, []);
      const table = rows<Row & { expected: string }>(name);
      for (const { id, request, expected } of table) assert.equal(decideAbac(file, userOf(request), actionOf(request)).kind, expected, id);
      assert.equal(table.length, count);
    });
  }

  it('agree on single ABAC policies, 17 rows, and on their subjects, 19 rows', () => {
    const policies = rows<Row & { policy: AbacRow; expected: boolean }>('abac-policy');
    for (const { id, policy, request, expected } of policies) {
      assert.equal(abacAllows(convert(policy), userOf(request), actionOf(request)), expected, id);
    }
    const subjects = rows<{ id: string; user: string; groups: string[]; policy: AbacRow; expected: boolean }>('abac-subject-matches');
    for (const { id, user, groups, policy, expected } of subjects) {
      assert.equal(abacSubjectMatches(convert(policy), { name: user, groups }), expected, id);
    }
    assert.deepEqual([policies.length, subjects.length], [17, 19]);
  });

  it('are what the table of default roles is made from', () => {
    assert.equal(
      readFileSync(DEFAULT_POLICY_FILE, 'utf8'),
      defaultPolicyTable(conformancePath('rbac/bootstrap-policy')),
      'run: node scripts/default-policy.ts FOLDER',
    );
  });
});
