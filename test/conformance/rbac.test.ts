import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { DEFAULT_POLICY_FILE, defaultPolicyTable } from '../../scripts/default-policy.ts';
import {
  type Action,
  createRbacAuthorizer,
  type PolicyObject,
  pathAction,
  type RbacAuthorizer,
  readPolicy,
  readRule,
  resourceAction,
  ruleAllows,
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
      const user = { name: request.user ?? '', groups: request.groups ?? [] };
      assert.equal(sets.get(set)?.authorizer.decide(user, actionOf(request)).kind, expected, id);
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

  it('are what the table of default roles is made from', () => {
    assert.equal(
      readFileSync(DEFAULT_POLICY_FILE, 'utf8'),
      defaultPolicyTable(conformancePath('rbac/bootstrap-policy')),
      'run: node scripts/default-policy.ts FOLDER',
    );
  });
});
