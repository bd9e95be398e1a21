import assert from 'node:assert/strict';
import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { compile } from '../../src/engines/rego/index.ts';
import { readYaml } from '../../src/formats/index.ts';
import { folderWith, type Run, runSeawall } from './run-seawall.ts';

function generate(cwd: string, ...args: readonly string[]): Run {
  return runSeawall(['policy', 'generate', ...args], { cwd });
}

function documentsOf(text: string): Record<string, Record<string, never>>[] {
  return readYaml(text).documents.map(({ value }) => value as Record<string, Record<string, never>>);
}

describe('seawall policy generate', () => {
  it('writes modules that deny what the checks report', () => {
    const cwd = folderWith({});
    const { status, stdout, stderr } = generate(cwd, '--check', 'KSV017,pod/host-network', '--output', 'policy');
    assert.deepEqual([status, stdout, stderr], [0, '', '2 checks in policy\n']);
    const files = globSync('**/*.rego', { cwd: join(cwd, 'policy') }).sort();
    const modules = files.map((name) => ({ name, text: readFileSync(join(cwd, 'policy', name), 'utf8') }));
    const policy = compile(modules, { strict: true });
    assert.ok(policy.ok, JSON.stringify(policy.problems));
    const input = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'once' },
      spec: { template: { spec: { hostNetwork: true, containers: [{ name: 'main', securityContext: { privileged: true } }] } } },
    };
    const found = policy.value.document(['main', 'deny'], { input });
    assert.ok(found.ok);
    assert.deepEqual(found.value, [
      {
        msg: 'Job once: hostNetwork is true (pod/host-network)',
        details: { check: 'pod/host-network', path: 'spec.template.spec.hostNetwork', severity: 'high' },
      },
      {
        msg: 'Job once: container main is privileged (pod/privileged)',
        details: { check: 'pod/privileged', path: 'spec.template.spec.containers[0].securityContext.privileged', severity: 'critical' },
      },
    ]);
    assert.deepEqual(readdirSync(cwd), ['policy'], 'no temporary folder is left');
  });

  it('leaves what somebody changed alone', () => {
    const cwd = folderWith({ 'policy/pod/host-network.rego': 'package mine\n', 'policy/own.rego': 'package own\n' });
    const args = ['--check', 'pod/host-network', '--output', 'policy'];
    const refused = generate(cwd, ...args);
    assert.equal(refused.status, 2);
    assert.match(
      refused.stderr,
      /^error: policy\/pod\/host-network\.rego is there already and says something else\n\nhint: --force replaces it\n$/,
    );
    assert.ok(!existsSync(join(cwd, 'policy/main.rego')), 'nothing is written');
    const forced = generate(cwd, ...args, '--force');
    assert.equal(forced.status, 0);
    assert.match(forced.stderr, /note: policy holds 1 other file, such as own\.rego/);
    assert.match(readFileSync(join(cwd, 'policy/pod/host-network.rego'), 'utf8'), /package seawall\.pod\.host_network/);
    const before = statSync(join(cwd, 'policy/main.rego')).mtimeMs;
    assert.equal(generate(cwd, ...args).status, 0, 'the same once more is no change');
    assert.equal(statSync(join(cwd, 'policy/main.rego')).mtimeMs, before);
  });

  it('writes a template and a constraint with the settings of seawall.yaml', () => {
    const cwd = folderWith({
      'seawall.yaml': 'parameters: {pod/low-user-id: {minimum: 2000}}\nseverities: {pod/low-user-id: high, pod/run-as-root: never}\n',
    });
    const args = ['--check', 'pod/low-user-id', '--as', 'gatekeeper', '--enforcement-action', 'deny', '--kubernetes-version', '1.31'];
    const { status, stdout, stderr } = generate(cwd, ...args);
    assert.deepEqual([status, stderr], [0, '']);
    const [template, constraint] = documentsOf(stdout);
    assert.equal(template?.['metadata']?.['annotations']?.['seawall.io/severity'], 'high');
    assert.match(JSON.stringify(template), /minor := 31/);
    assert.equal(constraint?.['kind'], 'SeawallPodLowUserId');
    assert.equal(constraint?.['spec']?.['enforcementAction'], 'deny');
    assert.deepEqual(constraint?.['spec']?.['parameters'], { minimum: 2000 });
  });

  it('writes one file or a folder for Gatekeeper', () => {
    const cwd = folderWith({ 'mine.yaml': 'a: 1\n' });
    const args = ['--standard', 'pod-security:baseline', '--as', 'gatekeeper', '--output'];
    assert.equal(generate(cwd, ...args, 'mine.yaml').status, 2);
    assert.equal(readFileSync(join(cwd, 'mine.yaml'), 'utf8'), 'a: 1\n');
    assert.equal(generate(cwd, ...args, 'all.yaml').status, 0);
    const documents = documentsOf(readFileSync(join(cwd, 'all.yaml'), 'utf8'));
    const kinds = documents.map(({ kind }) => String(kind));
    assert.ok(kinds.length >= 20 && kinds.lastIndexOf('ConstraintTemplate') === kinds.length / 2 - 1);
    assert.equal(generate(cwd, ...args, 'folder').status, 0);
    assert.equal(globSync('folder/*/*.yaml', { cwd }).length, documents.length);
  });

  it('says why a check cannot be exported, and never leaves out one that was named', () => {
    const cwd = folderWith({});
    const named = generate(cwd, '--check', 'pod/privileged,network/dns-closed', '--output', 'policy');
    assert.deepEqual([named.status, named.stdout], [2, '']);
    assert.match(named.stderr, /^error: network\/dns-closed cannot be exported: it compares objects of a cluster\n\nhint: .*--list/);
    assert.deepEqual(readdirSync(cwd), []);
    const matched = generate(cwd, '--check', 'network/*', '--output', 'policy');
    assert.equal(matched.status, 0);
    assert.match(matched.stderr, /not exported: \d+ checks\n {2}it compares objects of a cluster:\n.*network\/admin-accepts-all/);
    assert.match(matched.stderr, /2 checks in policy\n$/);
    const file = generate(cwd, '--check', 'kubelet/read-only-port', '--as', 'gatekeeper');
    assert.deepEqual([file.status, file.stdout], [2, '']);
    assert.match(file.stderr, /it is about a file that no API server admits; --as rego can/);
    const none = generate(cwd, '--check', 'dockerfile/*', '--output', 'policy2');
    assert.equal(none.status, 2);
    assert.match(none.stderr, /none of these \d+ checks can be exported, such as dockerfile\//);
  });

  it('explains what it needs', () => {
    const cwd = folderWith({ 'a-file': '' });
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['--check', 'pod/privileged'], /policies in Rego are several files\n\nhint: .*--output policy\//],
      [['--check', 'pod/privileged', '--output', 'a-file'], /a-file is a file/],
      [['--check', 'pod/privilegd', '--output', 'x'], /there is no check "pod\/privilegd"\n\nhint: did you mean pod\/privileged\?/],
      [['--as', 'kyverno'], /--as cannot be "kyverno"/],
      [['--check', 'pod/privileged', '--output', 'x', '--enforcement-action', 'deny'], /--enforcement-action is for Gatekeeper/],
      [['--format', 'json', '--output', 'x'], /--format is for --list/],
      [['--check', 'pod/privileged', '--output', 'a-file/x'], /cannot write a-file\/x/],
    ];
    for (const [args, message] of cases) {
      const { status, stderr } = generate(cwd, ...args);
      assert.equal(status, 2, args.join(' '));
      assert.match(stderr, message);
    }
  });

  for (const columns of [80, 160]) {
    it(`lists what can be exported on ${columns} columns`, () => {
      const { status, stdout } = runSeawall(['policy', 'generate', '--list'], { cwd: folderWith({}), env: { COLUMNS: `${columns}` } });
      assert.equal(status, 0);
      assert.match(stdout, /^1\d\d checks of \d+ can be exported\n/);
      assert.match(stdout, /^ {2}pod\/privileged +critical +Rego, Gatekeeper$/m);
      assert.match(stdout, /^ {2}kubelet\/read-only-port +high +Rego$/m);
      assert.match(stdout, /^ {2}it compares objects of a cluster:$/m);
      assert.deepEqual(
        stdout.split('\n').filter((line) => line.length > columns),
        [],
      );
    });
  }

  it('lists it as JSON, too', () => {
    const { stdout } = generate(folderWith({}), '--list', '--format', 'json', '--check', 'pod/privileged,network/dns-closed,kubelet/*');
    const { checks } = JSON.parse(stdout) as {
      readonly checks: { readonly id: string; readonly forms: string[]; readonly obstacles: object }[];
    };
    const byId = new Map(checks.map((check) => [check.id, check]));
    assert.deepEqual(byId.get('pod/privileged'), {
      id: 'pod/privileged',
      severity: 'critical',
      forms: ['rego', 'gatekeeper'],
      obstacles: {},
    });
    assert.deepEqual(byId.get('network/dns-closed')?.obstacles, {
      rego: 'it compares objects of a cluster',
      gatekeeper: 'it compares objects of a cluster',
    });
    assert.deepEqual(byId.get('kubelet/read-only-port')?.forms, ['rego']);
  });
});
