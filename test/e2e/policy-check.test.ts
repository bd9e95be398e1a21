import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { folderWith, type Run, runSeawall } from './run-seawall.ts';

const FILES = {
  'good.rego': 'package good\n\nallow if input.user == "alice"\n',
  'poor.rego': 'package poor\n\nimport data.x\n\nallow if count(input.users)\n',
  'wrong.rego': 'package wrong\n\na if nosuch(1)\n\nb if x == 1\n',
  'broken.rego': 'package broken\n\na if {\n\t1 +\n}\n',
  'old.rego': 'package old\n\ndeny[msg] { msg := "a" }\n',
  'data.json': '{"x": [',
};

describe('seawall policy check', () => {
  const cwd = folderWith(FILES);
  const run = (...args: readonly string[]): Run => runSeawall(['policy', 'check', ...args], { cwd });

  it('prints nothing where nothing is wrong', () => {
    assert.deepEqual(run('good.rego'), { status: 0, stdout: '', stderr: '' });
    assert.deepEqual(run('--format', 'json', 'good.rego'), { status: 0, stdout: '', stderr: '' });
  });

  it('prints errors as opa check does, on standard error', () => {
    const text = run('wrong.rego');
    assert.deepEqual(text, {
      status: 1,
      stdout: '',
      stderr:
        '2 errors occurred:\nwrong.rego:3: rego_type_error: undefined function nosuch\nwrong.rego:5: rego_unsafe_var_error: var x is unsafe\n',
    });
    const { errors } = JSON.parse(run('--format', 'json', 'wrong.rego').stderr);
    assert.deepEqual(errors[0], {
      message: 'undefined function nosuch',
      code: 'rego_type_error',
      location: { file: 'wrong.rego', row: 3, col: 6 },
    });
    assert.match(
      run('broken.rego').stderr,
      /^1 error occurred during loading: broken\.rego:5: rego_parse_error: unexpected } token[^\n]*\n\t}\n\t\^\n$/,
    );
    assert.match(run('wrong.rego', '-m', '1').stderr, /nosuch\nrego_compile_error: error limit reached\n$/);
    assert.equal(run('missing.rego').status, 1);
    assert.equal(run().status, 2);
  });

  it('tells common mistakes with what they lead to and what to do', () => {
    const { status, stdout, stderr } = run('poor.rego');
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(
      stdout,
      /^poor\.rego\n {2}3:1 {3}unused-import {7}data\.x is imported and never used\n {2}5:10 {2}value-as-condition {2}count is never false/,
    );
    assert.match(stdout, /\nvalue-as-condition\n {2}why {5}only false and undefined[\s\S]* {2}remedy {2}compare the value/);
    assert.match(stdout, /\n\n2 mistakes in 1 module\n$/);
    assert.equal(run('--fail-on-lint', 'poor.rego').status, 1);
    assert.equal(run('--fail-on-lint', '--ignore-lint', 'unused-import,value-as-condition', 'poor.rego').status, 0);
    assert.deepEqual(run('--ignore-lint', 'all', 'poor.rego'), { status: 0, stdout: '', stderr: '' });
    const json = JSON.parse(run('--format', 'json', 'poor.rego').stdout);
    assert.deepEqual(
      json.lint.map(({ rule, location }: { rule: string; location: unknown }) => [rule, location]),
      [
        ['unused-import', { file: 'poor.rego', row: 3, col: 1 }],
        ['value-as-condition', { file: 'poor.rego', row: 5, col: 10 }],
      ],
    );
    assert.match(run('--ignore-lint', 'unused-imports', 'poor.rego').stderr, /did you mean unused-import\?/);
  });

  it('still looks through modules beside one that cannot be read', () => {
    const { status, stdout, stderr } = run('broken.rego', 'poor.rego');
    assert.equal(status, 1);
    assert.match(stderr, /broken\.rego:5/);
    assert.match(stdout, /value-as-condition/);
  });

  it('reads modules of folders and leaves data alone', () => {
    assert.equal(run('.', '--ignore', 'wrong.rego,broken.rego').status, 0);
  });

  it('tells modules of version 0, unless they are meant', () => {
    assert.match(run('old.rego').stdout, /old-syntax {2}written in version 0/);
    assert.deepEqual(run('--v0-compatible', 'old.rego'), { status: 0, stdout: '', stderr: '' });
    assert.equal(run('--rego-version', 'v1', 'old.rego').status, 1);
    assert.equal(run('--v0-v1', 'good.rego').status, 1);
    const both = folderWith({ 'both.rego': 'package a\n\nimport rego.v1\n\nallow if input.x\n' });
    assert.equal(runSeawall(['policy', 'check', '--v0-v1', 'both.rego'], { cwd: both }).status, 0);
  });

  it('holds modules to capabilities and to strictness', () => {
    const folder = folderWith({ ...FILES, 'capabilities.json': '{"builtins": [{"name": "eq"}, {"name": "equal"}]}' });
    const checked = (...args: readonly string[]): Run =>
      runSeawall(['policy', 'check', '--capabilities', 'capabilities.json', ...args], { cwd: folder });
    assert.equal(checked('good.rego').status, 0);
    assert.match(checked('poor.rego').stderr, /undefined function count/);
    assert.match(run('--strict', 'poor.rego').stderr, /import data\.x unused/);
  });
});
