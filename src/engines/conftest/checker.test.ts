import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compile, fromHost, RegoObject, toHost } from '../rego/index.ts';
import { type Checked, type CheckerOptions, createChecker } from './checker.ts';
import { combineConfigurations } from './combine.ts';
import { formatTotals, totalsOf } from './result.ts';
import { exceptionName, findFunctions, findLostMessages, isFailure, isWarning } from './rules.ts';

function check(policy: string, documents: readonly unknown[], options: Partial<CheckerOptions> = {}, namespace = 'main'): Checked {
  const compiled = compile([{ name: 'policy/a.rego', text: policy }]);
  assert.ok(compiled.ok, JSON.stringify(compiled));
  const checker = createChecker(compiled.value, { data: new RegoObject(), host: {}, ...options });
  return checker.check({ fileName: 'in.yaml', name: 'in.yaml', folder: '/work', documents: documents.map(fromHost) }, namespace);
}

function summary(policy: string, documents: readonly unknown[] = [{}]): string {
  return formatTotals(totalsOf([check(policy, documents).result]));
}

describe('checks of configurations', () => {
  it('count a rule that says nothing as passed, and each message as a test', () => {
    assert.equal(summary('package main\ndeny contains "a" if input.x'), '1 test, 1 passed, 0 warnings, 0 failures, 0 exceptions');
    assert.equal(
      summary('package main\ndeny contains m if some m in ["a", "b"]\nwarn contains "c"'),
      '3 tests, 0 passed, 1 warning, 2 failures, 0 exceptions',
    );
  });

  it('count every body of a rule, as far as messages do not make up for it', () => {
    assert.equal(
      summary('package main\ndeny contains "a" if input.x\ndeny contains "b" if input.y\ndeny contains "c"'),
      '3 tests, 2 passed, 0 warnings, 1 failure, 0 exceptions',
    );
    assert.equal(
      summary('package main\ndeny contains m if some m in ["a", "b", "c"]\ndeny contains "d" if input.x'),
      '3 tests, 0 passed, 0 warnings, 3 failures, 0 exceptions',
    );
  });

  it('ask about each document, and add up', () => {
    const { result } = check('package main\ndeny contains sprintf("%v", [input.n]) if input.n > 1', [{ n: 1 }, { n: 2 }, { n: 3 }]);
    assert.deepEqual([result.successes, result.failures.map(({ message }) => message)], [1, ['2', '3']]);
  });

  it('take messages from lists and sets, and nothing else from other values', () => {
    assert.equal(summary('package main\ndeny := ["a", 1, {"msg": "b"}]'), '2 tests, 0 passed, 0 warnings, 2 failures, 0 exceptions');
    for (const value of ['{"a": 1}', '"text"', 'true', '[]', 'set()', '[""]'])
      assert.equal(summary(`package main\ndeny := ${value}`), '1 test, 1 passed, 0 warnings, 0 failures, 0 exceptions', value);
  });

  it('keep what stands beside a message, and the place that a policy gives', () => {
    const { result } = check('package main\ndeny contains {"msg": "m", "_loc": {"file": "b.yaml", "line": 7}, "n": 1, "s": {2, 1}}', [{}]);
    const [failure] = result.failures;
    assert.deepEqual(failure?.location, { file: 'b.yaml', line: '7' });
    assert.deepEqual(toHost(failure?.metadata ?? null), { n: 1, s: [1, 2], query: 'data.main.deny' });
  });

  it('say which rule gives an object without a message, and still ask the others', () => {
    const { result, problems } = check('package main\ndeny contains {"message": "m"}\nwarn contains "w"', [{}]);
    assert.match(problems[0]?.message ?? '', /data\.main\.deny: "msg" field must be present and a string/);
    assert.deepEqual([result.warnings.length, result.successes], [1, 0]);
  });

  it('leave a rule out that an exception names, once for each time it does', () => {
    const policy = `package main
deny_root contains "root"
warn_latest contains "latest"
deny contains "plain"
exception contains rules if { input.trusted; rules := ["root", "latest", "root"] }
exception contains [""] if input.all`;
    const of = (input: unknown): readonly string[] => {
      const { failures, warnings, exceptions } = check(policy, [input]).result;
      return [...failures, ...warnings, ...exceptions].map(({ message }) => message);
    };
    assert.deepEqual(of({}), ['root', 'plain', 'latest']);
    assert.deepEqual(of({ trusted: true }), [
      'plain',
      'data.main.exception[_][_] == "root"',
      'data.main.exception[_][_] == "root"',
      'data.main.exception[_][_] == "latest"',
    ]);
    assert.deepEqual(of({ all: true }).slice(-1), ['data.main.exception[_][_] == ""']);
  });

  it('ask the rules of one namespace only', () => {
    assert.equal(check('package main.gke\ndeny contains "a"', [{}], {}, 'main.gke').result.failures.length, 1);
    assert.equal(check('package main.gke\ndeny contains "a"', [{}]).result.failures.length, 0);
  });

  it('tell policies which file it is', () => {
    const { result } = check('package main\ndeny contains sprintf("%s in %s", [data.conftest.file.name, data.conftest.file.dir])', [{}]);
    assert.equal(result.failures[0]?.message, 'in.yaml in /work');
  });

  it('tell of an error of a builtin where errors are strict, and pass over it otherwise', () => {
    const policy = 'package main\ndeny contains "a" if 1 / input.n == 1';
    assert.equal(check(policy, [{ n: 0 }]).problems.length, 0);
    const { problems } = check(policy, [{ n: 0 }], { strictErrors: true });
    assert.match(problems[0]?.message ?? '', /^in\.yaml: built-in error: eval_builtin_error: div: divide by zero/);
  });

  it('tell of conflicting values always', () => {
    const { problems, result } = check('package main\ndeny := ["a"] if input.x\ndeny := ["b"] if input.y\nwarn contains "w"', [
      { x: 1, y: 1 },
    ]);
    assert.match(problems[0]?.message ?? '', /eval_conflict_error/);
    assert.equal(result.warnings.length, 1);
  });

  it('keep what policies print, with the line, for each query', () => {
    const { result } = check('package main\ndeny contains "a" if { print("seen", input.n) }', [{ n: 1 }]);
    assert.deepEqual(
      result.queries.map(({ query, prints }) => [query, prints]),
      [
        ['data.main.exception[_][_] == ""', []],
        ['data.main.deny', ['policy/a.rego:2: seen 1']],
      ],
    );
  });

  it('say how queries went when asked', () => {
    const { result } = check('package main\ndeny contains "a" if helper\nhelper if input.x', [{}], { wantsTrace: true });
    const trace = result.queries[1]?.trace ?? [];
    assert.equal(trace[0], 'Enter data.main.deny');
    assert.ok(trace.includes('| | Enter data.main.helper'), trace.join('\n'));
  });
});

describe('rules that speak', () => {
  it('are those of Conftest', () => {
    for (const name of ['deny', 'violation', 'deny_a', 'violation_a_B9']) assert.ok(isFailure(name), name);
    for (const name of ['denya', 'deny_', 'deny-a', 'xdeny', 'warn', 'deny__a']) assert.ok(!isFailure(name), name);
    assert.ok(isWarning('warn') && isWarning('warn_x') && !isWarning('warning'));
    assert.deepEqual(['deny', 'warn_a', 'violation_deny_b', 'deny_b'].map(exceptionName), ['', 'a', 'b', 'b']);
  });

  it('must give messages: deny[msg] if ... is refused in version 1', () => {
    const problemsOf = (text: string): readonly string[] => {
      const policy = compile([{ name: 'a.rego', text }]);
      assert.ok(policy.ok);
      return findLostMessages(policy.value.modules).map(({ message, place }) => `${place?.range.start.line} ${message}`);
    };
    assert.deepEqual(problemsOf('package a\n\ndeny[msg] if { msg := "x" }\n'), [
      "3 rule is using 'if' keyword without 'contains' keyword: deny gives true instead of a message",
    ]);
    assert.deepEqual(problemsOf('package a\ndeny contains msg if { msg := "x" }\nother[x] if { x := 1 }\ndeny_a if true\n'), []);
  });
});

describe('functions that are named like rules that speak', () => {
  it('are said to be never asked, in the namespaces that are', () => {
    const policy = compile([{ name: 'a.rego', text: 'package a\ndeny(x) := x\nhelper(x) := x\n' }]);
    assert.ok(policy.ok);
    assert.deepEqual(findFunctions(policy.value.modules, ['main']), []);
    assert.deepEqual(
      findFunctions(policy.value.modules, ['a']).map(({ message }) => message),
      ['deny is a function, which is never asked'],
    );
  });
});

describe('combined configurations', () => {
  it('are one list in the order of paths', () => {
    const combined = combineConfigurations([
      { fileName: 'b.yaml', documents: [1, 2] },
      { fileName: 'a.yaml', documents: [3] },
    ]);
    assert.equal(combined.fileName, 'Combined');
    assert.deepEqual(combined.documents.map(toHost), [
      [
        { path: 'a.yaml', contents: 3 },
        { path: 'b.yaml', contents: 1 },
        { path: 'b.yaml', contents: 2 },
      ],
    ]);
  });
});
