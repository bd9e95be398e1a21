import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtInResources, createResourceNames, resourceOfDefinition } from './api-resources.ts';

const WIDGET = {
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { plural: 'widgets', kind: 'Widget', shortNames: ['wd', 'po'] },
    versions: [
      { name: 'v1', served: true, subresources: { status: {} } },
      { name: 'v1alpha1', served: false, subresources: { scale: {} } },
    ],
  },
};

describe('resources of Kubernetes', () => {
  it('have their verbs, scope and subresources', () => {
    const pods = builtInResources().find(({ resource }) => resource === 'pods');
    assert.ok(pods?.isNamespaced);
    assert.deepEqual(pods.subresources.find(({ name }) => name === 'exec')?.verbs, ['create', 'get']);
    const nodes = builtInResources().find(({ resource }) => resource === 'nodes');
    assert.equal(nodes?.isNamespaced, false);
  });

  it('are named in every way that kubectl knows', () => {
    const names = createResourceNames(builtInResources());
    const group = (word: string): string | undefined => names.find(word) && `${names.find(word)?.resource}.${names.find(word)?.group}`;
    for (const word of ['deployments', 'deployment', 'deploy', 'Deployments', 'deployments.apps', 'deploy.v1.apps', 'deployment.v1.apps'])
      assert.equal(group(word), 'deployments.apps', word);
    assert.equal(group('po'), 'pods.');
    assert.equal(group('events'), 'events.');
    assert.equal(group('events.events.k8s.io'), 'events.events.k8s.io');
    assert.equal(group('ing.networking'), 'ingresses.networking.k8s.io');
    assert.equal(group('pods.apps'), undefined);
    assert.equal(group('wombats'), undefined);
    assert.equal(names.suggest('deploymets'), 'deployments');
  });
});

describe('a custom resource', () => {
  const resource = resourceOfDefinition(WIDGET);

  it('has what its definition serves', () => {
    assert.ok(resource);
    assert.deepEqual(resource.versions, ['v1']);
    assert.equal(resource.singular, 'widget');
    assert.deepEqual(resource.subresources, [{ name: 'status', verbs: ['get', 'patch', 'update'] }]);
  });

  it('takes no name from a built-in resource', () => {
    assert.ok(resource);
    const names = createResourceNames([...builtInResources(), resource]);
    assert.equal(names.find('po')?.resource, 'pods');
    assert.equal(names.find('wd')?.resource, 'widgets');
    assert.equal(names.find('po.example.com')?.resource, 'widgets');
  });

  it('needs a plural, a kind, a group and a version that is served', () => {
    assert.equal(resourceOfDefinition({ spec: { group: 'a', names: { plural: 'b' }, versions: [{ name: 'v1' }] } }), undefined);
    assert.equal(resourceOfDefinition({}), undefined);
    assert.equal(resourceOfDefinition('no'), undefined);
  });
});
