import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { folderWith, type Run, runSeawall } from './run-seawall.ts';

function workload(namespace: string, name: string, ports: string = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: main, image: main${ports}}]}
`;
}

const APPS = [
  workload('shop', 'web', ', ports: [{name: http, containerPort: 8080}]'),
  workload('shop', 'cart', ', ports: [{name: http, containerPort: 7070}]'),
  workload('data', 'db'),
  `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{name: http, port: 80, targetPort: http}]}
`,
  `apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {selector: {app: cart}, ports: [{port: 70, targetPort: 7070}]}
`,
].join('---\n');

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: cart, namespace: shop}
spec:
  podSelector: {matchLabels: {app: cart}}
  policyTypes: [Ingress, Egress]
  ingress:
  - from: [{podSelector: {matchLabels: {app: web}}}]
    ports: [{port: http}]
`;

const FILES = { 'apps.yaml': APPS, 'policy.yaml': POLICY };

function net(files: Readonly<Record<string, string>>, ...args: readonly string[]): Run {
  return runSeawall(['net', ...args], { cwd: folderWith(files) });
}

describe('seawall net can', () => {
  it('says which policies decide at both ends', () => {
    const { status, stdout } = net(FILES, 'can', 'shop/web', 'shop/cart:7070');
    assert.equal(status, 0);
    assert.equal(
      stdout,
      `allowed  Deployment shop/web → Deployment shop/cart TCP 7070
  on the way out: allowed, since no policy restricts it
  on the way in: allowed by NetworkPolicy shop/cart, ingress rule 1: peer 1, port 1  policy.yaml:8
`,
    );
    const denied = net(FILES, 'can', 'data/db', 'shop/cart:7070');
    assert.equal(denied.status, 1);
    assert.match(denied.stdout, /^denied {2}Deployment data\/db → Deployment shop\/cart TCP 7070\n/);
    assert.match(denied.stdout, /no rule of NetworkPolicy shop\/cart {2}policy\.yaml:1 lets it\n? *through/);
    assert.match(
      denied.stdout.replace(/\s+/g, ' '),
      /add a peer to NetworkPolicy shop\/cart: spec\.ingress\[0\]\.from \{"namespaceSelector"/,
    );
  });

  it('knows Services, names of ports, namespaces, addresses, the internet and the metadata endpoint', () => {
    const cases: readonly (readonly [string, string, number])[] = [
      ['shop/web', 'svc/shop/cart:70', 0],
      ['shop/web', 'shop/cart:http', 0],
      ['web', 'cart:7070', 0],
      ['deploy/shop/web', 'deployment/shop/cart:7070/TCP', 0],
      ['ns/data', 'ns/shop:7070', 3],
      ['internet', 'svc/shop/web:80', 0],
      ['internet', 'shop/cart:7070', 1],
      ['shop/cart', 'metadata:80', 1],
      ['shop/web', '169.254.169.254:80', 0],
      ['shop/cart', '10.0.0.0/8:443', 1],
      ['shop/cart', '[fd00:ec2::254]:80', 1],
      ['data/db', 'shop/cart', 1],
      ['shop/web', 'data/db', 0],
    ];
    for (const [from, to, status] of cases) assert.equal(net(FILES, 'can', from, to).status, status, `${from} ${to}`);
  });

  it('says when nothing leads from outside to what policies leave open', () => {
    const { stdout } = net(FILES, 'can', 'internet', 'data/db:5432');
    assert.match(stdout, /^allowed {2}internet → Deployment data\/db TCP 5432\n/);
    assert.match(stdout, /no Service, Ingress or route here opens it to the outside/);
  });

  it('refuses what means nothing, with the nearest name', () => {
    const cases: readonly (readonly [string, string, RegExp])[] = [
      ['shop/wbe', 'shop/cart:1', /nothing here is called "shop\/wbe"\n\nhint: did you mean "shop\/web"\?/],
      ['shop/web', 'shop/cart:99999', /there is no port 99999/],
      ['shop/web', 'svc/shop/cart:71', /Service shop\/cart has no port 71\/TCP that leads to a pod/],
      ['shop/web', 'shop/cart:grpc', /has no port grpc\/TCP/],
    ];
    for (const [from, to, expected] of cases) {
      const { status, stderr } = net(FILES, 'can', from, to);
      assert.equal(status, 2, to);
      assert.match(stderr, expected);
    }
    assert.match(net(FILES, 'can', 'shop/web').stderr, /two ends are needed/);
  });

  it('leaves open what upstream leaves open, and counts policies of others as not evaluated', () => {
    const host = APPS.replace(
      'spec: {containers: [{name: main, image: main}]}',
      'spec: {hostNetwork: true, containers: [{name: main, image: main}]}',
    );
    const undefinedAnswer = net({ 'apps.yaml': host, 'policy.yaml': POLICY }, 'can', 'data/db', 'shop/cart:7070');
    assert.equal(undefinedAnswer.status, 3);
    assert.match(undefinedAnswer.stdout, /^undefined {2}[^]*undefined: /);
    const cilium =
      'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: c, namespace: shop}\nspec: {endpointSelector: {}}\n';
    const other = net({ ...FILES, 'cilium.yaml': cilium }, 'can', 'shop/web', 'shop/cart:7070');
    assert.equal(other.status, 3);
    assert.match(other.stderr, /not evaluated: 1 problem/);
    const bad = net({ ...FILES, 'policy.yaml': POLICY.replace('port: http', 'port: 80, endPort: 70') }, 'can', 'data/db', 'shop/cart:7070');
    assert.equal(bad.status, 3);
    assert.match(bad.stderr, /policy\.yaml:9:\d+ the API server refuses NetworkPolicy cart, so it does not count/);
  });
});

describe('seawall net matrix, exposed, egress and explain', () => {
  it('list flows in every format', () => {
    assert.match(net(FILES, 'matrix').stdout, / {2}→ shop\/cart\[Deployment\]: TCP 7070\n/);
    assert.match(
      net(FILES, 'matrix', '--format', 'csv').stdout,
      /^from,to,ports\n[^]*shop\/web\[Deployment\],shop\/cart\[Deployment\],TCP 7070\n/,
    );
    assert.match(
      net(FILES, 'matrix', '--format', 'dot').stdout,
      /"shop\/web\[Deployment\]" -> "shop\/cart\[Deployment\]" \[label="TCP 7070"\];/,
    );
    assert.match(net(FILES, 'matrix', '--format', 'mermaid').stdout, /^flowchart LR\n/);
    assert.match(net(FILES, 'matrix', '--namespaces').stdout, /^data\n/m);
    const flows = JSON.parse(net(FILES, 'matrix', '--format', 'json').stdout).matrices[0].flows as { from: string; to: string }[];
    assert.ok(!flows.some(({ from, to }) => from.startsWith('data/') && to.startsWith('shop/cart')));
    assert.equal(net(FILES, 'matrix', '--pods', '--namespaces').status, 2);
  });

  it('follow the internet inwards', () => {
    const { stdout } = net(FILES, 'exposed');
    assert.match(stdout, /^Deployment shop\/web\n {2}TCP 8080 through LoadBalancer web {2}apps\.yaml:\d+\n/);
    assert.match(stdout, /and from there Deployment shop\/cart: TCP 7070\n/);
    assert.match(stdout, /the internet reaches 1 workload of 3 at once, and through them 2 more/);
  });

  it('tell who reaches the metadata endpoint', () => {
    assert.match(net(FILES, 'egress').stdout, /Deployment shop\/cart\n {2}no metadata endpoint\n {2}nothing outside the cluster\n/);
    assert.match(net(FILES, 'egress').stdout, /3 workloads: 2 can send something out of the cluster, 2 reach a metadata endpoint/);
  });

  it('explain a policy and what it changes', () => {
    const { stdout } = net(FILES, 'explain', 'cart');
    assert.match(stdout, /^NetworkPolicy shop\/cart {2}policy\.yaml:1\n {2}selects 1 workload: Deployment shop\/cart\n/);
    assert.match(stdout.replace(/\s+/g, ' '), /lets in from pods with app=web of namespace shop, on the port called http/);
    assert.match(stdout, /denies every connection from them that no other policy allows/);
    assert.match(net(FILES, 'explain', 'crat').stderr, /did you mean "(shop\/)?cart"\?/);
  });
});

describe('seawall net diff', () => {
  it('names what opens and closes, with the policies that decide', () => {
    const files = { 'a/apps.yaml': APPS, 'a/policy.yaml': POLICY, 'b/apps.yaml': APPS };
    const opened = net(files, 'diff', 'a', 'b', '--fail-on-opened');
    assert.equal(opened.status, 1);
    assert.match(opened.stdout, /^OPENED\n\+ /);
    assert.match(opened.stdout, /before: on the way in: denied: no rule of NetworkPolicy shop\/cart/);
    const closed = net(files, 'diff', 'b', 'a', '--fail-on-opened');
    assert.equal(closed.status, 0);
    assert.match(closed.stdout, /^CLOSED\n- /);
    assert.match(net(files, 'diff', 'a', 'a').stdout, /the same flows are open as before/);
    assert.match(net(files, 'diff', 'a', 'b', '--format', 'markdown').stdout, /^\*\*\d+ flows opened, 0 closed\*\*/);
  });
});

describe('seawall net assert', () => {
  const expectations = `expect:
  - allow: shop/web -> shop/cart:7070
  - deny: data/db -> shop/cart:7070
    why: the database asks nobody
  - only: [shop/web]
    to: shop/cart:7070
  - isolated: shop
`;

  it('holds connectivity to a file', () => {
    const { status, stdout } = net(
      { ...FILES, 'expect.yml.txt': expectations },
      'assert',
      'expect.yml.txt',
      '-f',
      'apps.yaml',
      '-f',
      'policy.yaml',
    );
    assert.equal(status, 1);
    assert.match(stdout, /^ok {8}allow shop\/web → shop\/cart:7070\nok {8}deny data\/db → shop\/cart:7070 \(the database asks nobody\)\n/);
    assert.match(stdout, /ok {8}only shop\/web → shop\/cart:7070\n/);
    assert.match(stdout, /BROKEN {4}namespace shop is isolated\n {10}expect\.yml\.txt:7:/);
    assert.match(stdout, /4 expectations: 3 hold, 1 are broken, 0 are undefined/);
    const junit = net({ ...FILES, 'e.txt': expectations }, 'assert', 'e.txt', '-f', 'apps.yaml', '-f', 'policy.yaml', '--format', 'junit');
    assert.match(junit.stdout, /<testsuite name="e\.txt" tests="4" failures="1" errors="0" skipped="0">/);
  });

  it('says where a mistake in the file stands', () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ['expect: {}\n', /has no list called expect/],
      ['expect:\n- allow: a\n', /allow is FROM -> TO\n {2}at e\.txt:2:/],
      ['expect:\n- forbid: a\n', /an expectation is one of: allow, deny, isolated, only\n {2}at e\.txt:2:/],
      ['expect:\n- allow: a -> b\n  hwy: c\n', /allow knows no hwy\n {2}at e\.txt:3:/],
      ['expect:\n- allow: shop/wbe -> shop/cart:1\n', /nothing here is called "shop\/wbe"\n {2}at e\.txt:2:[^]*did you mean "shop\/web"/],
      ['expect: [', /at e\.txt:/],
    ];
    for (const [text, expected] of cases) {
      const { status, stderr } = net({ ...FILES, 'e.txt': text }, 'assert', 'e.txt', '-f', 'apps.yaml');
      assert.equal(status, 2);
      assert.match(stderr, expected);
    }
  });
});
