import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readInventory } from '../../../inventory/index.ts';
import { readNetwork } from '../network.ts';
import { planFlows } from './generate.ts';
import { endName } from './need.ts';
import type { Plan } from './plan.ts';

const deployment = (name: string, namespace: string, env: Readonly<Record<string, string>> = {}, spec: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name, image: name, env: Object.entries(env).map(([key, value]) => ({ name: key, value })) }], ...spec },
    },
  },
});
const service = (name: string, namespace: string, spec: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace },
  spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }], ...spec },
});

function plan(...objects: readonly object[]): Plan {
  const inventory = readInventory(objects.map((object, at) => ({ name: `${at}.json`, text: JSON.stringify(object) })));
  return planFlows(readNetwork(inventory.objects), inventory.objects, { isDeclared: true }, { defaultNamespace: 'default' });
}

const CART = [deployment('cart', 'shop'), service('cart', 'shop')];

/** Flows as text, those to the DNS left out. */
function flows({ needs }: Plan): string[] {
  return needs
    .filter(({ to }) => to.kind !== 'dns')
    .map(({ from, to, protocol, port }) => `${endName(from)} > ${endName(to)} ${protocol} ${port}`);
}

const from = (env: Readonly<Record<string, string>>, ...more: readonly object[]): string[] =>
  flows(plan(deployment('web', 'shop', env), ...CART, ...more)).map((flow) => flow.replace('Deployment shop/web > ', ''));

const TO_CART = ['Deployment shop/cart TCP 8080'];

describe('flows that manifests declare', () => {
  it('lead to the port of the pods behind a Service, however it is named', () => {
    for (const value of ['cart:80', 'http://cart', 'cart.shop:80', 'http://user:pw@cart.shop.svc.cluster.local/x', 'cart.shop.svc']) {
      assert.deepEqual(from({ X: value }), TO_CART, value);
    }
    assert.deepEqual(from({ X: 'http://$(CART_SERVICE_HOST)/' }), TO_CART);
    assert.deepEqual(from({ CART_HOST: 'cart', CART_PORT: '80' }), TO_CART);
  });

  it('are not taken from words that only look like a Service', () => {
    for (const env of [
      { FEATURE: 'cart' },
      { X: 'mycart:80' },
      { X: 'cart-2:80' },
      { X: 'cart:1.2' },
      { IMAGE: 'cart:15' },
      { X: '/var/cart' },
    ]) {
      assert.deepEqual(from(env), [], JSON.stringify(env));
    }
  });

  it('tell a host outside from a Service of the same beginning', () => {
    assert.deepEqual(from({ API: 'https://cart.shop.example' }), ['public addresses TCP 443']);
    assert.deepEqual(from({ API: 'https://api.example', X: 'http://127.0.0.1:80', Y: '0.0.0.0:80' }), ['public addresses TCP 443']);
    assert.deepEqual(from({ DB: '10.1.2.3:5432' }), ['10.1.2.3 TCP 5432']);
  });

  it('are said where they cannot be followed', () => {
    const { remarks } = plan(deployment('web', 'shop', { A_URL: 'http://gone', B: 'x.y.svc:1', C_HOST: 'cart:81' }), ...CART);
    assert.ok(
      ['gone:80', 'x.y.svc:1', 'has no port 81'].every((text) => remarks.some((remark) => remark.includes(text))),
      remarks.join('\n'),
    );
  });

  it('include the API for accounts that a binding names and that have a token', () => {
    const binding = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'b', namespace: 'shop' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'r' },
      subjects: [{ kind: 'ServiceAccount', name: 'web', namespace: 'shop' }],
    };
    const uses = (spec: object): string[] => flows(plan(deployment('web', 'shop', {}, spec), binding));
    assert.equal(uses({ serviceAccountName: 'web' }).length, 2);
    assert.deepEqual(uses({ serviceAccountName: 'web', automountServiceAccountToken: false }), []);
    assert.deepEqual(uses({}), []);
  });

  it('come in through open Services for everybody and through an Ingress for pods', () => {
    const ingress = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'i', namespace: 'shop' },
      spec: { defaultBackend: { service: { name: 'cart', port: { number: 80 } } } },
    };
    assert.deepEqual(flows(plan(...CART, ingress)), ['every pod of the cluster > Deployment shop/cart TCP 8080']);
    const open = plan(deployment('cart', 'shop'), service('cart', 'shop', { type: 'NodePort' }));
    assert.deepEqual(flows(open), ['everybody, inside and outside the cluster > Deployment shop/cart TCP 8080']);
  });

  it('let workloads share a policy that no label tells apart, and tell others by what they lack', () => {
    const twin = JSON.parse(JSON.stringify(deployment('a', 'shop')).replaceAll('"app":"a"', '"app":"x"'));
    const other = JSON.parse(JSON.stringify(deployment('b', 'shop')).replaceAll('"app":"b"', '"app":"x"'));
    assert.deepEqual(
      plan(twin, other).groups.map(({ title }) => title),
      ['Deployment shop/a, Deployment shop/b'],
    );
    const bare = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'bare', namespace: 'shop' },
      spec: { containers: [{ name: 'a', image: 'a' }] },
    };
    const { groups } = plan(twin, bare);
    assert.deepEqual(
      groups.map(({ selector }) => selector),
      [
        { labels: { app: 'x' }, absent: [] },
        { labels: {}, absent: ['app'] },
      ],
    );
  });
});
