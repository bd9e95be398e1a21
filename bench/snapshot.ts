/**
 * How long reading a cluster takes, and how much memory: an API server in a process of its own serves so many objects, of which each tenth
 * is a custom resource and the rest are those of a usual cluster; then what scanning the file takes. Run after `npm run build`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { type ApiObject, startApiServer } from '../test/cluster/api-server.ts';
import { writeKubeconfig } from '../test/cluster/kubeconfig-file.ts';
import { measure, type Run } from './measure.ts';

const SIZES = [10_000, 50_000];
const ROUNDS = 3;
const BUNDLE = join(import.meta.dirname, '../dist/cli.js');

const [role, size] = process.argv.slice(2);
if (role === 'serve') await serve(Number(size));
else await main();

async function main(): Promise<void> {
  for (const count of SIZES) {
    const { url, server } = await startServer(count);
    const folder = mkdtempSync(join(tmpdir(), 'seawall-bench-'));
    const kubeconfig = writeKubeconfig({ server: url }, {});
    const file = join(folder, 'x.jsonl');
    const snapshot = ['cluster', 'snapshot', '--kubeconfig', kubeconfig, '--qps', '1000', '--allow-incomplete', '-o', file];
    const taken = await rounds(snapshot);
    const scanned = await rounds(['scan', '--fail-on', 'never', '--allow-incomplete', file]);
    say(`${count} objects, ${(statSync(file).size / 1e6).toFixed(1)} MB`);
    say(`  snapshot ${describe(taken)}`);
    say(`  scan     ${describe(scanned)}`);
    server.kill();
    rmSync(folder, { recursive: true });
  }
}

async function rounds(args: readonly string[]): Promise<Run> {
  const runs: Run[] = [];
  const program = `const { main } = await import(${JSON.stringify(BUNDLE)}); await main(process.argv.slice(1));`;
  for (let round = 0; round < ROUNDS; round++)
    runs.push(await measure(process.execPath, ['--input-type=module', '-e', program, '--', ...args]));
  if (runs.some(({ status }) => status !== 0)) throw new Error(`seawall ${args[0]} failed`);
  const [, middle] = runs.toSorted((a, b) => a.milliseconds - b.milliseconds);
  return { ...(middle as Run), megabytes: Math.max(...runs.map(({ megabytes = 0 }) => megabytes)) };
}

function describe({ milliseconds, megabytes = 0 }: Run): string {
  return `${(milliseconds / 1000).toFixed(2)} s, at most ${Math.round(megabytes)} MB`;
}

async function startServer(count: number): Promise<{ readonly url: string; readonly server: ChildProcess }> {
  const server = spawn(process.execPath, [import.meta.filename, 'serve', String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = (await once(server.stdout.setEncoding('utf8'), 'data')) as [string];
  return { url: url.trim(), server };
}

async function serve(count: number): Promise<void> {
  const { url } = await startApiServer({ objects: Array.from({ length: count }, (_, index) => objectOf(index)) });
  say(url);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Ten kinds of objects by turns, as large as they are in clusters. */
function objectOf(index: number): ApiObject {
  const name = `app-${index}`;
  const metadata = {
    name,
    namespace: `team-${index % 200}`,
    uid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    resourceVersion: String(index),
    creationTimestamp: '2026-01-01T00:00:00Z',
    labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': `team-${index % 200}` },
    managedFields: [
      {
        manager: 'kubectl',
        operation: 'Update',
        fieldsV1: Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`f:field${at}`, {}])),
      },
    ],
  };
  const container = {
    name: 'main',
    image: `registry.example/${name}:1.2.${index % 50}`,
    ports: [{ containerPort: 8080, protocol: 'TCP' }],
    env: Array.from({ length: 8 }, (_, at) => ({ name: `SETTING_${at}`, value: `value-${index}-${at}` })),
    resources: { limits: { cpu: '500m', memory: '256Mi' }, requests: { cpu: '100m', memory: '128Mi' } },
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: 'IfNotPresent',
    securityContext: { allowPrivilegeEscalation: index % 3 === 0, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  };
  const spec = {
    containers: [container],
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    serviceAccountName: name,
    securityContext: { runAsNonRoot: true },
  };
  const conditions = ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) => ({
    type,
    status: 'True',
    lastTransitionTime: '2026-01-01T00:00:00Z',
  }));
  const template = { metadata: { labels: metadata.labels }, spec };
  const own = (kind: string, of: number): object => ({
    ownerReferences: [{ apiVersion: 'apps/v1', kind, name: `app-${of}`, controller: true }],
    namespace: `team-${of % 200}`,
  });
  const workload = { replicas: 2, selector: { matchLabels: metadata.labels }, template };
  switch (index % 10) {
    case 0:
      return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: workload, status: { conditions } };
    case 1:
      return { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { ...metadata, ...own('Deployment', index - 1) }, spec: workload };
    case 2:
    case 3:
    case 4:
      return {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { ...metadata, ...own('ReplicaSet', index - (index % 10) + 1) },
        spec,
        status: { phase: 'Running', conditions },
      };
    case 5:
      return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { settings: 'key = value\n'.repeat(150) } };
    case 6:
      return {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata,
        type: 'Opaque',
        data: { password: Buffer.from(`value-${index}`.repeat(10)).toString('base64') },
      };
    case 7:
      return { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: metadata.labels, ports: [{ port: 80, targetPort: 8080 }] } };
    case 8:
      return { apiVersion: 'v1', kind: 'ServiceAccount', metadata };
    default:
      return { apiVersion: 'example.com/v2', kind: 'Widget', metadata, spec: { text: 'x'.repeat(500) } };
  }
}
