import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { readInventory } from '../../src/inventory/index.ts';
import { type SnapshotRequest, type SnapshotResult, takeSnapshot } from '../../src/inventory/sources/cluster/index.ts';
import { collectInputs } from '../../src/inventory/sources/index.ts';
import { type ApiServer, type ApiServerOptions, type Fault, startApiServer } from './api-server.ts';
import { type Authority, createAuthority, WITHOUT_OPENSSL } from './certificates.ts';
import { writeKubeconfig } from './kubeconfig-file.ts';
import { SECRET_VALUE, SHOP } from './shop-objects.ts';

const servers: ApiServer[] = [];
after(async () => {
  for (const server of servers) await server.close();
});

async function serve(options: Partial<ApiServerOptions> = {}): Promise<ApiServer> {
  const server = await startApiServer({ objects: SHOP, ...options });
  servers.push(server);
  return server;
}

type Overrides = Partial<Omit<SnapshotRequest, 'selection' | 'connection'>> & {
  readonly selection?: Partial<SnapshotRequest['selection']>;
  readonly connection?: Partial<SnapshotRequest['connection']>;
};

interface Taken {
  readonly result: SnapshotResult;
  readonly path: string;
  /** The finished file, line by line. */
  lines(): Record<string, unknown>[];
}

async function take(kubeconfig: string, { selection, connection, ...request }: Overrides = {}, folder?: string): Promise<Taken> {
  const path = join(folder ?? mkdtempSync(join(tmpdir(), 'seawall-snap-')), 'test.snapshot.jsonl');
  const result = await takeSnapshot({
    connection: { file: kubeconfig, env: {}, home: '/nowhere', ...connection },
    client: { userAgent: 'test', requestsPerSecond: 1000, concurrency: 4, timeoutMilliseconds: 2000, backoffMilliseconds: 5 },
    selection: { kinds: [], exclude: [], include: [], namespaces: [], ...selection },
    pageSize: 5,
    keepsSecretValues: false,
    isResumed: false,
    place: () => ({ target: path, partial: `${path}.partial` }),
    tool: 'test',
    now: () => new Date(0),
    ...request,
  });
  const lines = (): Record<string, unknown>[] =>
    readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { result, path, lines };
}

const plain = ({ url }: ApiServer): string => writeKubeconfig({ server: url }, {});

function messageOf({ result }: Taken): string {
  return result.state === 'failed' ? result.problem.message : `${result.state}: ${result.problem?.message ?? ''}`;
}

function namesOf(taken: Taken): string[] {
  return taken.lines().flatMap(({ kind, metadata }) => (metadata ? [`${String(kind)} ${(metadata as { name: string }).name}`] : []));
}

/** A fault for the first so many requests of a path. */
function first(count: number, path: string, fault: Fault, from = 0): (requested: string) => Fault | undefined {
  let seen = 0;
  return (requested) => (requested === path && seen++ >= from && seen <= from + count ? fault : undefined);
}

describe('a snapshot', () => {
  it('holds every stored object once, in a fixed order, with its kind', async () => {
    const taken = await take(plain(await serve()));
    assert.equal(taken.result.state, 'complete');
    const names = namesOf(taken);
    assert.equal(names.length, SHOP.length - 1, 'all but the event');
    assert.equal(new Set(names).size, names.length);
    const widget = taken.lines().find(({ kind }) => kind === 'Widget');
    assert.equal(widget?.['apiVersion'], 'example.com/v2');
    assert.equal((await take(plain(await serve()))).lines().length, taken.lines().length);
  });

  it('begins with what the server serves and ends with a count', async () => {
    const taken = await take(plain(await serve()));
    const [header] = taken.lines();
    const end = taken.lines().at(-1);
    assert.deepEqual(end, { seawall: 'end', objects: SHOP.length - 1, complete: false });
    assert.equal((header?.['server'] as { version: string } | undefined)?.version, 'v1.34.1');
    const pods = (header?.['resources'] as { resource: string }[] | undefined)?.find(({ resource }) => resource === 'pods');
    assert.deepEqual(pods, {
      group: '',
      version: 'v1',
      resource: 'pods',
      singular: 'pod',
      kind: 'Pod',
      shortNames: ['po'],
      namespaced: true,
      verbs: ['get', 'list', 'watch', 'create'],
      subresources: [{ name: 'log', verbs: ['get'] }],
    });
    assert.deepEqual(header?.['failedGroups'], [{ group: 'broken.example.com', version: 'v1', reason: 'its API server does not answer' }]);
  });

  it('has lines that its schema describes', async () => {
    const schema = readFileSync(join(import.meta.dirname, '../../schemas/snapshot.schema.json'), 'utf8');
    const ajv = new Ajv({ allErrors: true });
    addFormats.default(ajv as never);
    const validate = ajv.compile(JSON.parse(schema) as object);
    const body = { kind: 'Status', code: 403, message: 'no' };
    const fault = (path: string): Fault | undefined => (path === '/api/v1/secrets' ? { kind: 'status', status: 403, body } : undefined);
    const lines = (await take(plain(await serve({ fault })))).lines().filter(({ seawall }) => seawall !== undefined);
    assert.ok(lines.length > 10);
    for (const line of lines) assert.ok(validate(line), JSON.stringify(validate.errors));
  });

  it('is the same by the discovery of older servers', async () => {
    const objects = (taken: Taken): unknown[] => taken.lines().slice(1);
    const aggregated = await take(plain(await serve()));
    const classic = await take(plain(await serve({ aggregated: false })));
    assert.deepEqual(objects(classic), objects(aggregated));
    assert.deepEqual(classic.lines()[0]?.['resources'], aggregated.lines()[0]?.['resources']);
  });

  it('is for its owner alone', async () => {
    const { path } = await take(plain(await serve()));
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.ok(!existsSync(`${path}.partial`));
  });

  it('holds no value of a Secret, nor what repeats one', async () => {
    const { path, lines } = await take(plain(await serve()));
    const text = readFileSync(path, 'utf8');
    assert.ok(!text.includes(SECRET_VALUE));
    assert.ok(!text.includes(Buffer.from(SECRET_VALUE).toString('base64')));
    assert.ok(!text.includes('managedFields'));
    const db = lines().find(({ kind, metadata }) => kind === 'Secret' && (metadata as { name: string }).name === 'db');
    assert.deepEqual(db?.['data'], { password: '<dropped>' });
    assert.deepEqual((db?.['metadata'] as Record<string, unknown> | undefined)?.['annotations'], {
      'tool.example/copy': '<dropped>',
      'tool.example/encoded': '<dropped>',
      team: 'payments',
      'kubectl.kubernetes.io/last-applied-configuration': '{"data":{},"stringData":{"password":"<dropped>"}}',
    });
  });

  it('keeps the values of Secrets when told to', async () => {
    const { path } = await take(plain(await serve()), { keepsSecretValues: true });
    assert.ok(readFileSync(path, 'utf8').includes(Buffer.from(SECRET_VALUE).toString('base64')));
  });

  it('is compressed by its name, and sent down a stream', async () => {
    const server = await serve();
    const folder = mkdtempSync(join(tmpdir(), 'seawall-gz-'));
    const target = join(folder, 'a.jsonl.gz');
    await take(plain(server), { place: () => ({ target, partial: `${target}.partial` }) });
    assert.equal(statSync(target).mode & 0o777, 0o600);
    const { inputs } = collectInputs([target], { cwd: folder });
    assert.equal(readInventory(inputs).snapshots.length, 1);
  });
});

describe('what to read', () => {
  const kinds = async (selection: Overrides['selection']): Promise<Set<string>> => {
    const taken = await take(plain(await serve()), { selection: selection ?? {} });
    assert.equal(taken.result.state, 'complete', messageOf(taken));
    return new Set(namesOf(taken).map((name) => name.split(' ')[0] ?? ''));
  };

  it('can be named as kubectl names it', async () => {
    assert.deepEqual(
      await kinds({ kinds: ['po', 'Deployment', 'ingress', 'widgets.example.com'] }),
      new Set(['Pod', 'Deployment', 'Ingress', 'Widget']),
    );
    assert.ok(!(await kinds({ exclude: ['cm', 'secrets'] })).has('ConfigMap'));
    assert.ok((await kinds({ include: ['events'] })).has('Event'));
  });

  it('is one namespace, with the namespace itself', async () => {
    const taken = await take(plain(await serve()), { selection: { namespaces: ['other'] } });
    const names = namesOf(taken);
    assert.ok(names.includes('Namespace other') && names.includes('ConfigMap settings-01'));
    assert.ok(!names.includes('ConfigMap settings-00') && !names.includes('ClusterRole reader') && !names.includes('Namespace shop'));
  });

  it('must exist', async () => {
    const taken = await take(plain(await serve()), { selection: { kinds: ['deploymnets'] } });
    assert.equal(messageOf(taken), 'the cluster has no kind "deploymnets"');
    assert.equal(taken.result.state === 'failed' && taken.result.problem.hint, 'did you mean deployments?');
  });
});

describe('a server in trouble', () => {
  const undisturbed = async (): Promise<string> =>
    readFileSync((await take(plain(await serve()))).path, 'utf8').replace(/127\.0\.0\.1:\d+/g, 'HOST');
  const disturbed = async (fault: ApiServerOptions['fault']): Promise<string> => {
    const taken = await take(plain(await serve(fault ? { fault } : {})));
    assert.equal(taken.result.state, 'complete', messageOf(taken));
    return readFileSync(taken.path, 'utf8').replace(/127\.0\.0\.1:\d+/g, 'HOST');
  };

  it('is asked again when it is busy, fails for a moment, or cuts the connection', async () => {
    const expected = await undisturbed();
    const busy: Fault = { kind: 'status', status: 429, headers: { 'retry-after': '0' } };
    assert.equal(await disturbed(first(2, '/api/v1/configmaps', busy, 1)), expected);
    assert.equal(await disturbed(first(3, '/api/v1/pods', { kind: 'status', status: 503 })), expected);
    assert.equal(await disturbed(first(2, '/api/v1/configmaps', { kind: 'cut' }, 2)), expected);
  });

  it('waits as long as Retry-After says', async () => {
    const start = performance.now();
    await disturbed(first(1, '/api/v1/pods', { kind: 'status', status: 429, headers: { 'retry-after': '1' } }));
    assert.ok(performance.now() - start >= 990);
  });

  it('goes on from an expired list with the token it is given, and says so', async () => {
    const expired = { kind: 'Status', code: 410, reason: 'Expired', message: 'too old', metadata: { continue: '10' } };
    const fault = first(1, '/api/v1/configmaps', { kind: 'status', status: 410, body: expired }, 2);
    const taken = await take(plain(await serve({ fault })));
    assert.equal(namesOf(taken).length, SHOP.length - 1);
    const mark = taken.lines().find(({ seawall, resource }) => seawall === 'kind' && resource === 'configmaps');
    assert.equal(mark?.['consistent'], false);
  });

  it('begins an expired list anew where it gives no token', async () => {
    assert.equal(await disturbed(first(1, '/api/v1/configmaps', { kind: 'status', status: 410 }, 2)), await undisturbed());
  });

  it('gives up on a list that always expires, and keeps none of it', async () => {
    const fault = (path: string, query: URLSearchParams): Fault | undefined =>
      path === '/api/v1/configmaps' && query.get('continue') === '15' ? { kind: 'status', status: 410 } : undefined;
    const taken = await take(plain(await serve({ fault })));
    const mark = taken.lines().find(({ seawall, resource }) => seawall === 'kind' && resource === 'configmaps');
    assert.equal(mark?.['state'], 'failed');
    assert.ok(!namesOf(taken).some((name) => name.startsWith('ConfigMap')));
    assert.equal(taken.lines().at(-1)?.['objects'], namesOf(taken).length);
  });

  it('may refuse a kind, and the rest is read', async () => {
    const body = { kind: 'Status', code: 403, message: 'secrets is forbidden: User "u" cannot list resource "secrets"' };
    const taken = await take(
      plain(await serve({ fault: (path) => (path === '/api/v1/secrets' ? { kind: 'status', status: 403, body } : undefined) })),
    );
    assert.equal(taken.result.state, 'complete');
    const refused = taken.result.kinds.filter(({ state }) => state === 'refused');
    assert.deepEqual(
      refused.map(({ resource, reason }) => [resource, reason]),
      [['secrets', body.message]],
    );
    assert.ok(namesOf(taken).includes('Pod web-1-a'));
  });

  it('is given up on when it says nothing', async () => {
    const fault = (path: string): Fault | undefined => (path === '/api/v1/pods' ? { kind: 'silence' } : undefined);
    const client = { userAgent: 'test', requestsPerSecond: 1000, concurrency: 4, timeoutMilliseconds: 60, backoffMilliseconds: 1 };
    const taken = await take(plain(await serve({ fault })), { client });
    assert.match(messageOf(taken), /^cut-off: 127\.0\.0\.1:\d+ cannot be reached: it does not answer in time$/);
  });

  it('leaves what was read, and going on makes the same file as if nothing had happened', async () => {
    const expected = await undisturbed();
    for (const lost of ['/api/v1/configmaps', '/api/v1/secrets', '/apis/rbac.authorization.k8s.io/v1/clusterroles']) {
      let isDown = true;
      let seen = 0;
      const fault = (path: string): Fault | undefined =>
        isDown && path === lost && (lost !== '/api/v1/configmaps' || ++seen > 2) ? { kind: 'cut' } : undefined;
      const server = await serve({ fault });
      const folder = mkdtempSync(join(tmpdir(), 'seawall-resume-'));
      const cut = await take(plain(server), {}, folder);
      assert.match(messageOf(cut), /^cut-off: .* cannot be reached: the connection was reset$/);
      assert.ok(!existsSync(cut.path) && existsSync(`${cut.path}.partial`));
      // As if the process had died in the middle of a line.
      writeFileSync(`${cut.path}.partial`, `${readFileSync(`${cut.path}.partial`, 'utf8')}{"apiVersion":"v1","ki`);
      isDown = false;
      const before = server.requests.length;
      const resumed = await take(plain(server), { isResumed: true }, folder);
      assert.equal(resumed.result.state, 'complete', messageOf(resumed));
      assert.equal(readFileSync(resumed.path, 'utf8').replace(/127\.0\.0\.1:\d+/g, 'HOST'), expected);
      const again = server.requests.slice(before);
      assert.ok(again.some((path) => path.startsWith(lost)));
      assert.ok(
        lost === '/api/v1/configmaps' || !again.some((path) => path.startsWith('/api/v1/configmaps')),
        'what is there is not read again',
      );
    }
  });

  it('is not gone on with from the snapshot of another server, or one with other secrets', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'seawall-resume-'));
    const fault = (path: string): Fault | undefined => (path === '/api/v1/pods' ? { kind: 'cut' } : undefined);
    const server = await serve({ fault });
    await take(plain(server), {}, folder);
    assert.match(messageOf(await take(plain(await serve()), { isResumed: true }, folder)), /cannot go on with .*: it is of 127/);
    assert.match(
      messageOf(await take(plain(server), { isResumed: true, keepsSecretValues: true }, folder)),
      /the values of Secrets are dropped/,
    );
    assert.match(messageOf(await take(plain(server), { isResumed: true })), /there is nothing to go on with/);
  });

  it('that is not there is said at once', async () => {
    const taken = await take(writeKubeconfig({ server: 'http://127.0.0.1:1' }, {}));
    assert.equal(messageOf(taken), '127.0.0.1:1 cannot be reached: nobody listens there');
    const other = http.createServer((_, response) => response.writeHead(404).end('<html>')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    assert.match(
      messageOf(await take(writeKubeconfig({ server: `http://127.0.0.1:${port}` }, {}))),
      /does not say which resources it has \(404\)/,
    );
    other.close();
  });
});

describe('who asks', { skip: WITHOUT_OPENSSL }, () => {
  let known: Authority | undefined;
  const authority = (): Authority => (known ??= createAuthority());
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const secure = (options: Partial<ApiServerOptions> = {}, expired = false): Promise<ApiServer> =>
    serve({ tls: { ...authority().issue('/CN=kube-apiserver', expired), authority: authority().certificate }, ...options });
  const trusting = ({ url }: ApiServer, more: object = {}): object => ({
    server: url,
    'certificate-authority-data': base64(authority().certificate),
    ...more,
  });
  const succeeds = async (kubeconfig: string, more: Overrides = {}): Promise<void> => {
    const taken = await take(kubeconfig, { selection: { kinds: ['pods'] }, ...more });
    assert.equal(taken.result.state, 'complete', messageOf(taken));
    assert.equal(namesOf(taken).length, 4);
  };
  const fails = async (kubeconfig: string, pattern: RegExp): Promise<void> => {
    const taken = await take(kubeconfig, { selection: { kinds: ['pods'] } });
    assert.equal(taken.result.state, 'failed');
    assert.match(messageOf(taken), pattern);
  };

  it('shows a certificate, as data or as files beside the kubeconfig', async () => {
    const server = await secure();
    const { certificate, key } = authority().issue('/CN=admin');
    await succeeds(writeKubeconfig(trusting(server), { 'client-certificate-data': base64(certificate), 'client-key-data': base64(key) }));
    const files = { 'admin.crt': certificate, 'admin.key': key, 'ca.crt': authority().certificate };
    await succeeds(
      writeKubeconfig(
        { server: server.url, 'certificate-authority': 'ca.crt' },
        { 'client-certificate': 'admin.crt', 'client-key': 'admin.key' },
        files,
      ),
    );
  });

  it('shows a token, from a file too, and acts as somebody else', async () => {
    const server = await secure({ tokens: new Set(['t0ken']) });
    await succeeds(
      writeKubeconfig(trusting(server), {
        token: 't0ken',
        as: 'jane',
        'as-groups': ['a', 'b'],
        'as-user-extra': { 'example.com/x': ['1'] },
      }),
    );
    const headers = server.headers.at(-1);
    assert.equal(headers?.['impersonate-user'], 'jane');
    assert.equal(headers?.['impersonate-group'], 'a, b');
    assert.equal(headers?.['impersonate-extra-example.com%2fx'], '1');
    await succeeds(writeKubeconfig(trusting(server), { tokenFile: 'token' }, { token: 't0ken\n' }));
    await fails(writeKubeconfig(trusting(server), { token: 'wr0ng' }), /does not accept the credentials of user u \(401 Unauthorized\)/);
    await fails(writeKubeconfig(trusting(server), {}), /does not accept the anonymous requests \(401/);
  });

  it('runs an exec plugin without a shell, tells it of the cluster, and again when its token is refused', async () => {
    const tokens = new Set(['first']);
    const server = await secure({
      tokens,
      fault: (path) =>
        path === '/api/v1/pods' && tokens.delete('first') && tokens.add('second') ? { kind: 'status', status: 401 } : undefined,
    });
    const plugin = `#!/bin/sh
echo "$KUBERNETES_EXEC_INFO" >> "$(dirname "$0")/info"
count=$(wc -l < "$(dirname "$0")/info")
token=first; [ "$count" -gt 1 ] && token=second
echo "{\\"kind\\":\\"ExecCredential\\",\\"apiVersion\\":\\"client.authentication.k8s.io/v1\\",\\"status\\":{\\"token\\":\\"$token\\"}}"
[ "$1" = 'a; b' ] && [ "$EXTRA" = x ]
`;
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: './plugin',
      args: ['a; b'],
      env: [{ name: 'EXTRA', value: 'x' }],
      provideClusterInfo: true,
      interactiveMode: 'Never',
    };
    const extensions = [{ name: 'client.authentication.k8s.io/exec', extension: { audience: 'x' } }];
    const kubeconfig = writeKubeconfig(trusting(server, { extensions }), { exec }, { plugin });
    await succeeds(kubeconfig);
    const infos = readFileSync(join(kubeconfig, '../info'), 'utf8').trim().split('\n');
    assert.equal(infos.length, 2);
    const info = JSON.parse(infos[0] ?? '') as { spec: unknown };
    assert.deepEqual(info.spec, {
      cluster: { server: server.url, 'certificate-authority-data': base64(authority().certificate), config: { audience: 'x' } },
      interactive: false,
    });
  });

  it('takes certificates of an exec plugin, and says what is wrong with one', async () => {
    const server = await secure();
    const { certificate, key } = authority().issue('/CN=admin');
    const apiVersion = 'client.authentication.k8s.io/v1beta1';
    const answer = (status: object): string =>
      `#!/bin/sh\ncat <<'EOF'\n${JSON.stringify({ kind: 'ExecCredential', apiVersion, status })}\nEOF\n`;
    const user = { exec: { apiVersion, command: './plugin', installHint: 'brew install it' } };
    const withPlugin = (plugin: string): string => writeKubeconfig(trusting(server), user, { plugin });
    await succeeds(withPlugin(answer({ clientCertificateData: certificate, clientKeyData: key })));
    await fails(withPlugin(answer({ clientCertificateData: certificate })), /gives a certificate without its key/);
    await fails(withPlugin(answer({})), /gives neither a token nor a certificate/);
    await fails(withPlugin(answer({ token: 'x', expirationTimestamp: '2020-01-01T00:00:00Z' })), /credentials that have expired already/);
    await fails(withPlugin('#!/bin/sh\nexit 3\n'), /failed with exit code 3/);
    await fails(withPlugin('#!/bin/sh\necho sw0rdfish\n'), /^(?!.*sw0rdfish).*prints no JSON/);
    const missing = await take(
      writeKubeconfig(trusting(server), { exec: { apiVersion, command: 'no-such-plugin', installHint: 'brew install it' } }),
    );
    assert.match(messageOf(missing), /the exec plugin no-such-plugin of user u is not installed/);
    assert.equal(missing.result.state === 'failed' && missing.result.problem.hint, 'brew install it');
    await fails(
      writeKubeconfig(trusting(server), { exec: { apiVersion: 'client.authentication.k8s.io/v1alpha1', command: 'x' } }),
      /speaks client\.authentication\.k8s\.io\/v1alpha1/,
    );
  });

  it('is told before trying when the own certificate has expired', async () => {
    const server = await secure();
    const { certificate, key } = authority().issue('/CN=admin', true);
    await fails(
      writeKubeconfig(trusting(server), { 'client-certificate-data': base64(certificate), 'client-key-data': base64(key) }),
      /^the client certificate of user u expired on 2020-02-01$/,
    );
    assert.equal(server.requests.length, 0);
  });

  it('is told what is wrong with the certificate of the server', async () => {
    const token = { token: 't' };
    const tokens = new Set(['t']);
    await fails(writeKubeconfig(trusting(await secure({ tokens }, true)), token), /is not trusted: its certificate has expired/);
    const server = await secure({ tokens });
    await fails(
      writeKubeconfig({ server: server.url }, token),
      /is not trusted: its certificate is signed by nobody this kubeconfig trusts/,
    );
    await fails(
      writeKubeconfig(trusting(server, { 'tls-server-name': 'elsewhere.example' }), token),
      /is not trusted: its certificate is for other names/,
    );
    await succeeds(writeKubeconfig(trusting(server, { 'tls-server-name': 'kube.example' }), token));
    await succeeds(writeKubeconfig({ server: server.url, 'insecure-skip-tls-verify': true }, token));
  });

  it('goes through an HTTP proxy, and says that SOCKS is not spoken', async () => {
    const server = await secure({ tokens: new Set(['t']) });
    const asked: string[] = [];
    const proxy = http.createServer().listen(0, '127.0.0.1');
    proxy.on('connect', ({ url = '' }, socket) => {
      asked.push(url);
      const [host, port] = url.split(':');
      const onward = net.connect(Number(port), host, () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
      socket.on('error', () => onward.destroy());
      onward
        .on('error', () => socket.destroy())
        .pipe(socket)
        .pipe(onward);
    });
    await once(proxy, 'listening');
    const { port } = proxy.address() as AddressInfo;
    await succeeds(writeKubeconfig(trusting(server, { 'proxy-url': `http://127.0.0.1:${port}` }), { token: 't' }));
    assert.ok(asked.length > 0 && asked.every((url) => server.url.endsWith(url)));
    await fails(writeKubeconfig(trusting(server, { 'proxy-url': 'socks5://127.0.0.1:9' }), { token: 't' }), /has the scheme socks5/);
    proxy.closeAllConnections();
    proxy.close();
  });

  it('sends no credentials without TLS to another machine', async () => {
    await fails(writeKubeconfig({ server: 'http://kube.example:8080' }, { token: 't' }), /spoken to without TLS/);
  });

  it('keeps a file that nobody else may read, whatever stood there before', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'seawall-mode-'));
    const path = join(folder, 'test.snapshot.jsonl');
    writeFileSync(`${path}.partial`, 'old');
    chmodSync(`${path}.partial`, 0o666);
    const taken = await take(plain(await serve()), {}, folder);
    assert.equal(statSync(taken.path).mode & 0o777, 0o600);
    assert.ok(!readFileSync(taken.path, 'utf8').includes('old'));
  });
});
