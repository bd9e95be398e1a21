import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { identify, resourceAction, splitNodeName, splitServiceAccountName, userOf } from './request.ts';

const byName = (value: string) => ({ fieldSelector: [{ field: 'metadata.name', value }] });

describe('a request', () => {
  it('carries the name that a list or watch is limited to, and no other', () => {
    assert.equal(resourceAction('list', 'secrets', byName('a')).name, 'a');
    assert.equal(resourceAction('watch', 'secrets', byName('a')).name, 'a');
    assert.equal(resourceAction('deletecollection', 'secrets', byName('a')).name, '');
    assert.equal(resourceAction('list', 'secrets', byName('..')).name, '');
    assert.equal(resourceAction('list', 'secrets', byName('a/b')).name, '');
    assert.equal(resourceAction('list', 'pods', { fieldSelector: [{ field: 'spec.nodeName', value: 'a' }] }).name, '');
  });

  it('takes the subresource out of the resource', () => {
    const { resource, subresource } = resourceAction('get', 'userextras/example.com/team');
    assert.deepEqual([resource, subresource], ['userextras', 'example.com/team']);
  });
});

describe('a user', () => {
  it('has the groups that authentication adds', () => {
    assert.deepEqual(identify('jane', ['devs']).groups, ['devs', 'system:authenticated']);
    assert.deepEqual(identify('system:anonymous').groups, ['system:unauthenticated']);
    const groups = ['system:serviceaccounts', 'system:serviceaccounts:ns1', 'system:authenticated'];
    assert.deepEqual(identify('system:serviceaccount:ns1:s').groups, groups);
    assert.deepEqual(userOf({ kind: 'ServiceAccount', namespace: 'ns1', name: 's' }).groups, groups);
    assert.deepEqual(userOf({ kind: 'Group', namespace: '', name: 'system:unauthenticated' }).groups, ['system:unauthenticated']);
    assert.deepEqual(userOf({ kind: 'Group', namespace: '', name: 'system:serviceaccounts:ns1' }).groups, [
      'system:serviceaccounts:ns1',
      'system:serviceaccounts',
      'system:authenticated',
    ]);
  });

  it('is a service account or a node only with a name that can be one', () => {
    assert.deepEqual(splitServiceAccountName('system:serviceaccount:ns1:a.b'), { namespace: 'ns1', name: 'a.b' });
    for (const name of [
      'system:serviceaccount:ns1',
      'system:serviceaccount:NS:a',
      'system:serviceaccount:ns1:a:b',
      'system:serviceaccount::a',
      'jane',
    ]) {
      assert.equal(splitServiceAccountName(name), undefined);
    }
    assert.equal(splitNodeName('system:node:ip-10-0-0-1.example.com'), 'ip-10-0-0-1.example.com');
    assert.equal(splitNodeName('system:node:'), undefined);
    assert.equal(splitNodeName('system:node:A'), undefined);
  });
});
