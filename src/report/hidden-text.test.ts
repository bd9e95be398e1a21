import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert as assertProperty, constantFrom, property, string } from 'fast-check';
import { readInventory } from '../inventory/index.ts';
import { HiddenText } from './hidden-text.ts';

const SECRET = string({ unit: constantFrom(...'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789'), minLength: 16, maxLength: 16 });

function manifests(secret: string): string {
  const encoded = Buffer.from(secret).toString('base64');
  return `
apiVersion: v1
kind: Secret
metadata: {name: db, annotations: {kubectl.kubernetes.io/last-applied-configuration: '{"data":{"password":"${encoded}"}}'}}
data:
  password: ${encoded}
  note: |
    first
    ${secret}
  note: replaced
  "quoted": '${secret}'
stringData: {url: "postgres://shop:${secret}@db/shop",
  token: "${secret}"}
type: Opaque
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data:
  DB_PASSWORD: ${secret}
  app.properties: |
    a=b
    datasource.password=${secret}
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web # once password=${secret}
      image: nginx:1.29
      command: [serve, --password=${secret}]
      args: [--db-token, ${secret}]
      env:
        - name: DB_PASSWORD
          value: ${secret}
        - {name: CACHE, value: "redis://:${secret}@cache:6379"}
      livenessProbe: {exec: {command: [sh, -c, "redis-cli --pass ${secret} ping"]}}
---
apiVersion: v1
kind: Config
users:
  - name: ci
    user: {token: ${secret}}
---
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Secret
    metadata: {name: other}
    data:
      password: ${encoded}
`;
}

function shown(text: string): string[] {
  const hidden = new HiddenText(readInventory([{ name: 'a.yaml', text }]));
  return text.split('\n').map((_, index) => hidden.lineAt('a.yaml', index + 1) ?? '');
}

describe('the text of excerpts', () => {
  it('never has a secret in it, wherever it stands', () => {
    assertProperty(
      property(SECRET, (secret) => {
        for (const line of shown(manifests(secret))) {
          assert.ok(!line.includes(secret) && !line.includes(Buffer.from(secret).toString('base64')), line);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('hides the values of a Secret, even those that no check would call a credential, and numbers where a text should be', () => {
    const text = `apiVersion: v1
kind: Secret
metadata: {name: a}
data:
  a: YQ==
  b: 12
  c: |-
    d: e
`;
    assert.deepEqual(shown(text).slice(3, 8), ['data:', '  a: ••••', '  b: ••', '  c: ••', '    •• •']);
  });

  it('leaves columns and everything else as they are', () => {
    const text = 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {type: NodePort}\n';
    assert.equal(shown(text).join('\n'), text);
  });

  it('hides a credential that a JSON manifest holds in its only line', () => {
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, data: { k: 'aHVudGVyMg==' } });
    assert.ok(!shown(text).join('').includes('aHVudGVyMg'));
  });
});
