import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readInventory } from './inventory.ts';

const containers = [{ name: 'web', image: 'web:1' }];
const ownedBy = (kind: string, name: string, more: object = {}): object => ({
  ownerReferences: [{ apiVersion: kind === 'Node' ? 'v1' : 'apps/v1', kind, name, controller: true, ...more }],
});
const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'a', uid: '1' },
  spec: { template: { spec: { containers } } },
};
const replicaSet = (name: string, image = 'web:1'): object => ({
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: { name, namespace: 'a', ...ownedBy('Deployment', 'web', { uid: '1' }) },
  spec: { template: { spec: { containers: [{ name: 'web', image }] } } },
});
const pod = (name: string, metadata: object, spec: object = {}, phase = 'Running'): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'a', ...metadata },
  spec: { containers, ...spec },
  status: { phase },
});

function namesAfter(...items: readonly object[]): { readonly kept: string[]; readonly owned: string[]; readonly notices: string[] } {
  const { objects, owned, problems, worlds } = readInventory([
    { name: 'all.json', text: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) },
  ]);
  const names = (all: typeof objects): string[] => all.map(({ kind, name }) => `${kind} ${name}`);
  assert.deepEqual(names(worlds[0]?.objects ?? []), names(objects));
  return { kept: names(objects), owned: names(owned), notices: problems.map(({ code, message }) => `${code} ${message}`) };
}

describe('what others made', () => {
  it('is not judged beside its owner', () => {
    const { kept, owned, notices } = namesAfter(
      deployment,
      replicaSet('web-1'),
      replicaSet('web-0', 'web:0'),
      pod('web-1-a', ownedBy('ReplicaSet', 'web-1')),
    );
    assert.deepEqual(kept, ['Deployment web']);
    assert.deepEqual(owned, ['ReplicaSet web-1', 'ReplicaSet web-0', 'Pod web-1-a']);
    assert.deepEqual(notices, ['notice 2 ReplicaSets, 1 Pod not judged again beside what made them']);
  });

  it('is judged once where it runs something else', () => {
    const by = ownedBy('ReplicaSet', 'web-1');
    const proxy = { containers: [...containers, { name: 'proxy', image: 'proxy:1' }] };
    const { kept, notices } = namesAfter(
      deployment,
      replicaSet('web-1'),
      pod('same', by, {
        serviceAccountName: 'default',
        securityContext: {},
        nodeName: 'n',
        volumes: [{ name: 'kube-api-access-x', projected: {} }],
      }),
      pod('injected', by, proxy),
      pod('injected-too', by, proxy),
      pod('debugged', by, { ephemeralContainers: [{ name: 'debug', image: 'busybox' }] }),
      pod('old', by, { containers: [{ name: 'web', image: 'web:0' }] }),
      pod('over', by, proxy, 'Succeeded'),
      pod('on-host', by, { hostNetwork: true }),
    );
    assert.deepEqual(kept, ['Deployment web', 'Pod injected', 'Pod debugged', 'Pod old', 'Pod on-host']);
    assert.deepEqual(notices, [
      'notice 1 ReplicaSet, 3 Pods not judged again beside what made them; 4 pods that differ from what made them are judged as well',
    ]);
  });

  it('stands for itself where its owner is not there, has no pod, or is another of that name', () => {
    const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n' } };
    const cluster = { apiVersion: 'db.example/v1', kind: 'Database', metadata: { name: 'db', namespace: 'a' }, spec: { size: 3 } };
    const set = {
      ...replicaSet('db-0'),
      metadata: {
        name: 'db-0',
        namespace: 'a',
        ownerReferences: [{ apiVersion: 'db.example/v1', kind: 'Database', name: 'db', controller: true }],
      },
    };
    const all = [
      node,
      cluster,
      set,
      deployment,
      pod('static', ownedBy('Node', 'n')),
      pod('orphan', ownedBy('ReplicaSet', 'gone')),
      pod('other', ownedBy('Deployment', 'web', { uid: '2' })),
    ];
    assert.equal(namesAfter(...all).kept.length, all.length);
  });

  it('that owns itself in a circle ends', () => {
    const { kept } = namesAfter(pod('a', ownedBy('Pod', 'a')), replicaSet('x'), {
      ...replicaSet('y'),
      metadata: { name: 'y', namespace: 'a', ...ownedBy('ReplicaSet', 'y') },
    });
    assert.equal(kept.length, 3);
  });
});
