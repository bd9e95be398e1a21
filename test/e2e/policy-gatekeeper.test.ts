import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { folderWith, type Run, runSeawall } from './run-seawall.ts';

const EXAMPLE = join(import.meta.dirname, '../../examples/policy/gatekeeper');

function example(...path: readonly string[]): string {
  return readFileSync(join(EXAMPLE, ...path), 'utf8');
}

function policy(cwd: string, ...args: readonly string[]): Run {
  return runSeawall(['policy', ...args], { cwd });
}

const FILES = {
  'rules/template.yaml': example('template.yaml'),
  'rules/constraint.yaml': example('constraint.yaml'),
  'pods.yaml': `${example('samples', 'elsewhere.yaml')}\n---\n${example('samples', 'allowed.yaml')}`,
};
const MESSAGE = 'container wait: busybox:1.37 comes from no trusted registry';

describe("Gatekeeper's policies in the terminal", () => {
  it('judge objects as gator test does', () => {
    const { status, stdout, stderr } = policy(folderWith(FILES), 'test', '--filename', 'rules', '-f', 'pods.yaml');
    assert.deepEqual([status, stderr], [1, '']);
    assert.equal(stdout, `v1/Pod shop/web: ["our-registry"] Message: "${MESSAGE}"\n`);
  });

  it('report as JSON and YAML', () => {
    const cwd = folderWith(FILES);
    const [result, ...others] = JSON.parse(policy(cwd, 'test', '-f', 'rules', '-f', 'pods.yaml', '-o', 'json').stdout);
    assert.deepEqual(others, []);
    assert.deepEqual(
      [result.target, result.msg, result.enforcementAction, result.constraint.metadata.name, result.violatingObject.kind, result.trace],
      ['admission.k8s.gatekeeper.sh', MESSAGE, 'deny', 'our-registry', 'Pod', null],
    );
    assert.match(
      policy(cwd, 'test', '-f', 'rules', '-f', 'pods.yaml', '-o', 'yaml').stdout,
      /^- result:\n {4}target: admission\.k8s\.gatekeeper\.sh\n/,
    );
    const unknown = policy(cwd, 'test', '-f', 'rules', '-o', 'tap');
    assert.equal(unknown.status, 1);
    assert.match(unknown.stderr, /--output cannot be "tap"/);
  });

  it('let what is only warned about pass, and leave it out when asked', () => {
    const cwd = folderWith({
      ...FILES,
      'rules/constraint.yaml': example('constraint.yaml').replace('spec:\n', 'spec:\n  enforcementAction: warn\n'),
    });
    assert.deepEqual([policy(cwd, 'test', '-f', '.').status, policy(cwd, 'test', '-f', '.').stdout.includes(MESSAGE)], [0, true]);
    assert.deepEqual(policy(cwd, 'test', '-f', '.', '--deny-only').stdout, '');
  });

  it('say what is wrong with a constraint, and ask the others', () => {
    const second = example('constraint.yaml')
      .replace('our-registry', 'second')
      .replace('  parameters:', '  parameters:\n    registers: []');
    const { status, stdout, stderr } = policy(folderWith({ ...FILES, 'second.yaml': second }), 'test', '-f', '.');
    assert.equal(status, 1);
    assert.ok(stdout.includes(MESSAGE));
    assert.match(
      stderr,
      /^error: adding constraint "second": invalid Constraint: unknown field spec\.parameters\.registers\n {2}at second\.yaml:\d+:\d+/,
    );
  });

  it('fail for what cannot be read, and for nothing at all', () => {
    const cwd = folderWith({ ...FILES, 'broken.yaml': 'a: [1\n' });
    const broken = policy(cwd, 'test', '-f', '.');
    assert.equal(broken.status, 1);
    assert.match(broken.stderr, /at broken\.yaml:/);
    const nothing = policy(cwd, 'test', '-f', 'missing.yaml');
    assert.equal(nothing.status, 1);
    assert.match(nothing.stderr, /missing\.yaml/);
  });

  for (const command of ['test', 'verify']) {
    it(`run suites under policy ${command}`, () => {
      const { status, stdout, stderr } = policy(join(EXAMPLE, '..'), command, 'gatekeeper/...', '-v');
      assert.deepEqual([status, stderr], [0, '']);
      assert.equal(
        stdout.replaceAll(/\d+\.\d{3}s/g, 'TIME'),
        `=== RUN   trusted registries
    === RUN   ours
    --- PASS: ours\t(TIME)
    === RUN   from elsewhere
    --- PASS: from elsewhere\t(TIME)
    === RUN   of the system
    --- PASS: of the system\t(TIME)
--- PASS: trusted registries\t(TIME)
ok\tgatekeeper/suite.yaml\tTIME
PASS

`,
      );
    });
  }

  it('tell which case of a suite failed', () => {
    const cwd = folderWith({
      'suite.yaml': example('suite.yaml').replace('violations: 1', 'violations: 3'),
      'template.yaml': example('template.yaml'),
      'constraint.yaml': example('constraint.yaml'),
      'samples/allowed.yaml': example('samples', 'allowed.yaml'),
      'samples/elsewhere.yaml': example('samples', 'elsewhere.yaml'),
      'samples/of-the-system.yaml': example('samples', 'of-the-system.yaml'),
    });
    const { status, stdout } = policy(cwd, 'verify', 'suite.yaml');
    assert.equal(status, 1);
    assert.match(
      stdout,
      /--- FAIL: from elsewhere\t\(.*\)\n {8}unexpected number of violations: got 1 violations containing "container wait: busybox" but want exactly 3/,
    );
    assert.match(stdout, /FAIL\tsuite\.yaml\t.*\nFAIL\n\n$/);
    assert.equal(policy(cwd, 'verify', 'suite.yaml', '--run', '//ours').status, 0);
  });

  it('become findings of a scan, with the position of the object', () => {
    const { status, stdout } = runSeawall(['scan', '.', '--check', 'gatekeeper/*', '--format', 'json'], { cwd: folderWith(FILES) });
    assert.equal(status, 1);
    const { findings } = JSON.parse(stdout);
    assert.deepEqual(
      findings.map((finding: { check: string; severity: string; message: string }) => [finding.check, finding.severity, finding.message]),
      [['gatekeeper/violation', 'high', `TrustedRegistries our-registry: ${MESSAGE}`]],
    );
    assert.match(JSON.stringify(findings[0]), /"pods\.yaml"/);
  });

  it('leave a scan incomplete where a template is missing', () => {
    const { status, stdout, stderr } = runSeawall(['scan', 'rules/constraint.yaml', 'pods.yaml', '--check', 'gatekeeper/*'], {
      cwd: folderWith(FILES),
    });
    assert.equal(status, 3);
    assert.match(stdout + stderr, /template "trustedregistries" not found/);
  });
});
