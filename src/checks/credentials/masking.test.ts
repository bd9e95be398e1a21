import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert as assertProperty, constantFrom, property, string } from 'fast-check';
import { readInventory } from '../../inventory/index.ts';
import { CATALOGUE, defaultSettings, evaluateChecks } from '../index.ts';

const SECRET = string({ unit: constantFrom(...'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789'), minLength: 16, maxLength: 16 });

function manifests(secret: string): string {
  const encoded = Buffer.from(secret).toString('base64');
  const kubeconfig = JSON.stringify({ clusters: [], users: [{ name: 'ci', user: { token: secret } }] });
  return `
apiVersion: v1
kind: Secret
metadata: {name: db, annotations: {kubectl.kubernetes.io/last-applied-configuration: '{"data":{"password":"${encoded}"}}'}}
data: {password: ${encoded}}
stringData: {url: "postgres://shop:${secret}@db/shop", token: "${secret}"}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data:
  DB_PASSWORD: ${secret}
  config: '${kubeconfig}'
  app.properties: |
    a=b
    datasource.password=${secret}
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: nginx:1.29
      command: [serve, --password=${secret}]
      args: [--db-token, ${secret}]
      env: [{name: DB_PASSWORD, value: ${secret}}, {name: CACHE, value: "redis://:${secret}@cache:6379"}]
      livenessProbe: {exec: {command: [sh, -c, "redis-cli --pass ${secret} ping"]}}
`;
}

describe('what checks say about credentials', () => {
  it('never has the credential in it, in no check of the catalogue', () => {
    assertProperty(
      property(SECRET, (secret) => {
        const inventory = readInventory([{ name: 'a.yaml', text: manifests(secret) }]);
        const { findings, problems } = evaluateChecks(inventory, CATALOGUE, defaultSettings(new Date('2026-06-01T12:00:00Z')));
        assert.ok(findings.some(({ check }) => check === 'config-map/kubeconfig'));
        for (const said of [...findings, ...problems]) {
          const text = JSON.stringify(said);
          assert.ok(!text.includes(secret) && !text.includes(Buffer.from(secret).toString('base64')), said.message.slice(0, 40));
        }
      }),
      { numRuns: 20 },
    );
  });
});
