import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { formatJson } from '../../engines/rego/index.ts';
import { compilePolicies } from './compile-policies.ts';
import { readPolicies } from './read-policies.ts';

const folders: string[] = [];

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'seawall-policies-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

describe('reading policies', () => {
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  it('puts the data of a folder under the names that lead to it, with every digit', () => {
    const cwd = folderWith({
      'p/a.rego': 'package a',
      'p/teams/limits.json': '{"cpu": 12345678901234567890}',
      'p/teams/names.yaml': 'names: [web]',
      'p/.hidden/x.json': '{"x": 1}',
      'p/notes.txt': 'text',
    });
    const { modules, data, problems } = readPolicies(['p'], { cwd });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      modules.map(({ name }) => name),
      ['p/a.rego'],
    );
    assert.equal(formatJson(data), '{"teams":{"cpu":12345678901234567890,"names":["web"]}}');
  });

  it('puts a file where its prefix says', () => {
    const cwd = folderWith({ 'd.json': '{"k": 1}' });
    assert.equal(formatJson(readPolicies(['data.x.y:d.json'], { cwd }).data), '{"x":{"y":{"k":1}}}');
  });

  it('keeps what could be read beside what could not', () => {
    const cwd = folderWith({
      'a.json': '{"k": 1}',
      'b.json': '{"k": 2, "l": 3}',
      'c.json': '[1]',
      'd.yaml': 'a: [',
      'e.rego': 'package e',
    });
    symlinkSync(cwd, join(cwd, 'loop'));
    const { modules, data, problems } = readPolicies(['.', 'missing'], { cwd });
    assert.equal(modules.length, 1);
    assert.equal(formatJson(data), '{"k":1,"l":3}');
    assert.deepEqual(
      problems.map(({ file, place }) => file ?? place?.file),
      ['b.json', 'c.json', 'd.yaml', 'missing'],
    );
  });
});

describe('compiling policies', () => {
  it('runs old modules as what they are, and says so', () => {
    const { policy, warnings } = compilePolicies([
      { name: 'old.rego', text: 'package a\ndeny[msg] { msg := "old" }' },
      { name: 'new.rego', text: 'package a\ndeny contains "new"' },
    ]);
    assert.ok(policy.ok);
    const found = policy.value.document(['a', 'deny']);
    assert.deepEqual(found.ok && found.value, ['new', 'old']);
    assert.deepEqual(
      warnings.map(({ file }) => file),
      ['old.rego'],
    );
  });
  it('runs a module as an old one that reads well as a new one and calls what is gone', () => {
    const { policy, warnings } = compilePolicies([{ name: 'a.rego', text: 'package a\np := any([false, true])' }]);
    const found = policy.ok ? policy.value.document(['a', 'p']) : policy;
    assert.deepEqual(found.ok && found.value, true);
    assert.equal(warnings.length, 1);
  });
  it('tells the mistakes of an old module in the terms of its version', () => {
    const { policy } = compilePolicies([{ name: 'a.rego', text: 'package a\np { input.x }\nq { input.y }\npackage b\n' }]);
    assert.deepEqual(
      policy.problems.map(({ place }) => place?.range?.start.line),
      [4],
    );
  });
  it('takes a version that is asked for at its word', () => {
    const { policy } = compilePolicies([{ name: 'a.rego', text: 'package a\np { input.x }' }], { version: 'v1' });
    assert.equal(policy.ok, false);
  });
});
