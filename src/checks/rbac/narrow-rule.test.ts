import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyEdit, listAt } from '../../core/index.ts';
import { type PolicyRule, readRule, resourceAction, ruleAllows } from '../../engines/rbac/index.ts';
import { builtInResources } from '../../kubernetes/index.ts';
import { matchRight, type Right } from './match-right.ts';
import { narrowRule } from './narrow-rule.ts';
import type { WorldPolicy } from './policy-of-world.ts';

const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
const RESOURCES = ['pods', 'secrets', 'deployments', 'pods/exec', 'roles', 'widgets'];
const GROUPS = ['', 'apps', 'rbac.authorization.k8s.io', 'example.com'];
const RIGHTS: readonly Right[] = [
  { apiGroup: '', resources: ['secrets'], verbs: ['get', 'list', 'watch'] },
  { apiGroup: '', resources: ['pods', 'pods/exec'], verbs: ['create'] },
  { apiGroup: 'rbac.authorization.k8s.io', resources: ['roles'], verbs: ['update', 'patch'] },
];
const some = (words: readonly string[]): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 4 });
const ANY_RULE = fc.record({ apiGroups: some(GROUPS), resources: some(RESOURCES), verbs: some(VERBS) });

// Nothing that is tried here looks at other roles.
const POLICY = {} as WorldPolicy;

/** Every request for a resource of Kubernetes itself that these words can make. */
const requests = GROUPS.flatMap((apiGroup) =>
  RESOURCES.flatMap((resource) =>
    VERBS.filter((verb) => isServed(apiGroup, resource, verb)).map((verb) => resourceAction(verb, resource, { apiGroup })),
  ),
);

function isServed(group: string, name: string, verb: string): boolean {
  const [plural, subresource] = name.split('/');
  const found = builtInResources().find((one) => one.group === group && one.resource === plural);
  const verbs = subresource === undefined ? found?.verbs : found?.subresources.find((one) => one.name === subresource)?.verbs;
  return verbs?.includes(verb) ?? false;
}

describe('a narrowed rule', () => {
  it('loses the right, and no request that has nothing to do with it', () => {
    fc.assert(
      fc.property(ANY_RULE, fc.constantFrom(...RIGHTS), (value, right) => {
        const rule = readRule(value);
        const matched = matchRight(rule, { rights: [right] }, POLICY);
        if (!matched) return;
        const fix = narrowRule(0, rule, matched, 'something');
        assert.ok(fix?.risky);
        const after = fix.edits.reduce<unknown>(
          (role, edit) => (edit.kind === 'text' ? assert.fail('a rule is changed by its fields') : applyEdit(role, edit)),
          { rules: [value] },
        );
        const rules: readonly PolicyRule[] = listAt(after, 'rules').map(readRule);
        for (const request of requests) {
          const isAllowed = rules.some((one) => ruleAllows(one, request));
          const name = request.subresource === '' ? request.resource : `${request.resource}/${request.subresource}`;
          const isTaken: boolean = matched.resources.includes(name) && matched.verbs.includes(request.verb);
          assert.equal(isAllowed, ruleAllows(rule, request) && !isTaken, JSON.stringify({ value, after, request }));
        }
        assert.ok(rules.every((one) => !matchRight(one, { rights: [right] }, POLICY)));
      }),
    );
  });

  it('loses a verb that belongs to nothing which is left', () => {
    const rule = readRule({ apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles', 'rolebindings'], verbs: ['get', 'bind'] });
    const right = { apiGroup: 'rbac.authorization.k8s.io', resources: ['roles'], verbs: ['bind'] };
    const matched = matchRight(rule, { rights: [right] }, POLICY);
    assert.ok(matched);
    assert.deepEqual(narrowRule(3, rule, matched, 'something')?.edits, [
      { kind: 'remove', path: ['rules', 3, 'resources', 0] },
      { kind: 'remove', path: ['rules', 3, 'verbs', 1] },
      { kind: 'add', path: ['rules'], value: { apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], verbs: ['get'] } },
    ]);
  });

  it('is not made of a star, which nobody can replace without knowing what is used', () => {
    const rule = readRule({ apiGroups: [''], resources: ['secrets'], verbs: ['*'] });
    const matched = matchRight(rule, { rights: RIGHTS }, POLICY);
    assert.ok(matched);
    assert.equal(narrowRule(0, rule, matched, 'something'), undefined);
  });
});
