import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { folderWith, type Run, runSeawall } from './run-seawall.ts';

const workload = (name: string, rest: string, ports = '8080'): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
        - name: ${name}
          image: ${name}
          ports: [{name: web, containerPort: ${ports}}]
${rest}---
`;

const service = (name: string, type = 'ClusterIP'): string => `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop}
spec: {type: ${type}, selector: {app: ${name}}, ports: [{port: 80, targetPort: web}]}
---
`;

const SHOP = `${workload('web', '          env: [{name: CART_URL, value: "http://user:s3cret@cart"}, {name: PAY_URL, value: "https://pay.example"}]\n')}${workload('cart', '')}${service('web', 'LoadBalancer')}${service('cart')}`;

function generate(files: Readonly<Record<string, string>>, ...args: readonly string[]): Run & { readonly folder: string } {
  const folder = folderWith(files);
  return { ...runSeawall(['net', 'generate', '-f', 'shop.yaml', ...args], { cwd: folder }), folder };
}

describe('seawall net generate', () => {
  it('writes policies with the reason and place of each rule, and no secret', () => {
    const { status, stdout } = generate({ 'shop.yaml': SHOP });
    assert.equal(status, 0);
    assert.match(stdout, /name: default-deny\n {2}namespace: shop/);
    assert.match(stdout, /# env CART_URL of Deployment shop\/web, shop\.yaml:\d+ \(cart:80\)/);
    assert.match(stdout, /port: 8080/);
    assert.match(stdout, /cannot name hosts/);
    assert.doesNotMatch(stdout, /s3cret/);
  });

  it('writes what its own commands find allowed and nothing else', () => {
    const { stdout, folder } = generate({ 'shop.yaml': SHOP });
    const applied = folderWith({ 'shop.yaml': readFileSync(join(folder, 'shop.yaml'), 'utf8'), 'policies.yaml': stdout });
    const can = (from: string, to: string): number | null => runSeawall(['net', 'can', from, to], { cwd: applied }).status;
    assert.equal(can('shop/web', 'shop/cart:8080'), 0);
    assert.equal(can('shop/web', 'shop/cart:8081'), 1);
    assert.equal(can('shop/cart', 'shop/web:8080'), 1);
    assert.equal(can('shop/web', 'metadata:80'), 1);
    assert.equal(can('internet', 'shop/web:8080'), 0);
  });

  it('prints flows as JSON and the proof as markdown or JSON, and writes files', () => {
    const json = JSON.parse(generate({ 'shop.yaml': SHOP }, '--format', 'json').stdout);
    assert.equal(json.proof.isProven, true);
    assert.ok(json.flows.some((flow: { port: number; to: string }) => flow.port === 8080 && flow.to === 'Deployment shop/cart'));
    const proof = generate({ 'shop.yaml': SHOP }, '--proof', 'markdown', '--output', 'out.yaml');
    assert.match(proof.stdout, /\*\*0 of the needed flows closed, 0 others open\.\*\*/);
    assert.match(readFileSync(join(proof.folder, 'out.yaml'), 'utf8'), /kind: NetworkPolicy/);
    assert.equal(JSON.parse(generate({ 'shop.yaml': SHOP }, '--proof', 'json').stdout).isProven, true);
  });

  it('keeps the flows of a log alone, and says which lines it cannot read', () => {
    const seen = JSON.stringify({
      flow: {
        verdict: 'FORWARDED',
        is_reply: false,
        l4: { TCP: { destination_port: 9000 } },
        source: { namespace: 'shop', pod_name: 'cart-7d9-x' },
        destination: { namespace: 'shop', pod_name: 'web-5c-y', workloads: [{ kind: 'Deployment', name: 'web' }] },
      },
    });
    const good = generate({ 'shop.yaml': SHOP, 'flows.jsonl': `${seen}\n${seen}\n` }, '--observed', 'flows.jsonl');
    assert.equal(good.status, 0, good.stderr);
    assert.match(good.stdout, /seen in flows\.jsonl:1 \(2 times\)/);
    assert.doesNotMatch(good.stdout, /port: 8080/);
    const bad = generate({ 'shop.yaml': SHOP, 'flows.jsonl': `${seen}\n{"flow":\n` }, '--observed', 'flows.jsonl');
    assert.equal(bad.status, 3);
    assert.match(bad.stderr, /flows\.jsonl:2 not valid JSON/);
    assert.match(bad.stdout, /port: 9000/);
    assert.equal(
      generate({ 'shop.yaml': SHOP, 'flows.jsonl': `${seen}\n{"flow":\n` }, '--observed', 'flows.jsonl', '--allow-incomplete').status,
      0,
    );
  });

  it('reads a CSV log by the addresses of pods', () => {
    const pod = (name: string, address: string): string =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}\nspec: {containers: [{name: a, image: a}]}\nstatus: {podIP: ${address}, phase: Running}\n---\n`;
    const files = {
      'shop.yaml': pod('a', '10.1.0.1') + pod('b', '10.1.0.2'),
      'vpc.csv': 'src,dst,dst_port,protocol,action\n10.1.0.1,10.1.0.2,5432,6,ACCEPT\n10.1.0.1,203.0.113.5,443,6,ACCEPT\n',
    };
    const { status, stdout } = generate(files, '--observed', 'vpc.csv');
    assert.equal(status, 0);
    assert.match(stdout, /app: b/);
    assert.match(stdout, /port: 5432/);
  });

  it('says which policies of today stay and what they open', () => {
    const old =
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: old, namespace: shop}\nspec: {podSelector: {matchLabels: {app: web}}, ingress: [{}]}\n';
    const { stdout, stderr } = generate({ 'shop.yaml': SHOP + old }, '--proof', 'markdown');
    assert.match(stderr, /1 NetworkPolicy of today would stay/);
    assert.match(stdout, /NetworkPolicy shop\/old/);
  });

  it('refuses what it cannot use, with a hint', () => {
    const status = (...args: readonly string[]): readonly [number | null, string] => {
      const run = generate({ 'shop.yaml': SHOP, 'empty.jsonl': '', 'notes.txt': 'hello\n' }, ...args);
      return [run.status, run.stderr];
    };
    for (const [args, message] of [
      [['--api-server', 'nonsense'], /"nonsense" is not a range of addresses/],
      [['--namespace', 'shops'], /no pod is in a namespace called "shops"/],
      [['--observed', 'gone.jsonl'], /cannot read gone\.jsonl/],
      [['--observed', 'empty.jsonl'], /holds no flow/],
      [['--observed', 'notes.txt'], /neither JSON nor the header of a CSV file/],
    ] as const) {
      const [code, text] = status(...args);
      assert.equal(code, 2, text);
      assert.match(text, message);
    }
    assert.equal(runSeawall(['net', 'generate'], { cwd: folderWith({ 'a.yaml': 'x: 1\n' }) }).status, 4);
  });
});
