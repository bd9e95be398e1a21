import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, it } from 'node:test';
import { findConnection } from './connection.ts';
import { loadKubeconfig } from './kubeconfig.ts';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'seawall-kube-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const entry = (list: string, name: string, member: string, fields: string): string =>
  `${list}:\n- name: ${name}\n  ${member}: {${fields}}\n`;
const whole = (server: string, user: string): string =>
  `current-context: x\n${entry('contexts', 'x', 'context', 'cluster: c, user: u')}${entry('clusters', 'c', 'cluster', server)}${entry('users', 'u', 'user', user)}`;

/** https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/#merging-kubeconfig-files */
describe('several kubeconfigs', () => {
  const folder = folderWith({
    a: entry('users', 'red', 'user', 'username: a'),
    b: `current-context: second\n${entry('users', 'red', 'user', 'username: b, password: b')}${entry('contexts', 'second', 'context', 'cluster: b')}`,
    c: `current-context: third\n${entry('contexts', 'third', 'context', 'cluster: c')}`,
  });
  const at = (name: string): string => join(folder, name);
  const load = (...names: readonly string[]): ReturnType<typeof loadKubeconfig> =>
    loadKubeconfig({ env: { KUBECONFIG: names.map((name) => (name === '' ? '' : at(name))).join(delimiter) }, home: folder });

  it('are merged entry by entry, and the first one wins', () => {
    const config = load('a', 'b', 'c');
    assert.deepEqual(config?.users.get('red')?.value, { username: 'a' });
    assert.equal(config?.currentContext, 'second');
    assert.deepEqual([...(config?.contexts.keys() ?? [])], ['second', 'third']);
  });

  it('may be missing, as long as one is there', () => {
    assert.deepEqual(load('missing', '', 'c')?.files, [at('c')]);
    assert.throws(() => load('missing'), /none of the files in KUBECONFIG exists/);
  });

  it('give way to the one of --kubeconfig, which must be there', () => {
    const config = loadKubeconfig({ file: at('c'), env: { KUBECONFIG: at('b') }, home: folder });
    assert.equal(config?.currentContext, 'third');
    assert.throws(() => loadKubeconfig({ file: at('missing'), env: {}, home: folder }), /no such file or folder/);
  });

  it('are the one in the home folder by default', () => {
    assert.equal(loadKubeconfig({ env: {}, home: folder }), undefined);
    assert.equal(loadKubeconfig({ env: {}, home: folderWith({ '.kube/config': 'current-context: home' }) })?.currentContext, 'home');
  });

  it('that are broken are named with the place', () => {
    assert.throws(() => loadKubeconfig({ file: join(folderWith({ x: 'a: [\n' }), 'x'), env: {}, home: '' }), /x:\d+:\d+ is no YAML/);
    assert.throws(() => loadKubeconfig({ file: join(folderWith({ x: '- a\n' }), 'x'), env: {}, home: '' }), /is no kubeconfig/);
  });
});

describe('a context', () => {
  const connect = (text: string, context?: string, files: Readonly<Record<string, string>> = {}): ReturnType<typeof findConnection> =>
    findConnection({
      file: join(folderWith({ x: text, ...files }), 'x'),
      env: {},
      home: '',
      ...(context === undefined ? {} : { context }),
    });

  it('names its parts, or says which there are', () => {
    assert.throws(() => connect(whole('server: "https://a"', 'token: t'), 'z'), {
      message: /there is no context "z"/,
      hint: /did you mean x|there are: x/,
    });
    assert.throws(() => connect(entry('contexts', 'x', 'context', 'cluster: c, user: u'), 'x'), /there is no cluster "c"/);
    assert.throws(() => connect(entry('contexts', 'x', 'context', 'cluster: c')), /has no current-context/);
  });

  it('resolves files against the folder of the kubeconfig, and prefers data', () => {
    const { authorities } = connect(whole('server: "https://a", certificate-authority: pki/ca.crt', 'token: t'), undefined, {
      'pki/ca.crt': 'PEM',
    });
    assert.equal(authorities, 'PEM');
    const both = whole('server: "https://a", certificate-authority: missing, certificate-authority-data: UEVN', 'token: t');
    assert.equal(connect(both).authorities, 'PEM');
    assert.throws(
      () => connect(whole('server: "https://a", certificate-authority: missing', 'token: t')),
      /cannot read certificate-authority from .*missing/,
    );
  });

  it('keeps the path of the server, and takes https where it says nothing', () => {
    assert.equal(connect(whole('server: "https://a/k8s/clusters/c-1"', 'token: t')).server.pathname, '/k8s/clusters/c-1');
    assert.equal(connect(whole('server: "10.0.0.1:6443"', 'token: t')).server.href, 'https://10.0.0.1:6443/');
    assert.throws(() => connect(whole('server: "ftp://a"', 'token: t')), /is no http or https address/);
  });

  it('says what is contradictory or of the past', () => {
    const user =
      (fields: string): (() => unknown) =>
      () =>
        connect(whole('server: "https://a"', fields));
    assert.throws(user('client-certificate-data: eA=='), /a client certificate without its key/);
    assert.throws(user('auth-provider: {name: gcp}'), { message: /auth-provider gcp/, hint: /gke-gcloud-auth-plugin/ });
    assert.throws(user('as-groups: [a], token: t'), /says no user in "as"/);
    assert.throws(user('exec: {apiVersion: client.authentication.k8s.io/v1, command: ""}'), /names no command/);
    assert.throws(
      () => connect(whole('server: "https://a", insecure-skip-tls-verify: true, certificate-authority-data: eA==', 'token: t')),
      /has both/,
    );
  });

  it('prefers the token of a file, then a token, then a password', () => {
    const kindOf = (fields: string): string => connect(whole('server: "https://a"', fields)).authentication.kind;
    assert.equal(kindOf('token: t, tokenFile: f'), 'token-file');
    assert.equal(kindOf('token: t, username: u'), 'token');
    assert.equal(kindOf('username: u, password: p'), 'basic');
    assert.equal(kindOf(''), 'none');
  });

  it('is not needed in a pod, as long as there is a service account', () => {
    assert.throws(() => findConnection({ env: {}, home: '/nowhere' }), /there is no kubeconfig, and this is no pod/);
    assert.throws(
      () => findConnection({ env: { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' }, home: '/nowhere' }),
      /certificate authority of the pod/,
    );
  });
});
