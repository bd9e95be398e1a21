import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { chooseForm, type FormQuestion } from './choose-form.ts';

const SUITE = 'kind: Suite\napiVersion: test.gatekeeper.sh/v1alpha1\nmetadata:\n  name: x\n';
const TESTS = 'package a\n\ntest_x if true\n';

function formIn(files: Readonly<Record<string, string>>, question: Partial<FormQuestion>): string {
  const cwd = mkdtempSync(join(tmpdir(), 'form-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  return chooseForm({ paths: [], cwd, hasFilenames: false, hasPolicy: false, ...question });
}

describe('the form of policy test', () => {
  it('is that of Conftest for configurations', () => {
    assert.equal(formIn({ 'a.yaml': 'kind: Pod\n' }, { paths: ['a.yaml'] }), 'conftest');
    assert.equal(formIn({}, { paths: ['missing.yaml'] }), 'conftest');
    assert.equal(formIn({}, { paths: ['-'] }), 'conftest');
    assert.equal(formIn({}, {}), 'conftest');
  });

  it('is that of gator test where --filename is given', () => {
    assert.equal(formIn({}, { hasFilenames: true, hasPolicy: true }), 'gator');
  });

  it('is that of gator verify for a Suite that is named, and for PATH/...', () => {
    assert.equal(formIn({ 'suite.yaml': SUITE }, { paths: ['suite.yaml'], hasPolicy: true }), 'suites');
    assert.equal(formIn({ 'a/b.yaml': 'kind: Pod\n' }, { paths: ['a/...'] }), 'suites');
    assert.equal(formIn({ 'suite.yaml': 'kind: Suite\napiVersion: example.com/v1\n' }, { paths: ['suite.yaml'] }), 'conftest');
  });

  it('is that of gator verify for a folder with a Suite, unless policies are there', () => {
    const files = { 'tests/suite.yaml': SUITE, 'tests/template.yaml': 'kind: ConstraintTemplate\n' };
    assert.equal(formIn(files, { paths: ['tests'] }), 'suites');
    assert.equal(formIn(files, { paths: ['tests'], hasPolicy: true }), 'conftest');
    assert.equal(formIn({ ...files, 'policy/a.rego': 'package main\n' }, { paths: ['tests'] }), 'conftest');
  });

  it('is that of opa test for modules and folders with tests, unless policies are there', () => {
    const files = { 'rules/a.rego': 'package a\n', 'rules/a_test.rego': TESTS };
    assert.equal(formIn(files, { paths: ['rules'] }), 'unit-tests');
    assert.equal(formIn(files, { paths: ['rules/a.rego', 'rules/a_test.rego'] }), 'unit-tests');
    assert.equal(formIn({ 'rules/a.rego': 'package a\n' }, { paths: ['rules'] }), 'conftest');
    assert.equal(formIn(files, { paths: ['rules'], hasPolicy: true }), 'conftest');
    assert.equal(formIn({ ...files, 'x.yaml': 'a: 1\n' }, { paths: ['rules', 'x.yaml'] }), 'conftest');
    assert.equal(formIn({ ...files, 'policy/a.rego': 'package main\n' }, { paths: ['rules'] }), 'conftest');
  });
});
