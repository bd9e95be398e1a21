import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { folderWith, type Run, runSeawall } from './run-seawall.ts';

const POLICY = 'package app\n\nallow if input.user == "alice"\n\ndeny if input.user == "bob"\n';
const TESTS = `package app_test

import data.app

test_allow if app.allow with input as {"user": "alice"}

test_print if {
	print("in test")
	app.allow with input as {"user": "bob"}
}

todo_test_later if false

test_case[name] if {
	some name, n in {"one": 1, "two": 2}
	n != 2
}
`;

describe('seawall policy test of Rego unit tests', () => {
  const cwd = folderWith({ 'app.rego': POLICY, 'app_test.rego': TESTS });
  const run = (...args: readonly string[]): Run => runSeawall(['policy', 'test', ...args], { cwd });
  const untimed = ({ stdout }: Run): string => stdout.replaceAll(/\(\d[^)]*s\)/g, '(T)');

  it('prints what opa test prints', () => {
    // As opa 1.13.1 prints it, which runs tests in any order.
    const run1 = run('.');
    assert.equal(
      untimed(run1),
      `app_test.rego:
data.app_test.test_print: FAIL (T)

  in test

data.app_test.todo_test_later: SKIPPED
data.app_test.test_case: FAIL (T)
  two: FAIL
${'-'.repeat(80)}
PASS: 2/5
FAIL: 2/5
SKIPPED: 1/5
`,
    );
    assert.deepEqual([run1.status, run1.stderr], [2, '']);
  });

  it('shows of a failure the expression that did not hold, and what happened', () => {
    const { stdout } = run('.', '-v', '--var-values', '-r', 'test_print');
    assert.match(stdout, /^FAILURES\n-+\ndata\.app_test\.test_print: FAIL/);
    assert.match(stdout, /Enter data\.app_test\.test_print\n/);
    assert.match(stdout, /app_test\.rego:9:/);
  });

  it('exits as opa test does', () => {
    const status = (...args: readonly string[]): number | null => run('.', ...args).status;
    assert.equal(status('-r', 'test_allow'), 0);
    assert.equal(status('-r', 'todo'), 2);
    assert.equal(status('-r', 'todo', '-z'), 0);
    assert.equal(status('-r', 'nosuch'), 0);
    assert.equal(status('-r', 'nosuch', '--fail-on-empty'), 1);
    assert.equal(status('-r', '('), 2);
    assert.equal(status('--threshold', '101'), 2);
  });

  it('reports JSON', () => {
    const results: readonly Record<string, unknown>[] = JSON.parse(run('.', '--format', 'json').stdout);
    assert.deepEqual(
      results.map(({ name, fail, skip, output, sub_results: cases }) => ({ name, fail, skip, output, cases })),
      [
        { name: 'test_allow', fail: undefined, skip: undefined, output: undefined, cases: undefined },
        { name: 'test_print', fail: true, skip: undefined, output: 'aW4gdGVzdAo=', cases: undefined },
        { name: 'todo_test_later', fail: undefined, skip: true, output: undefined, cases: undefined },
        {
          name: 'test_case',
          fail: true,
          skip: undefined,
          output: undefined,
          cases: { one: { name: 'one' }, two: { name: 'two', fail: true } },
        },
      ],
    );
  });

  it('reports which lines were reached, and fails below a threshold', () => {
    const folder = folderWith({ 'app.rego': POLICY, 'app_test.rego': TESTS.split('\n').slice(0, 6).join('\n') });
    const covered = runSeawall(['policy', 'test', '.', '--coverage'], { cwd: folder });
    const report = JSON.parse(covered.stdout);
    assert.equal(covered.status, 0);
    assert.deepEqual(report.files['app.rego'].not_covered, [{ start: { row: 5 }, end: { row: 5 } }]);
    const below = runSeawall(['policy', 'test', '.', '--threshold', '90'], { cwd: folder });
    assert.equal(below.status, 2);
    assert.match(below.stderr, /^Code coverage threshold not met: got 66\.67 instead of 90\.00\n/);
    assert.equal(runSeawall(['policy', 'test', '.', '--threshold', '60'], { cwd: folder }).status, 0);
  });

  it('ends a test that takes too long, and goes on with the others', () => {
    const slow = 'package slow_test\n\ntest_a if count([1 | numbers.range(1, 3000)[_]; numbers.range(1, 3000)[_]]) > 0\n\ntest_b if true\n';
    const folder = folderWith({ 'slow_test.rego': slow });
    const { status, stdout } = runSeawall(['policy', 'test', 'slow_test.rego', '--timeout', '20ms'], { cwd: folder });
    assert.equal(status, 2);
    assert.match(stdout, /slow_test\.test_a: ERROR[\s\S]*eval_cancel_error[\s\S]*PASS: 1\/2\nERROR: 1\/2\n$/);
  });

  it('runs no test of modules that do not compile', () => {
    const folder = folderWith({ 'a_test.rego': 'package a\n\ntest_a if nosuch(1)\n\ntest_b if true\n' });
    const { status, stdout, stderr } = runSeawall(['policy', 'test', '.'], { cwd: folder });
    assert.deepEqual([status, stdout], [1, '']);
    assert.equal(stderr, '1 error occurred: a_test.rego:3: rego_type_error: undefined function nosuch\n');
  });

  it('leaves out files whose names are ignored', () => {
    assert.equal(run('.', '--ignore', '*_test.rego').stdout, '');
  });
});
