import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compile, RegoObject } from '../rego/index.ts';
import { resultsOfTests, type Verified, type VerifyOptions, verifyPolicy } from './verify.ts';

function verify(text: string, options: Partial<VerifyOptions> = {}): Verified {
  const sources = [{ name: 'a_test.rego', text }];
  const policy = compile(sources, { tests: true });
  assert.ok(policy.ok, JSON.stringify(policy));
  return verifyPolicy(policy.value, {
    data: new RegoObject(),
    host: {},
    wantsTrace: false,
    strictErrors: false,
    accepts: () => true,
    ...options,
  });
}

describe('unit tests of policies', () => {
  it('pass when they are true, fail otherwise, and are skipped when they begin with todo_', () => {
    const { tests } = verify(`package main
test_true if true
test_false if false
test_number := 3
todo_test_later if false
helper if true`);
    assert.deepEqual(
      tests.map(({ name, verdict, line }) => `${line} ${name} ${verdict}`),
      ['2 test_true passed', '3 test_false failed', '4 test_number failed', '5 todo_test_later skipped'],
    );
  });

  it('are each a test of its own, also with one name', () => {
    const { tests } = verify('package main\ntest_a if false\ntest_a if true\ntest_a if false\n');
    assert.deepEqual(
      tests.map(({ name, verdict }) => `${name} ${verdict}`),
      ['test_a failed', 'test_a#01 passed', 'test_a#02 failed'],
    );
  });

  it('say which expression came last, and what its variables were', () => {
    const { tests } = verify('package main\ntest_a if {\n  x := 1\n  x == 2\n}\n', { wantsTrace: true });
    assert.deepEqual(tests[0]?.lastFailure, { place: 'a_test.rego:4', text: 'x == 2', bindings: [['x', '1']] });
    assert.deepEqual(
      tests[0]?.trace.map(({ text }) => text),
      ['Enter data.main.test_a', 'Eval x := 1', 'Eval x == 2', 'Fail x == 2', 'Fail data.main.test_a'],
    );
  });

  it('can be those of some namespaces, and keep what they print', () => {
    assert.equal(verify('package main\ntest_a if true', { accepts: (name) => name !== 'main' }).tests.length, 0);
    assert.deepEqual(verify('package main\ntest_a if print("x", 1)').tests[0]?.prints, ['x 1']);
  });

  it('end in a problem where errors are strict', () => {
    const text = 'package main\ntest_a if 1 / 0 == 1\ntest_b if true';
    assert.equal(verify(text).tests[0]?.verdict, 'failed');
    const { tests, problems } = verify(text, { strictErrors: true });
    assert.deepEqual(
      tests.map(({ name }) => name),
      ['test_b'],
    );
    assert.match(problems[0]?.message ?? '', /divide by zero/);
  });

  it('are results without a namespace', () => {
    const [failed, skipped] = resultsOfTests(verify('package main\ntest_a if false\ntodo_test_b if true').tests);
    assert.deepEqual([failed?.fileName, failed?.namespace, failed?.failures[0]?.message], ['a_test.rego', '', 'data.main.test_a']);
    assert.deepEqual([skipped?.skipped[0]?.message, skipped?.successes], ['data.main.todo_test_b', 0]);
  });
});
