import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultRole, isDefaultGrant } from './default-match.ts';
import { readPolicy } from './read-policy.ts';

describe('what an API server makes itself', () => {
  it('is known by kind, namespace and name', () => {
    assert.equal(defaultRole({ kind: 'ClusterRole', namespace: '', name: 'cluster-admin' })?.rules.length, 2);
    assert.equal(defaultRole({ kind: 'Role', namespace: 'shop', name: 'cluster-admin' }), undefined);
    assert.equal(defaultRole({ kind: 'ClusterRole', namespace: '', name: 'mine' }), undefined);
  });

  it('is a grant to its own subjects of its own role alone', () => {
    const bindingOf = (role: string): Parameters<typeof isDefaultGrant>[0] => {
      const value = {
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
        subjects: [
          { kind: 'Group', name: 'system:masters' },
          { kind: 'User', name: 'jane' },
        ],
      };
      const object = { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding', name: 'cluster-admin', value };
      const [binding] = readPolicy([object], { assumeDefaults: false }).bindings;
      assert.ok(binding);
      return binding;
    };
    const own = bindingOf('cluster-admin');
    assert.deepEqual(
      own.subjects.map((subject) => isDefaultGrant(own, subject)),
      [true, false],
    );
    const other = bindingOf('view');
    assert.deepEqual(
      other.subjects.map((subject) => isDefaultGrant(other, subject)),
      [false, false],
    );
  });
});
