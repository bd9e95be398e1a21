import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { describe, it } from 'node:test';
import { readYaml } from '../../src/formats/index.ts';
import { folderWith, type Run, runSeawall } from './run-seawall.ts';

const ROOT = join(import.meta.dirname, '../..');

function pod(name: string, container = ''): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop}\nspec:\n  containers:\n    - name: web\n      image: nginx:1.29\n${container}`;
}

const PRIVILEGED = '      securityContext:\n        privileged: true\n';

interface Report {
  readonly findings: readonly { readonly check: string; readonly file: string }[];
  readonly comparison: { readonly known: number; readonly gone: number };
}

function report({ stdout, stderr }: Run): Report {
  assert.ok(stdout.startsWith('{'), stderr);
  return JSON.parse(stdout) as Report;
}

function git(cwd: string, ...args: readonly string[]): string {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main', '-c', 'commit.gpgsign=false'];
  const { status, stdout, stderr } = spawnSync('git', [...identity, ...args], { cwd, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout.trim();
}

function write(cwd: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
}

describe('a baseline', () => {
  it('makes a scan clean, also after lines moved and a file was renamed', () => {
    const cwd = folderWith({ 'a.yaml': pod('a', PRIVILEGED) });
    assert.equal(runSeawall(['baseline'], { cwd }).status, 0);
    const args = ['scan', '--baseline', 'seawall-baseline.json', '--format', 'json'];
    const same = runSeawall(args, { cwd });
    assert.equal(same.status, 0, same.stderr);
    assert.deepEqual(report(same).findings, []);
    assert.equal(report(same).comparison.gone, 0);
    writeFileSync(join(cwd, 'a.yaml'), `# moved\n\n${pod('a', PRIVILEGED)}`);
    mkdirSync(join(cwd, 'sub'));
    renameSync(join(cwd, 'a.yaml'), join(cwd, 'sub/b.yaml'));
    assert.deepEqual(report(runSeawall(args, { cwd })).findings, []);
  });

  it('lists what is new, and new evidence in a known weakness', () => {
    const capability = (names: string): string => `      securityContext:\n        capabilities: {add: [${names}]}\n`;
    const cwd = folderWith({ 'a.yaml': pod('a', capability('NET_ADMIN')) });
    runSeawall(['baseline'], { cwd });
    write(cwd, { 'a.yaml': pod('a', capability('NET_ADMIN, SYS_TIME')), 'b.yaml': pod('b') });
    const { findings, comparison } = report(runSeawall(['scan', '--baseline', 'seawall-baseline.json', '--format', 'json'], { cwd }));
    assert.ok(findings.some(({ check }) => check === 'pod/capability-system-control'));
    assert.ok(!findings.some(({ check, file }) => check === 'pod/capability-net-admin' && file === 'a.yaml'));
    assert.ok(findings.some(({ file }) => file === 'b.yaml'));
    assert.ok(comparison.known > 0);
  });

  it('counts what is gone', () => {
    const cwd = folderWith({ 'a.yaml': pod('a', PRIVILEGED) });
    runSeawall(['baseline'], { cwd });
    writeFileSync(join(cwd, 'a.yaml'), pod('a', '      securityContext:\n        privileged: false\n'));
    assert.ok(report(runSeawall(['scan', '--baseline', 'seawall-baseline.json', '--format', 'json'], { cwd })).comparison.gone > 0);
  });

  it('is refused when it is missing or broken, with a hint', () => {
    const cwd = folderWith({ 'a.yaml': pod('a'), 'broken.json': '{"schemaVersion": 1, "findings": [{}]}', 'other.json': '[]' });
    for (const file of ['gone.json', 'broken.json', 'other.json']) {
      const { status, stderr } = runSeawall(['scan', '--baseline', file], { cwd });
      assert.equal(status, 2);
      assert.match(stderr, /seawall baseline --output/);
    }
  });
});

describe('--changed-since', () => {
  function repository(): string {
    const cwd = folderWith({ 'deploy/a.yaml': pod('a', PRIVILEGED), 'deploy/config.yaml': 'kind: x\n' });
    git(cwd, 'init', '-q');
    git(cwd, 'add', '.');
    git(cwd, 'commit', '-qm', 'first');
    return cwd;
  }

  it('lists what a change brings, and nothing that was there', () => {
    const cwd = repository();
    git(cwd, 'checkout', '-qb', 'change');
    write(cwd, { 'deploy/b.yaml': pod('b', PRIVILEGED), 'deploy/a.yaml': `# moved\n${pod('a', PRIVILEGED)}` });
    const run = runSeawall(['scan', '--changed-since', 'main', '--format', 'json', 'deploy'], { cwd });
    assert.equal(run.status, 1);
    const { findings, comparison } = report(run);
    assert.deepEqual([...new Set(findings.map(({ file }) => file))], ['deploy/b.yaml']);
    assert.ok(comparison.known > 3);
    assert.equal(git(cwd, 'status', '--short'), 'M deploy/a.yaml\n?? deploy/b.yaml');
  });

  it('sees a change in one file that makes another one unsafe', () => {
    const cwd = repository();
    write(cwd, {
      'account.yaml':
        'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: default, namespace: shop}\nautomountServiceAccountToken: false\n',
    });
    git(cwd, 'add', '.');
    git(cwd, 'commit', '-qm', 'decline');
    write(cwd, { 'account.yaml': 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: default, namespace: shop}\n' });
    const { findings } = report(runSeawall(['scan', '--changed-since', 'HEAD', '--format', 'json'], { cwd }));
    assert.ok(findings.some(({ check, file }) => check === 'workload/token-automount' && file === 'deploy/a.yaml'));
  });

  it('takes the common ancestor, works below the root, and says what is wrong', () => {
    const cwd = repository();
    git(cwd, 'checkout', '-qb', 'change');
    git(cwd, 'checkout', '-q', 'main');
    write(cwd, { 'deploy/a.yaml': pod('a') });
    git(cwd, 'commit', '-qam', 'better');
    git(cwd, 'checkout', '-q', 'change');
    const below = join(cwd, 'deploy');
    assert.deepEqual(report(runSeawall(['scan', '--changed-since', 'main', '--format', 'json'], { cwd: below })).findings, []);
    const unknown = runSeawall(['scan', '--changed-since', 'nowhere'], { cwd });
    assert.equal(unknown.status, 2);
    assert.match(unknown.stderr, /no git revision "nowhere"/);
    const option = runSeawall(['scan', '--changed-since=--output=x'], { cwd });
    assert.equal(option.status, 2);
    assert.equal(runSeawall(['scan', '--changed-since', 'main'], { cwd: folderWith({ 'a.yaml': pod('a') }) }).status, 2);
  });

  it('says it in the comment for the pull request', () => {
    const cwd = repository();
    write(cwd, { 'deploy/b.yaml': pod('b', PRIVILEGED) });
    const { stdout } = runSeawall(['scan', '--changed-since', 'HEAD', '--format', 'markdown'], { cwd });
    assert.match(stdout, /^## Seawall: 1 critical, [^\n]*, all new\n\nCompared with HEAD: \d+ findings were there before, 0 are gone\./);
  });
});

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

describe('the GitHub Action', () => {
  const action = readYaml(readFileSync(join(ROOT, 'action.yml'), 'utf8')).documents[0]?.value as {
    readonly inputs: Readonly<Record<string, { readonly default: string }>>;
    readonly runs: { readonly steps: readonly Step[] };
  };
  const scan = action.runs.steps.find(({ name }) => name === 'Scan');

  /** Runs the step as the runner does: inputs become variables, and the program is this one. */
  function runStep(cwd: string, inputs: Readonly<Record<string, string>>, base: string): Run & { readonly summary: string } {
    const bin = folderWith({ node: `#!/bin/sh\nexec "${process.execPath}" "$@"\n` });
    chmodSync(join(bin, 'node'), 0o755);
    const variables = Object.entries(scan?.env ?? {}).map(([name, expression]) => {
      const input = /inputs\.([a-z-]+)/.exec(expression)?.[1];
      return [name, input === undefined ? base : (inputs[input] ?? action.inputs[input]?.default ?? '')];
    });
    const { NODE_TEST_CONTEXT: _, ...inherited } = process.env;
    const { status, stdout, stderr } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', scan?.run ?? ''], {
      cwd,
      encoding: 'utf8',
      env: {
        ...inherited,
        ...Object.fromEntries(variables),
        PATH: `${bin}:${process.env['PATH']}`,
        GITHUB_ACTION_PATH: ROOT,
        RUNNER_TEMP: bin,
        GITHUB_STEP_SUMMARY: join(bin, 'summary.md'),
      },
    });
    return { status, stdout, stderr, summary: readFileSync(join(bin, 'summary.md'), 'utf8') };
  }

  it('annotates, writes the summary and SARIF, and fails on what a pull request brings', () => {
    const cwd = folderWith({ 'a.yaml': pod('a', PRIVILEGED) });
    git(cwd, 'init', '-q');
    git(cwd, 'add', '.');
    git(cwd, 'commit', '-qm', 'first');
    const base = git(cwd, 'rev-parse', 'HEAD');
    assert.equal(runStep(cwd, {}, base).status, 0);
    write(cwd, { 'b.yaml': pod('b', PRIVILEGED), 'with space.yaml': pod('c') });
    const { status, stdout, stderr, summary } = runStep(cwd, { sarif: 'out.sarif', paths: 'a.yaml\nb.yaml' }, base);
    assert.equal(status, 1, stderr);
    assert.match(stdout, /^::error file=b\.yaml,line=\d+/m);
    assert.doesNotMatch(stdout, /file=a\.yaml/);
    assert.match(summary, /## Seawall: 1 critical/);
    assert.match(readFileSync(join(cwd, 'out.sarif'), 'utf8'), /"baselineState": "new"/);
  });

  it('takes arguments from its inputs as words, never as commands', () => {
    const cwd = folderWith({ 'a.yaml': pod('a') });
    const { status } = runStep(cwd, { paths: 'a.yaml $(touch hacked) ;touch', arguments: '--severity info' }, '');
    assert.notEqual(status, 0);
    assert.equal(spawnSync('ls', { cwd, encoding: 'utf8' }).stdout.trim(), 'a.yaml');
  });

  it('judges everything when there is no pull request', () => {
    const cwd = folderWith({ 'a.yaml': pod('a', PRIVILEGED) });
    assert.equal(runStep(cwd, {}, '').status, 1);
  });
});

describe('the pre-commit hooks', () => {
  const hooks = readYaml(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')).documents[0]?.value as readonly {
    readonly id: string;
    readonly entry: string;
  }[];

  it('run as they stand there on the files that are to be committed', () => {
    const cwd = folderWith({ 'a.yaml': pod('a'), 'b.yaml': pod('b', PRIVILEGED), 'values.yaml': 'replicas: 1\n' });
    const statuses = hooks.map(({ id, entry }) => [
      id,
      runSeawall([...entry.split(' ').slice(1), 'a.yaml', 'b.yaml', 'values.yaml'], { cwd }).status,
    ]);
    assert.deepEqual(statuses, [
      ['seawall', 1],
      ['seawall-fix', 0],
    ]);
    assert.match(readFileSync(join(cwd, 'a.yaml'), 'utf8'), /RuntimeDefault/);
    const nothing = folderWith({ 'values.yaml': 'replicas: 1\n' });
    for (const { entry } of hooks) assert.equal(runSeawall([...entry.split(' ').slice(1), 'values.yaml'], { cwd: nothing }).status, 0);
  });
});
