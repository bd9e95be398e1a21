import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type JsonObject, matches, readMatch, type Source } from './index.ts';

const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web-1', namespace: 'shop', labels: { app: 'web' } } };
const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' } };
const ROLE = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'admin' } };
const SHOP = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { team: 'a' } } };

function ask(match: unknown, object: JsonObject, around: { namespace?: JsonObject; source?: Source } = {}): boolean | string {
  return matches(readMatch(match), { object, ...around });
}

describe('the match of constraints', () => {
  it('takes everything when it is empty', () => {
    for (const object of [POD, DEPLOYMENT, ROLE, SHOP, {}]) assert.equal(ask({}, object), true);
    assert.equal(ask(undefined, POD), true);
  });

  it('wants kind and group in one entry', () => {
    const kinds = [
      { apiGroups: [''], kinds: ['Pod'] },
      { apiGroups: ['batch'], kinds: ['Deployment'] },
    ];
    assert.equal(ask({ kinds }, POD), true);
    assert.equal(ask({ kinds }, DEPLOYMENT), false);
    assert.equal(ask({ kinds: [{ apiGroups: ['*'], kinds: ['Deployment'] }] }, DEPLOYMENT), true);
    assert.equal(ask({ kinds: [{ kinds: ['Deployment'] }] }, DEPLOYMENT), true, 'no groups are all groups');
    assert.equal(ask({ kinds: [{ apiGroups: ['apps'], kinds: ['*'] }] }, DEPLOYMENT), true);
    assert.equal(ask({ kinds: [{ apiGroups: ['apps'] }] }, POD), false);
  });

  it('reads stars at the ends of names only', () => {
    const named = (pattern: string): boolean | string => ask({ namespaces: [pattern] }, POD);
    for (const pattern of ['shop', 'sh*', '*op', '*ho*', '*']) assert.equal(named(pattern), true, pattern);
    for (const pattern of ['sho', 's*p', '*sh', 'op*', 'Shop']) assert.equal(named(pattern), false, pattern);
  });

  it('leaves excluded namespaces out, and their Namespace object too', () => {
    assert.equal(ask({ excludedNamespaces: ['sh*'] }, POD), false);
    assert.equal(ask({ excludedNamespaces: ['sh*'] }, SHOP), false);
    assert.equal(ask({ namespaces: ['shop'], excludedNamespaces: ['other'] }, POD), true);
  });

  it('lets objects outside of namespaces pass what is about namespaces', () => {
    assert.equal(ask({ namespaces: ['shop'], excludedNamespaces: ['*'], namespaceSelector: { matchLabels: { a: 'b' } } }, ROLE), true);
  });

  it('tells scopes apart; a Namespace counts as of the cluster', () => {
    assert.deepEqual(
      [POD, ROLE, SHOP].map((object) => ask({ scope: 'Cluster' }, object)),
      [false, true, true],
    );
    assert.deepEqual(
      [POD, ROLE, SHOP].map((object) => ask({ scope: 'Namespaced' }, object)),
      [true, false, false],
    );
    for (const scope of ['*', 'cluster', '']) assert.equal(ask({ scope }, POD), true, `${scope} restricts nothing`);
    const unplaced = { ...POD, metadata: { name: 'web' } };
    assert.equal(ask({ scope: 'Namespaced' }, unplaced, { namespace: SHOP }), true, 'the Namespace beside it says where it is');
  });

  it('selects by labels of the object', () => {
    assert.equal(ask({ labelSelector: { matchLabels: { app: 'web' } } }, POD), true);
    assert.equal(ask({ labelSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] } }, POD), false);
    assert.equal(ask({ labelSelector: {} }, ROLE), true);
  });

  it('selects by labels of the Namespace, and cannot decide where it is unknown', () => {
    const match = { namespaceSelector: { matchLabels: { team: 'a' } } };
    assert.equal(ask(match, POD, { namespace: SHOP }), true);
    assert.equal(ask(match, POD, { namespace: { ...SHOP, metadata: { name: 'shop' } } }), false);
    assert.equal(ask(match, SHOP), true, 'a Namespace has the labels itself');
    assert.equal(ask(match, POD), 'namespace selector for namespace-scoped object but missing Namespace');
    assert.equal(ask({ ...match, kinds: [{ kinds: ['Service'] }] }, POD), false, 'what another part refuses needs no Namespace');
  });

  it('matches names, and the beginnings of names that are still to be completed', () => {
    assert.equal(ask({ name: 'web-*' }, POD), true);
    assert.equal(ask({ name: 'web' }, POD), false);
    const generated = { ...POD, metadata: { generateName: 'web-' } };
    assert.equal(ask({ name: 'web-*' }, generated), true);
    assert.equal(ask({ name: '*web*' }, generated), true);
    for (const name of ['web-', '*-', '*b-']) assert.equal(ask({ name }, generated), false, name);
  });

  it('tells objects that were sent from those that will be generated', () => {
    const asked = (source: Source | undefined, of: Source | undefined): boolean | string =>
      ask({ ...(source && { source }) }, POD, { ...(of && { source: of }) });
    assert.deepEqual([asked('Generated', 'Generated'), asked('Generated', 'Original'), asked('All', 'Generated')], [true, false, true]);
    assert.equal(asked(undefined, 'Generated'), true);
    assert.equal(asked('Original', undefined), 'source field not specified for resource web-1');
  });
});
