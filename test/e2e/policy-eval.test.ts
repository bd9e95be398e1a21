import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { folderWith, type Run, runSeawall } from './run-seawall.ts';

const POLICY = `package app

import data.roles

default allow := false

allow if {
	some role in roles[input.user]
	role == "admin"
}

deny contains sprintf("n is %d", [input.size]) if input.size > 3

server[name] := s if some name, s in input.servers

broken if {
	to_number("x") == 1
}

fetched := http.send({"method": "GET", "url": "https://example.org/a"}).body.b
`;
const FILES = {
  'app.rego': POLICY,
  'roles.json': '{"roles": {"alice": ["dev", "admin"]}}',
  'input.json': '{"user": "alice", "size": 5, "servers": {"a": {"port": 80}, "b": {"port": 12345678901234567890}}}',
};
const SOURCES = ['-d', 'app.rego', '-d', 'roles.json', '-i', 'input.json'];

describe('seawall policy eval', () => {
  const cwd = folderWith(FILES);
  const run = (...args: readonly string[]): Run => runSeawall(['policy', 'eval', ...args], { cwd });

  it('prints the JSON that opa eval prints', () => {
    // As opa 1.13.1 prints it.
    const expected = `{
  "result": [
    {
      "expressions": [
        {
          "value": 12345678901234567890,
          "text": "data.app.server[n].port",
          "location": {
            "row": 1,
            "col": 1
          }
        },
        {
          "value": true,
          "text": "n != \\"a\\"",
          "location": {
            "row": 1,
            "col": 26
          }
        }
      ],
      "bindings": {
        "n": "b"
      }
    }
  ]
}
`;
    const { stdout, status, stderr } = run(...SOURCES, 'data.app.server[n].port; n != "a"');
    assert.deepEqual({ stdout, status, stderr }, { stdout: expected, status: 0, stderr: '' });
    assert.equal(run(...SOURCES, 'data.app.nosuch').stdout, '{}\n');
  });

  it('prints the other formats as opa eval does', () => {
    const printed = (format: string, query: string): string => run(...SOURCES, '-f', format, query).stdout;
    assert.equal(printed('raw', 'data.app.deny[_]; 1'), 'n is 5 1\n');
    assert.equal(printed('values', '[x | x := 1]; 2'), '[\n  [\n    1\n  ],\n  2\n]\n');
    assert.equal(printed('bindings', 'x := 1'), '{\n  "x": 1\n}\n');
    assert.equal(printed('discard', '1'), '{\n  "result": "discarded"\n}\n');
    assert.equal(printed('pretty', 'data.app.allow'), 'true\n');
    assert.equal(printed('pretty', 'data.app.nosuch'), 'undefined\n');
    assert.equal(
      printed('pretty', 'data.app.server[n].port'),
      '┌─────┬─────────────────────────┐\n│  n  │ data.app.server[n].port │\n├─────┼─────────────────────────┤\n│ "a" │ 80                      │\n│ "b" │ 12345678901234567890    │\n└─────┴─────────────────────────┘\n',
    );
  });

  it('exits as opa eval does', () => {
    const status = (...args: readonly string[]): number | null => run(...SOURCES, ...args).status;
    assert.equal(status('data.app.nosuch'), 0);
    assert.equal(status('--fail', 'data.app.nosuch'), 1);
    assert.equal(status('--fail', 'data.app.deny'), 0);
    assert.equal(status('--fail-defined', 'data.app.deny[_]'), 1);
    assert.equal(status('--fail-defined', '1 == 2; true'), 0);
    assert.equal(status('1 +'), 2);
    assert.equal(status('-d', 'missing.rego', '1'), 2);
    assert.equal(status('1', '2'), 2);
    assert.equal(status(), 2);
  });

  it('says where an error is, in JSON on standard output and in text on standard error', () => {
    const json = run(...SOURCES, 'x := 1; nosuch(x)');
    assert.equal(json.status, 2);
    assert.deepEqual(JSON.parse(json.stdout), {
      errors: [{ message: 'undefined function nosuch', code: 'rego_type_error', location: { file: '', row: 1, col: 9 } }],
    });
    const text = run(...SOURCES, '-f', 'pretty', '--strict-builtin-errors', 'data.app.broken');
    assert.equal(text.stdout, '');
    assert.match(text.stderr, /^1 error occurred: app\.rego:17: eval_builtin_error: to_number: /);
    assert.equal(run(...SOURCES, '-f', 'raw', 'data.app.broken').status, 0);
  });

  it('asks from a package, with imports', () => {
    assert.equal(run(...SOURCES, '-f', 'raw', '--package', 'app', 'allow').stdout, 'true\n');
    assert.equal(run(...SOURCES, '-f', 'raw', '--import', 'data.app as a', 'a.allow').stdout, 'true\n');
  });

  it('reads the input or the query from standard input', () => {
    assert.equal(runSeawall(['policy', 'eval', '-I', '-f', 'raw', 'input.a'], { cwd, input: '{"a": "b"}' }).stdout, 'b\n');
    assert.equal(runSeawall(['policy', 'eval', '--stdin', '-f', 'raw'], { cwd, input: '1 + 1' }).stdout, '2\n');
  });

  it('answers http.send from a file and from nowhere else', () => {
    const folder = folderWith({
      ...FILES,
      'responses.yaml': '- request: {url: "https://example.org/a"}\n  response: {body: {b: answered}}\n',
      'capabilities.json': '{"builtins": [{"name": "http.send"}], "allow_net": ["example.com"]}',
    });
    const asked = (...args: readonly string[]): Run =>
      runSeawall(['policy', 'eval', '-d', 'app.rego', '-d', 'roles.json', '-f', 'raw', ...args, 'data.app.fetched'], { cwd: folder });
    assert.equal(asked().stdout, '');
    assert.equal(asked('--http-responses', 'responses.yaml').stdout, 'answered\n');
    const refused = asked('--http-responses', 'responses.yaml', '--capabilities', 'capabilities.json');
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /undefined function/);
  });

  it('gives the same for the same time and seed', () => {
    const args = ['--now', '2026-01-31T12:00:00Z', '--seed', 'a', '-f', 'raw', '[time.now_ns(), rand.intn("x", 1000000)]'];
    const { stdout } = run(...args);
    assert.match(stdout, /^\[1769860800000000000,\d+\]\n$/);
    assert.equal(run(...args).stdout, stdout);
  });

  it('says what did not hold, and what each line cost and reached', () => {
    const failed = run('-d', 'app.rego', '-d', 'roles.json', '-f', 'pretty', '--explain', 'fails', 'data.app.deny[_]');
    assert.match(failed.stdout, /Fail input\.size > 3\n[\s\S]*undefined\n$/);
    const report = JSON.parse(run(...SOURCES, '--coverage', '--profile', '--metrics', 'data.app.allow').stdout);
    assert.deepEqual(report.coverage.files['app.rego'].covered, [{ start: { row: 7 }, end: { row: 9 } }]);
    assert.ok(report.profile.some(({ location }: { location: { row: number } }) => location.row === 9));
    assert.ok(report.metrics.timer_rego_query_eval_ns > 0);
  });

  it('ends what takes too long, and what takes too much memory, with an error', () => {
    const slow = run('--timeout', '50ms', '-f', 'pretty', 'count([1 | numbers.range(1, 3000)[_]; numbers.range(1, 3000)[_]])');
    assert.equal(slow.status, 2);
    assert.match(slow.stderr, /eval_cancel_error/);
    const large = run('-f', 'pretty', 'numbers.range(1, 100000000000)');
    assert.equal(large.status, 2);
    assert.match(large.stderr, /eval_limit_error: numbers\.range/);
  });

  it('refuses what it does not offer', () => {
    for (const args of [['--partial'], ['-u', 'input'], ['-f', 'source'], ['-s', 'schema.json']]) {
      const { status, stderr } = run(...args, '1');
      assert.equal(status, 2);
      assert.match(stderr, /not offered/);
    }
  });
});
