import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { folderWith, runSeawall } from './run-seawall.ts';

const POLICY = `package main

deny contains msg if {
  input.kind == "Pod"
  some container in input.spec.containers
  container.securityContext.privileged
  msg := sprintf("%s is privileged", [container.name])
}

warn contains "no labels" if not input.metadata.labels
`;
const BAD = 'kind: Pod\nmetadata: {name: a, labels: {a: b}}\nspec: {containers: [{name: web, securityContext: {privileged: true}}]}\n';
const BARE = 'kind: Pod\nmetadata: {name: b}\nspec: {containers: []}\n';
const GOOD = 'kind: Pod\nmetadata: {name: c, labels: {a: b}}\nspec: {containers: []}\n';
const FILES = { 'policy/main.rego': POLICY, 'bad.yaml': BAD, 'bare.yaml': BARE, 'good.yaml': GOOD };

describe('seawall policy test', () => {
  it('exits as Conftest does', () => {
    const cwd = folderWith(FILES);
    const status = (...args: readonly string[]): number | null => runSeawall(['policy', 'test', ...args], { cwd }).status;
    assert.deepEqual([status('good.yaml'), status('bare.yaml'), status('bad.yaml')], [0, 0, 1]);
    assert.deepEqual(
      ['good.yaml', 'bare.yaml', 'bad.yaml'].map((file) => status('--fail-on-warn', file)),
      [0, 1, 2],
    );
    assert.equal(status('--no-fail', 'bad.yaml'), 0);
    assert.equal(status('--quiet=true', 'good.yaml'), 0);
    assert.equal(status('missing.yaml'), 1);
    assert.equal(status('-p', 'nowhere', 'good.yaml'), 1);
    assert.equal(status('--no-such-option', 'good.yaml'), 2);
  });

  it('prints a line for each message, in the order of the files', () => {
    const { stdout } = runSeawall(['policy', 'test', 'bad.yaml', 'bare.yaml'], { cwd: folderWith(FILES) });
    assert.equal(
      stdout,
      'FAIL - bad.yaml - main - web is privileged\nWARN - bare.yaml - main - no labels\n\n4 tests, 2 passed, 1 warning, 1 failure, 0 exceptions\n',
    );
  });

  it('still judges what can be read when a file cannot be', () => {
    const { status, stdout, stderr } = runSeawall(['policy', 'test', '--no-fail', 'broken.yaml', 'bad.yaml'], {
      cwd: folderWith({ ...FILES, 'broken.yaml': 'a: [1\n' }),
    });
    assert.equal(status, 1);
    assert.match(stdout, /FAIL - bad\.yaml - main - web is privileged/);
    assert.match(stderr, /^error: [\s\S]*\n {2}at broken\.yaml:/);
  });

  it('says where a policy does not compile, and every such place', () => {
    const { status, stderr, stdout } = runSeawall(['policy', 'test', 'good.yaml'], {
      cwd: folderWith({ ...FILES, 'policy/b.rego': 'package main\n\ndeny contains x if y\nwarn contains nosuch(1) if true\n' }),
    });
    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /policy\/b\.rego:3:/);
    assert.match(stderr, /undefined function nosuch\n {2}at policy\/b\.rego:4:/);
  });

  it('runs a module of version 0 as that, and says so', () => {
    const files = { ...FILES, 'policy/main.rego': 'package main\ndeny[msg] { input.kind == "Pod"; msg := "old" }\n' };
    const old = runSeawall(['policy', 'test', 'good.yaml'], { cwd: folderWith(files) });
    assert.match(old.stdout, /FAIL - good\.yaml - main - old/);
    assert.match(old.stderr, /^warning: policy\/main\.rego written in version 0/);
    assert.equal(runSeawall(['policy', 'test', '--rego-version', 'v0', 'good.yaml'], { cwd: folderWith(files) }).stderr, '');
    assert.equal(runSeawall(['policy', 'test', '--rego-version', 'v1', 'good.yaml'], { cwd: folderWith(files) }).status, 1);
  });

  it('warns of a namespace that no policy is in', () => {
    const { status, stderr } = runSeawall(['policy', 'test', '-n', 'mian', 'bad.yaml'], { cwd: folderWith(FILES) });
    assert.equal(status, 0);
    assert.match(stderr, /^warning: no policy is in the namespace mian, .*did you mean main\?/);
  });

  it('reads folders, standard input under a name, and the environment', () => {
    const cwd = folderWith({ ...FILES, 'deploy/.hidden.yaml': BAD, 'deploy/a.yml': BARE, 'deploy/readme.md': '#' });
    assert.match(runSeawall(['policy', 'test', 'deploy'], { cwd }).stdout, /FAIL - deploy\/\.hidden\.yaml .*\nWARN - deploy\/a\.yml/);
    const piped = runSeawall(['policy', 'test', '--stdin-filename', 'chart.yaml', '-'], { cwd, input: BAD });
    assert.match(piped.stdout, /^FAIL - chart\.yaml - main - web is privileged/);
    assert.equal(runSeawall(['policy', 'test', 'bad.yaml'], { cwd, env: { CONFTEST_NO_FAIL: 'true' } }).status, 0);
  });

  it('takes policies from a folder or file on this machine, and from nowhere else', () => {
    const cwd = folderWith({ ...FILES, 'new/more/extra.rego': 'package main\ndeny contains "extra"\n' });
    assert.match(runSeawall(['policy', 'test', '--update', 'new', 'good.yaml'], { cwd }).stdout, /FAIL - good\.yaml - main - extra/);
    assert.match(readFileSync(join(cwd, 'policy/more/extra.rego'), 'utf8'), /extra/);
    for (const address of [
      'https://example.com/p.rego',
      'oci://example.com/p',
      'git::https://example.com/p',
      'github.com/a/b',
      'git@example.com:a/b',
    ]) {
      const { status, stderr } = runSeawall(['policy', 'test', '-u', address, 'good.yaml'], { cwd });
      assert.equal(status, 1);
      assert.match(stderr, /^error: --update reads no address: .*\n\nhint: seawall fetches nothing/);
    }
  });
});

describe('seawall policy verify', () => {
  it('runs the unit tests, with files beside them', () => {
    const tests =
      'package main\ntest_bad if deny["web is privileged"] with input as parse_config_file("bad.yaml")\ntest_good if count(deny) == 0\n';
    const cwd = folderWith({ ...FILES, 'policy/main_test.rego': tests, 'policy/bad.yaml': BAD });
    const { status, stdout } = runSeawall(['policy', 'verify'], { cwd });
    assert.equal(stdout, '\n2 tests, 2 passed, 0 warnings, 0 failures, 0 exceptions, 0 skipped\n');
    assert.equal(status, 0);
  });

  it('reads configurations in a policy by parse_config and parse_combined_config_files', () => {
    const tests = `package main
test_text if parse_config("yaml", "a: [1, 2]").a == [1, 2]
test_several if parse_config("yaml", "a: 1\\n---\\nb: 2") == [{"a": 1}, {"b": 2}]
test_combined if [f.contents.metadata.name | some f in parse_combined_config_files(["../good.yaml", "../bare.yaml"])] == ["b", "c"]
test_unknown if not parse_config("nosuch", "a: 1")
`;
    const { stdout } = runSeawall(['policy', 'verify'], { cwd: folderWith({ ...FILES, 'policy/main_test.rego': tests }) });
    assert.match(stdout, /^\n4 tests, 4 passed/, stdout);
  });

  it('exits with 1 where a test fails, and shows why', () => {
    const cwd = folderWith({ ...FILES, 'policy/main_test.rego': 'package main\ntest_a if {\n  x := 1\n  x == 2\n}\n' });
    const { status, stdout } = runSeawall(['policy', 'verify', '--var-values'], { cwd });
    assert.equal(status, 1);
    assert.match(stdout, /^policy\/main_test\.rego:2:\ndata\.main\.test_a: FAIL\n-+\nFAILURES\n/);
    assert.match(stdout, /policy\/main_test\.rego:4:\n {4}x == 2\n {4}x: 1\n/);
    assert.match(stdout, /\nFAIL: 1\/1\n$/);
    assert.equal(runSeawall(['policy', 'verify', '--report', 'full', '-o', 'json'], { cwd }).status, 1);
  });
});
