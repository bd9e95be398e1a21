import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { after, describe, it } from 'node:test';
import { folderWith } from '../e2e/run-seawall.ts';
import { type ApiServer, type ApiServerOptions, type Fault, startApiServer } from './api-server.ts';
import { writeKubeconfig } from './kubeconfig-file.ts';
import { SECRET_VALUE, SHOP } from './shop-objects.ts';

const BIN = join(import.meta.dirname, '../../bin/seawall.js');
const servers: ApiServer[] = [];
after(async () => {
  for (const server of servers) await server.close();
});

async function serve(options: Partial<ApiServerOptions> = {}): Promise<ApiServer> {
  const server = await startApiServer({ objects: SHOP, ...options });
  servers.push(server);
  return server;
}

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The server lives in this process, so the program runs beside it. */
async function run(args: readonly string[], cwd: string, signalWhen?: (cwd: string) => boolean): Promise<Run> {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', COLUMNS: '100' };
  delete env['NODE_TEST_CONTEXT'];
  const child = spawn(process.execPath, [BIN, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const poll = signalWhen && setInterval(() => signalWhen(cwd) && child.kill('SIGINT'), 20);
  const [status] = (await once(child, 'close')) as [number | null];
  clearInterval(poll);
  return { status, stdout, stderr };
}

const kubeconfigOf = ({ url }: ApiServer): string => writeKubeconfig({ server: url }, {});

interface Report {
  readonly findings: readonly { readonly check: string; readonly subject: Record<string, string>; readonly message: string }[];
}

function findingsOf({ stdout }: Run): string[] {
  const { findings } = JSON.parse(stdout) as Report;
  return findings
    .map(({ check, subject, message }) => `${check} ${subject['type']} ${subject['namespace']}/${subject['name']} ${message}`)
    .sort();
}

describe('seawall cluster snapshot', () => {
  it('writes a file that scan judges as it judges the manifests', async () => {
    const folder = folderWith({
      'shop.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: SHOP.filter(({ kind }) => kind !== 'Event') }),
    });
    const server = await serve();
    const taken = await run(
      ['cluster', 'snapshot', '--kubeconfig', kubeconfigOf(server), '--allow-incomplete', '--include-secret-values'],
      folder,
    );
    assert.equal(taken.status, 0, taken.stderr);
    assert.match(taken.stderr, /^ +23 {2}configmaps$/m);
    assert.match(taken.stderr, /written: test\.snapshot\.jsonl/);
    assert.equal(taken.stdout, '');
    const json = ['--format', 'json', '--all', '--fail-on', 'never', '--allow-incomplete'];
    const manifests = findingsOf(await run(['scan', 'shop.json', ...json], folder));
    const snapshot = findingsOf(await run(['scan', 'test.snapshot.jsonl', '--namespace', 'wrong', ...json], folder));
    // A Secret in a cluster is where it belongs, and the annotations of kubectl are only of interest in Secrets.
    const expected = manifests.filter((finding) => !finding.startsWith('secret/clear-value'));
    assert.ok(expected.length > 50 && expected.length < manifests.length);
    assert.deepEqual(snapshot, expected);
    assert.ok(
      snapshot.some((finding) => finding.includes('Pod shop/web-1-c container proxy')),
      'an injected container is judged',
    );
    assert.ok(!snapshot.some((finding) => finding.includes('web-1-a') || finding.includes('web-1-d')), 'what its owner stands for is not');
  });

  it('shows no value of a Secret anywhere', async () => {
    const folder = folderWith({});
    const server = await serve();
    const taken = await run(['cluster', 'snapshot', '--kubeconfig', kubeconfigOf(server), '-o', 'a.jsonl.gz'], folder);
    assert.equal(taken.status, 3, 'a group of the server is down');
    assert.match(taken.stderr, /not read\n {2}broken\.example\.com\/v1, all of it: its API server does not answer/);
    assert.equal(statSync(join(folder, 'a.jsonl.gz')).mode & 0o777, 0o600);
    const scanned = await run(['scan', 'a.jsonl.gz', '--all'], folder);
    for (const text of [taken.stderr, scanned.stdout, scanned.stderr]) assert.ok(!text.includes(SECRET_VALUE));
    assert.match(scanned.stdout, /the values of 2 Secrets are not in the snapshot/);
    assert.doesNotMatch(scanned.stdout, /certificate\/malformed|secret\/clear-value/);
    assert.match(scanned.stdout, /secret\/last-applied/);
    assert.match(scanned.stdout.replace(/\s+/g, ' '), /3 Pods, 1 ReplicaSet not judged again beside what made them; 1 pod that differs/);
  });

  it('answers questions about authorization with what the cluster has, and no more', async () => {
    const folder = folderWith({});
    await run(['cluster', 'snapshot', '--kubeconfig', kubeconfigOf(await serve()), '--allow-incomplete'], folder);
    const from = ['-f', 'test.snapshot.jsonl', '--allow-incomplete'];
    const widgets = await run(['rbac', 'can-i', 'list', 'wd', '--as', 'jane', ...from], folder);
    assert.equal(widgets.status, 1, `${widgets.stdout}${widgets.stderr}`);
  });

  it('judges by the release of the server', async () => {
    const folder = folderWith({});
    await run(['cluster', 'snapshot', '--kubeconfig', kubeconfigOf(await serve()), '--allow-incomplete'], folder);
    const { stdout } = await run(['pod-security', '--format', 'json', 'test.snapshot.jsonl'], folder);
    assert.equal((JSON.parse(stdout) as { kubernetesVersion: string }).kubernetesVersion, 'v1.34');
  });

  it('is a filter with -o -, and nothing is left behind', async () => {
    const folder = folderWith({});
    const { status, stdout } = await run(
      ['cluster', 'snapshot', '--kubeconfig', kubeconfigOf(await serve()), '--kinds', 'pods', '-o', '-'],
      folder,
    );
    assert.equal(status, 3);
    assert.equal(stdout.trimEnd().split('\n').length, 1 + 4 + 2);
    const fault = (path: string): Fault | undefined => (path === '/api/v1/pods' ? { kind: 'cut' } : undefined);
    const before = readdirSync(tmpdir()).filter((name) => name.endsWith('.snapshot.partial'));
    const cut = await run(['cluster', 'snapshot', '--kubeconfig', kubeconfigOf(await serve({ fault })), '-o', '-'], folder);
    assert.deepEqual([cut.status, cut.stdout], [3, '']);
    assert.doesNotMatch(cut.stderr, /partial|--resume/);
    assert.deepEqual(
      readdirSync(tmpdir()).filter((name) => name.endsWith('.snapshot.partial')),
      before,
    );
  });

  it('says what was lost and how to go on, and goes on', async () => {
    const folder = folderWith({});
    let isDown = true;
    const server = await serve({ fault: (path) => (isDown && path === '/api/v1/secrets' ? { kind: 'cut' } : undefined) });
    const args = ['cluster', 'snapshot', '--kubeconfig', kubeconfigOf(server), '--allow-incomplete'];
    const cut = await run(args, folder);
    assert.equal(cut.status, 3, 'half a snapshot is never fine');
    assert.match(cut.stderr, /cut off: test\.snapshot\.jsonl\.partial/);
    assert.match(cut.stderr, /error: 127\.0\.0\.1:\d+ cannot be reached: the connection was reset/);
    const scanned = await run(['scan', 'test.snapshot.jsonl.partial', '--fail-on', 'never'], folder);
    assert.equal(scanned.status, 3);
    assert.match(scanned.stdout, /the snapshot ends early/);
    isDown = false;
    const wrong = await run([...args, '--resume', '--kinds', 'pods'], folder);
    assert.equal(wrong.status, 2);
    assert.equal((await run([...args, '--resume'], folder)).status, 0);
    assert.ok(!existsSync(join(folder, 'test.snapshot.jsonl.partial')));
  });

  it('keeps what it has when it is interrupted', async () => {
    const folder = folderWith({});
    const server = await serve({ fault: (path) => (path === '/api/v1/secrets' ? { kind: 'silence' } : undefined) });
    const partial = (cwd: string): string => join(cwd, 'test.snapshot.jsonl.partial');
    const isReady = (cwd: string): boolean =>
      existsSync(partial(cwd)) && readFileSync(partial(cwd), 'utf8').includes('"resource":"pods","kind":"Pod","state"');
    const { status, stderr } = await run(['cluster', 'snapshot', '--kubeconfig', kubeconfigOf(server)], folder, isReady);
    assert.equal(status, 130);
    assert.match(stderr, /interrupted: what was read is in test\.snapshot\.jsonl\.partial/);
    assert.match(readFileSync(partial(folder), 'utf8'), /\n$/);
  });

  it('explains what is wrong with its arguments', async () => {
    const folder = folderWith({ config: '' });
    for (const [args, pattern] of [
      [['--qps', 'fast'], /--qps must be a number from 0\.1 to 1000/],
      [['--page-size', '0'], /--page-size must be a number from 1 to 10000/],
      [['--resume', '-o', '-'], /--resume goes on with a file/],
      [['--kubeconfig', 'missing'], /cannot read the kubeconfig .*missing: no such file or folder/],
      [['--kubeconfig', 'config', '--context', 'a'], /there is no context "a"/],
    ] as const) {
      const { status, stderr } = await run(['cluster', 'snapshot', ...args], folder);
      assert.equal(status, 2);
      assert.match(stderr, pattern);
    }
  });

  it('is not read as part of a folder, and not fixed', async () => {
    const folder = folderWith({});
    await run(['cluster', 'snapshot', '--kubeconfig', kubeconfigOf(await serve())], folder);
    assert.equal((await run(['scan'], folder)).status, 4);
    const fixed = await run(['fix', 'test.snapshot.jsonl'], folder);
    assert.equal(fixed.status, 2);
    assert.match(fixed.stderr, /is a snapshot of a cluster, and fix edits manifests/);
    writeFileSync(join(folder, 'copy.txt'), readFileSync(join(folder, 'test.snapshot.jsonl')));
    assert.match((await run(['pod-security', 'copy.txt'], folder)).stdout, /Pod shop\/web-1-c/);
  });
});
