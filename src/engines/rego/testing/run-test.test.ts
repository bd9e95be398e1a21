import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compile, type Policy } from '../policy.ts';
import { findTests, joinCoverage, runTest, type TestCase, type TestOptions, type TestResult } from './index.ts';

function policyOf(text: string): Policy {
  const policy = compile([{ name: 'a_test.rego', text }], { tests: true });
  assert.ok(policy.ok, JSON.stringify(policy));
  return policy.value;
}

function run(text: string, options: Partial<TestOptions> = {}): readonly TestResult[] {
  const policy = policyOf(text);
  return findTests(policy.modules).map((test) => runTest(policy, test, { host: {}, ...options }));
}

function verdicts(text: string): readonly string[] {
  return run(text).map(({ test, verdict }) => `${test.name} ${verdict}`);
}

function outline(cases: readonly TestCase[]): string {
  return cases
    .map(({ name, hasFailed, cases: below }) => `${name}${hasFailed ? '-' : '+'}${below.length > 0 ? `(${outline(below)})` : ''}`)
    .join(' ');
}

describe('tests of Rego', () => {
  it('pass when they are true, and fail when they are anything else', () => {
    assert.deepEqual(verdicts('package a\ntest_t if true\ntest_f if false\ntest_n := 3\ntest_s contains 1\nhelper if true\n'), [
      'test_t passed',
      'test_f failed',
      'test_n failed',
      'test_s failed',
    ]);
  });

  it('are each one of their own, also with one name', () => {
    assert.deepEqual(verdicts('package a\ntest_x if false\ntest_x if true\ndefault test_d := true\ntest_d := false if input.x\n'), [
      'test_x failed',
      'test_x#01 passed',
      'test_d passed',
      'test_d#01 failed',
    ]);
  });

  it('may stand deeper in a reference', () => {
    const results = run('package a.b\nc.test_x if true\nc["d e"].test_y if true\nc.test_z.e if true\n');
    assert.deepEqual(
      results.map(({ test, verdict }) => `${test.package}.${test.name} ${verdict}`),
      ['data.a.b.c.test_x passed', 'data.a.b.c["d e"].test_y passed', 'data.a.b.c.test_z failed'],
    );
  });

  it('are skipped when they begin with todo_', () => {
    assert.deepEqual(verdicts('package a\ntodo_test_x if true\n'), ['todo_test_x skipped']);
  });

  it('are errors where no verdict is reached', () => {
    const [conflict, called] = run('package a\ntest_x if y == 1\ny := 1\ny := 2\ntest_f(x) if x\n');
    assert.equal(conflict?.verdict, 'error');
    assert.match(conflict.problem?.message ?? '', /^eval_conflict_error/);
    assert.equal(conflict.problem?.place?.range.start.line, 4);
    assert.match(called?.problem?.message ?? '', /used as reference, not called/);
  });

  it('are given up when the host says so', () => {
    const [result] = run('package a\ntest_x if count([x | x := numbers.range(1, 100000)[_]; x > numbers.range(1, 100)[_]]) > 0\n', {
      host: { isCancelled: () => true },
    });
    assert.equal(result?.verdict, 'error');
    assert.match(result.problem?.message ?? '', /^eval_cancel_error/);
  });

  it('keep what they print, and take as long as the clock says', () => {
    let now = 0n;
    const [result] = run('package a\ntest_x if print("a", {1})\n', {
      clock: () => {
        now += 7n;
        return now;
      },
    });
    assert.deepEqual(result?.prints, ['a {1}']);
    assert.equal(result.duration, 7);
  });
});

describe('cases of a test', () => {
  const text = `package a
test_sum[name] if {
  some name, c in {"one": {"n": 1, "want": 2}, "two": {"n": 2, "want": 4}}
  sum := c.n + 1
  sum == c.want
}
test_of[c.note] if {
  some c in [{"note": "x", "v": true}, {"note": 5, "v": false}]
  c.v
}
test_deep[x][y] if {
  some x in ["a", "b"]
  some y in ["c", "d"]
  x != "a"
}
test_value[x] := y if some x, y in {"k": true, "l": false}
`;
  it('are told by their names, those that failed too', () => {
    const results = run(text);
    assert.deepEqual(
      results.map(({ test, cases }) => `${test.name}: ${outline(cases)}`),
      ['test_sum: one+ two-', 'test_of: 5- x+', 'test_deep: a-(c- d-) b+(c+ d+)', 'test_value: k+ l-'],
    );
    assert.ok(results.every(({ verdict }) => verdict === 'failed'));
  });

  it('say each what it failed at', () => {
    const [sum] = run(text, { observe: true });
    const failed = sum?.cases.find(({ hasFailed }) => hasFailed);
    assert.equal(failed?.failure?.place.text, 'sum == c.want');
    assert.deepEqual(failed.failure.bindings, [
      ['sum', '3'],
      ['c', '{"n": 2, "want": 4}'],
    ]);
  });
});

describe('a test that was observed', () => {
  it('names the expression that failed last, inside of an every too', () => {
    const results = run('package a\ntest_x if {\n  x := 1\n  x == 2\n}\ntest_e if {\n  every x in [1, 3] {\n    x < 3\n  }\n}\n', {
      observe: true,
    });
    assert.deepEqual(
      results.map(({ failure }) => [failure?.place.position.line, failure?.bindings]),
      [
        [4, [['x', '1']]],
        [8, [['x', '3']]],
      ],
    );
  });

  it('adds to the coverage of all tests together', () => {
    const policy = policyOf('package a\ntest_x if {\n  some v in [1]\n  v == 1\n}\ntest_y if {\n  some v in []\n  v == 1\n}\nf := 1\n');
    const observed = findTests(policy.modules).map((test) => runTest(policy, test, { host: {}, observe: true }));
    const coverage = joinCoverage(
      policy.modules,
      observed.flatMap(({ observation }) => (observation ? [observation.coverage] : [])),
    );
    assert.deepEqual(coverage, [{ module: 'a_test.rego', covered: [2, 3, 4, 7], notCovered: [6, 8, 10] }]);
  });
});
