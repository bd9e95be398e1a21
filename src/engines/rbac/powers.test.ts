import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { POWERS, powersOf } from './powers.ts';
import { readRule } from './read-policy.ts';

const idsOf = (rule: unknown): string[] => powersOf(readRule(rule)).map(({ id }) => id);

describe('powers', () => {
  it('stand in the order of their rank, each once', () => {
    assert.deepEqual(
      POWERS.map(({ rank }) => rank),
      POWERS.map(({ rank }) => rank).toSorted((a, b) => a - b),
    );
    assert.equal(new Set(POWERS.map(({ id }) => id)).size, POWERS.length);
  });

  it('are found by what a rule allows and not by what it looks like', () => {
    assert.equal(idsOf({ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }).length, POWERS.length - 1);
    assert.deepEqual(idsOf({ verbs: ['*'], nonResourceURLs: ['*'] }), ['all-paths']);
    assert.deepEqual(idsOf({ verbs: ['create'], apiGroups: [''], resources: ['*/exec'] }), ['exec']);
    assert.deepEqual(idsOf({ verbs: ['create'], apiGroups: [''], resources: ['pods/*'] }), []);
    assert.deepEqual(idsOf({ verbs: ['create'], apiGroups: [''], resources: ['deployments'] }), []);
    assert.deepEqual(idsOf({ verbs: ['create'], apiGroups: ['apps'], resources: ['deployments'] }), ['create-workloads']);
    assert.deepEqual(idsOf({ verbs: ['get'], apiGroups: [''], resources: ['secrets'], resourceNames: ['a'] }), ['read-secrets']);
    assert.deepEqual(idsOf({ verbs: ['GET'], apiGroups: [''], resources: ['secrets'] }), []);
  });
});
