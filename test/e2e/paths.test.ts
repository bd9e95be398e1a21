import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { folderWith, runSeawall } from './run-seawall.ts';

const EXAMPLE = join(import.meta.dirname, '../../examples/attack');

interface Answer {
  readonly answers: readonly {
    readonly paths: readonly {
      readonly from: readonly { readonly kind: string; readonly name: string }[];
      readonly target: { readonly id: string };
      readonly steps: readonly { readonly step: string; readonly grounds: readonly { readonly text: string; readonly place?: string }[] }[];
    }[];
    readonly gaps: readonly string[];
  }[];
}

function copyOfExample(): string {
  const cwd = mkdtempSync(join(tmpdir(), 'seawall-'));
  cpSync(EXAMPLE, join(cwd, 'deploy'), { recursive: true });
  return cwd;
}

describe('seawall paths', () => {
  it('tells the way of the example from the internet to everything, with the place of each step', () => {
    const { status, stdout } = runSeawall(['paths', 'deploy', '--format', 'json'], { cwd: copyOfExample() });
    assert.equal(status, 1);
    const [answer] = (JSON.parse(stdout) as Answer).answers;
    const [path] = answer?.paths.filter(({ from }) => from[0]?.kind === 'internet') ?? [];
    assert.equal(path?.target.id, 'cluster-admin');
    assert.deepEqual(
      path.steps.map(({ step }) => step),
      ['entry/exposed-workload', 'entry/exploited-program', 'inside/service-account-token', 'api/create-pod', 'api/full-rights'],
    );
    const places = path.steps.flatMap(({ grounds }) => grounds.flatMap((ground) => ground.place ?? []));
    const lines = (file: string): string[] => readFileSync(join(EXAMPLE, file), 'utf8').split('\n');
    // The second place of the fourth step is the rule of the role.
    const [file = '', line = '0'] = (places.find((one) => one.includes('ops.yaml')) ?? '').replace('deploy/', '').split(':');
    assert.match(lines(file)[Number(line) - 1] ?? '', /apiVersion|subjects|apiGroups/);
  });

  it('is readable in a narrow and a wide terminal, and breaks no name', () => {
    for (const columns of ['80', '160']) {
      const { stdout } = runSeawall(['paths', 'deploy'], { cwd: copyOfExample(), env: { COLUMNS: columns } });
      for (const line of stdout.split('\n')) assert.ok(line.length <= Number(columns), line);
      assert.match(
        stdout.replaceAll(/\s+/g, ' '),
        /holds every right in the cluster ServiceAccount ops\/backup may do everything by ClusterRoleBinding backup/,
      );
    }
  });

  it('starts and ends where it is told', () => {
    const cwd = copyOfExample();
    const safe = runSeawall(['paths', 'deploy', '--from', 'shop/orders'], { cwd });
    assert.equal(safe.status, 0, safe.stdout);
    const taken = runSeawall(['paths', 'deploy', '--from', 'sa:ops/backup', '--to', 'all-secrets', '--format', 'json'], { cwd });
    assert.equal(taken.status, 1);
    assert.deepEqual(
      (JSON.parse(taken.stdout) as Answer).answers.flatMap(({ paths }) => paths.map(({ target }) => target.id)),
      ['all-secrets'],
    );
    const jewel = runSeawall(['paths', 'deploy', '--to', 'workload/shop/orders'], { cwd });
    assert.equal(jewel.status, 1);
    const unknown = runSeawall(['paths', 'deploy', '--from', 'shop/oders'], { cwd });
    assert.equal(unknown.status, 2);
    assert.match(unknown.stderr, /did you mean shop\/orders\?/);
    assert.equal(runSeawall(['paths', 'deploy', '--to', 'everything'], { cwd }).status, 2);
    assert.equal(runSeawall(['paths', 'missing'], { cwd }).status, 2);
  });

  it('says what it could not evaluate, and names policies that may refuse a pod', () => {
    const cwd = copyOfExample();
    writeFileSync(
      join(cwd, 'deploy/policy.yaml'),
      'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: signed-images}\nspec: {}\n',
    );
    const { stdout } = runSeawall(['paths', 'deploy'], { cwd });
    assert.match(stdout, /not evaluated: whether ClusterPolicy signed-images does not refuse the pod/);
    const { stdout: empty } = runSeawall(['paths', '-'], { cwd, input: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n' });
    assert.match(empty, /no Node is among the objects/);
    assert.match(empty, /no bindings of its own/);
  });
});

describe('seawall paths --fix', () => {
  it('writes the edit of the example, after which the internet reaches nothing', () => {
    const cwd = copyOfExample();
    const before = readFileSync(join(cwd, 'deploy/shop.yaml'), 'utf8');
    const shown = runSeawall(['paths', 'deploy', '--fix'], { cwd });
    assert.equal(shown.status, 0);
    assert.match(shown.stdout, /1 edit ends every path, the cheapest set there is/);
    assert.match(shown.stdout, /^-subjects:$/m);
    const applied = runSeawall(['paths', 'deploy', '--apply'], { cwd });
    assert.equal(applied.status, 0);
    assert.equal(readFileSync(join(cwd, 'deploy/shop.yaml'), 'utf8'), before);
    assert.equal(runSeawall(['paths', 'deploy'], { cwd }).status, 0);
  });

  it('gives a proof that can be checked again, and that fails when somebody has changed it', () => {
    const cwd = copyOfExample();
    const { stdout } = runSeawall(['paths', 'deploy', '--proof', 'json'], { cwd });
    writeFileSync(join(cwd, 'proof.json'), stdout);
    const good = runSeawall(['paths', 'deploy', '--check-proof', 'proof.json'], { cwd });
    assert.equal(good.status, 0, good.stderr);
    assert.match(good.stdout, /the proof holds: 1 edit made/);
    const proof = JSON.parse(stdout) as {
      edits: { changes: { edits: { path: (string | number)[]; kind: string; value: unknown }[] }[] }[];
    };
    const [edit] = proof.edits[0]?.changes[0]?.edits ?? [];
    assert.ok(edit);
    Object.assign(edit, { kind: 'set', path: ['metadata', 'labels'], value: { a: 'b' } });
    writeFileSync(join(cwd, 'proof.json'), JSON.stringify(proof));
    const bad = runSeawall(['paths', 'deploy', '--check-proof', 'proof.json'], { cwd });
    assert.equal(bad.status, 1);
    assert.match(bad.stdout, /OPEN {4}the internet → cluster-admin/);
    writeFileSync(join(cwd, 'proof.json'), '{}');
    assert.equal(runSeawall(['paths', 'deploy', '--check-proof', 'proof.json'], { cwd }).status, 2);
    const markdown = runSeawall(['paths', 'deploy', '--proof', 'markdown'], { cwd });
    assert.match(markdown.stdout, /without it: the internet → every right in the cluster in 5 steps/);
  });

  it('prints commands for a cluster whose manifests are not at hand, and does not edit a snapshot', () => {
    const json = (value: object): string => JSON.stringify(value);
    const header = {
      seawall: 'snapshot',
      schemaVersion: 1,
      tool: '0',
      server: { host: 'x' },
      taken: '2026-01-01T00:00:00Z',
      namespaces: [],
      secretValues: 'dropped',
      resources: [],
    };
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
      spec: {
        automountServiceAccountToken: false,
        containers: [{ name: 'c', image: 'i', ports: [{ containerPort: 80 }], securityContext: { privileged: true, runAsUser: 0 } }],
      },
    };
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 80 }] },
    };
    const lines = [header, pod, service, { seawall: 'end', objects: 2, complete: true }].map(json);
    const cwd = folderWith({ 'c.jsonl': `${lines.join('\n')}\n` });
    const { stdout } = runSeawall(['paths', 'c.jsonl', '--to', 'node', '--fix'], { cwd });
    assert.match(stdout, /kubectl patch (?:pod|service) web --namespace shop --type json --patch '\[/);
    assert.match(stdout, /proven/);
    const refused = runSeawall(['paths', 'c.jsonl', '--to', 'node', '--apply'], { cwd });
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /a snapshot of a cluster cannot be edited/);
  });
});

describe('seawall diff', () => {
  it('tells what a change opens, and fails for CI when a path opens', () => {
    const cwd = copyOfExample();
    cpSync(join(cwd, 'deploy'), join(cwd, 'fixed'), { recursive: true });
    runSeawall(['paths', 'fixed', '--apply'], { cwd });
    const { status, stdout } = runSeawall(['diff', 'fixed', 'deploy', '--fail-on-new-path'], { cwd });
    assert.equal(status, 1);
    assert.match(stdout, /PATHS OPENED\n\+ the internet → every right in the cluster\n/);
    assert.match(stdout, /PERMISSIONS GAINED\n\+ ServiceAccount shop\/web: create, get, list jobs\.batch in namespace ops/);
    assert.match(stdout, /NEW FINDINGS/);
    const back = runSeawall(['diff', 'deploy', 'fixed', '--fail-on-new-path', '--format', 'markdown'], { cwd });
    assert.equal(back.status, 0);
    assert.match(back.stdout, /### Attack paths closed\n\n- the internet → every right in the cluster/);
    const same = runSeawall(['diff', 'deploy', 'deploy', '--fail-on-new-path'], { cwd, env: { COLUMNS: '160' } });
    assert.equal(same.status, 0);
    assert.match(
      same.stdout,
      /^0 paths opened, 0 closed; 0 findings new, 0 gone; 0 permissions gained, 0 lost; 0 flows opened, 0 closed\n$/,
    );
  });
});

describe('what is known about a cluster', () => {
  const EVENT = {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'Metadata',
    auditID: '1',
    stage: 'ResponseComplete',
    requestURI: '/apis/batch/v1/namespaces/ops/jobs',
    verb: 'create',
    user: {
      username: 'system:serviceaccount:shop:web',
      groups: ['system:serviceaccounts', 'system:serviceaccounts:shop', 'system:authenticated'],
    },
    objectRef: { resource: 'jobs', namespace: 'ops', apiGroup: 'batch', apiVersion: 'v1' },
    responseStatus: { code: 201 },
    requestReceivedTimestamp: '2026-03-01T10:00:00.000000Z',
    stageTimestamp: '2026-03-01T10:00:00.000000Z',
    annotations: { 'authorization.k8s.io/decision': 'allow', 'authorization.k8s.io/reason': 'RBAC: allowed by RoleBinding "x"' },
  };

  it('an audit log makes rights that are used dear and others cheap', () => {
    const cwd = copyOfExample();
    writeFileSync(join(cwd, 'audit.log'), `${JSON.stringify(EVENT)}\n`);
    const { status, stdout } = runSeawall(['paths', 'deploy', '--fix', '--audit-log', 'audit.log'], { cwd });
    assert.equal(status, 0);
    // The shop does start backups, but nobody has used what the account of the backups may do.
    assert.match(stdout, /take ServiceAccount ops\/backup out of ClusterRoleBinding backup/);
    assert.match(stdout, /nothing is known that it breaks/);
  });

  it('crown jewels stand in the configuration', () => {
    const cwd = copyOfExample();
    writeFileSync(join(cwd, 'seawall.yaml'), 'crownJewels: [workload/shop/orders]\n');
    const { stdout } = runSeawall(['paths', 'deploy', '--from', 'internet'], { cwd });
    assert.match(stdout.replaceAll(/\s+/g, ' '), /workload shop\/orders/);
    writeFileSync(join(cwd, 'seawall.yaml'), 'crownJewels: [orders]\n');
    const bad = runSeawall(['paths', 'deploy'], { cwd });
    assert.equal(bad.status, 2);
    assert.match(bad.stderr, /seawall\.yaml:1:15/);
  });
});
