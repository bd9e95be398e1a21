import assert from 'node:assert/strict';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { folderWith, type Run, runSeawall } from './run-seawall.ts';

const UGLY = 'package a\nallow if {input.x==1\n}\n';
const NEAT = 'package a\n\nallow if input.x == 1\n';
const OLD =
  '# old\npackage a\n\nimport data.b\nimport future.keywords.in\n\ndeny[msg] { msg := "a" } { b.c; msg := "b" }\n\nr = true { 1 in [1] } else = false\n\np.q\n';
/** As opa 1.13.1 writes it with --v0-v1. */
const BOTH = `# old
package a

import rego.v1

import data.b

deny contains msg if msg := "a"

deny contains msg if {
	b.c
	msg := "b"
}

r if 1 in [1]

else := false

p contains "q"
`;

function files(): string {
  return folderWith({ 'ugly.rego': UGLY, 'neat.rego': NEAT, 'old.rego': OLD, 'broken.rego': 'package a\n\np if {\n', 'note.txt': UGLY });
}

function run(cwd: string, ...args: readonly string[]): Run {
  return runSeawall(['policy', 'fmt', ...args], { cwd });
}

describe('seawall policy fmt', () => {
  it('prints what it formats', () => {
    const cwd = files();
    assert.deepEqual(run(cwd, 'ugly.rego'), { status: 0, stdout: NEAT, stderr: '' });
    assert.equal(runSeawall(['policy', 'fmt'], { cwd, input: UGLY }).stdout, NEAT);
    assert.match(run(cwd, 'note.txt').stderr, /^note: note\.txt is left as it is/);
    assert.equal(readFileSync(join(cwd, 'ugly.rego'), 'utf8'), UGLY);
  });

  it('lists, shows and writes what would change', () => {
    const cwd = files();
    assert.equal(run(cwd, '--list', 'ugly.rego', 'neat.rego').stdout, 'ugly.rego\n');
    const { stdout } = run(cwd, '--diff', 'ugly.rego', 'neat.rego');
    assert.match(stdout, /^--- a\/ugly\.rego[\s\S]*\n-allow if \{input\.x==1\n[\s\S]*\n\+allow if input\.x == 1\n/);
    assert.ok(!stdout.includes('neat.rego'));
    chmodSync(join(cwd, 'ugly.rego'), 0o640);
    assert.deepEqual(run(cwd, '--write', 'ugly.rego', 'neat.rego'), { status: 0, stdout: '', stderr: '' });
    assert.equal(readFileSync(join(cwd, 'ugly.rego'), 'utf8'), NEAT);
    assert.equal(statSync(join(cwd, 'ugly.rego')).mode & 0o777, 0o640);
    assert.equal(run(cwd, '--list', 'ugly.rego').stdout, '');
  });

  it('exits as opa fmt does', () => {
    const cwd = files();
    assert.equal(run(cwd, '--fail', 'neat.rego').status, 0);
    assert.deepEqual(run(cwd, '--fail', 'ugly.rego'), { status: 2, stdout: '', stderr: 'ugly.rego: unexpected diff\n' });
    assert.equal(run(cwd, '--fail', '--list', 'ugly.rego').status, 2);
    assert.equal(run(cwd, 'broken.rego').status, 2);
    assert.equal(run(cwd, 'missing.rego').status, 1);
    assert.equal(run(cwd, '--write').status, 2);
  });

  it('formats the other files where one cannot be', () => {
    const cwd = files();
    const { status, stderr } = run(cwd, '--write', '.');
    assert.equal(status, 2);
    assert.match(stderr, /failed to format Rego source file: 1 error occurred: broken\.rego:4: rego_parse_error: /);
    assert.match(stderr, /old\.rego:7: rego_parse_error: [\s\S]*hint: it is written in version 0 of Rego: --v0-v1 rewrites it/);
    assert.equal(readFileSync(join(cwd, 'ugly.rego'), 'utf8'), NEAT);
    assert.equal(readFileSync(join(cwd, 'old.rego'), 'utf8'), OLD);
  });

  it('carries modules of version 0 over', () => {
    const cwd = files();
    assert.equal(run(cwd, '--v0-v1', 'old.rego').stdout, BOTH);
    assert.equal(run(cwd, '--v0-v1', '--write', 'old.rego').status, 0);
    assert.equal(run(cwd, '--v0-v1', '--fail', 'old.rego').status, 0);
    const query = ['policy', 'eval', '-d', 'old.rego', '-f', 'raw', 'data.a'];
    const [before, after] = [runSeawall(query, { cwd: files() }).stdout, runSeawall(query, { cwd }).stdout];
    assert.equal(after, before);
    assert.equal(after, '{"deny":["a"],"p":["q"],"r":true}\n');
    assert.ok(!run(cwd, '--drop-v0-imports', 'old.rego').stdout.includes('rego.v1'));
  });

  it('says what keeps a module from being carried over', () => {
    const cwd = folderWith({
      'old.rego': 'package a\n\nimport data.b\nimport data.c.b\n\np { any([true]) }\n\nq { input := 1; input == 1 }\n\nif = 1\n',
    });
    const { status, stdout, stderr } = run(cwd, '--v0-v1', '--write', 'old.rego');
    assert.deepEqual([status, stdout], [2, '']);
    assert.equal(
      stderr,
      `failed to format Rego source file: 4 errors occurred:
old.rego:4: rego_compile_error: import must not shadow import data.b
old.rego:6: rego_type_error: deprecated built-in function calls in expression: any
old.rego:8: rego_compile_error: variables must not shadow input (use a different variable name)
old.rego:10: rego_parse_error: if keyword cannot be used for rule name
	if = 1
	^
`,
    );
  });
});
