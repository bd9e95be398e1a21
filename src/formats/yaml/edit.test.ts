import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FieldEdit } from '../../core/index.ts';
import { editDocument } from './edit.ts';

function edited(text: string, ...edits: readonly FieldEdit[]): string {
  const result = editDocument(text, edits);
  return 'text' in result ? result.text : `refused: ${result.refused}`;
}

const set = (path: string, value: unknown): FieldEdit => ({ kind: 'set', path: steps(path), value });
const add = (path: string, value: unknown): FieldEdit => ({ kind: 'add', path: steps(path), value });
const remove = (path: string): FieldEdit => ({ kind: 'remove', path: steps(path) });

function steps(path: string): (string | number)[] {
  return path.split('/').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

describe('setting a field', () => {
  it('replaces a scalar and keeps its quotes, its comment and its anchor', () => {
    assert.equal(edited('a: true # why\nb: 1\n', set('a', false)), 'a: false # why\nb: 1\n');
    assert.equal(edited("a: 'x'\n", set('a', 'y z')), "a: 'y z'\n");
    assert.equal(edited('a: "x"\n', set('a', 'y')), 'a: "y"\n');
    assert.equal(edited('a: "true"\n', set('a', true)), 'a: true\n');
    assert.equal(edited('a: &here true\n', set('a', false)), 'a: &here false\n');
  });

  it('writes texts so that no reader takes them for something else', () => {
    for (const text of [
      'yes',
      'null',
      '0777',
      '1e3',
      '12:30',
      '2001-01-01',
      'a: b',
      'a #b',
      '',
      ' x',
      '- a',
      '{a}',
      '*a',
      '&a',
      '%a',
      '@a',
      '`a',
      'a\nb',
      '!a',
      '?',
      '~',
      '-',
    ])
      assert.equal(edited('a: x\n', set('a', text)), `a: ${JSON.stringify(text)}\n`);
    for (const text of ['abc', '--flag=value', 'nginx:1.29', 'a/b', 'RuntimeDefault', '*.example', '$(HOME)', 'v1.2.3'])
      assert.doesNotMatch(edited('a: x\n', set('a', text)), /refused/);
    assert.equal(edited('a: x\n', set('a', '--flag=value')), 'a: --flag=value\n');
  });

  it('makes the parents that are missing, indented as the text is', () => {
    const text = 'spec:\n    containers:\n    -   name: web # first\n        image: a\n    -   name: db\nother: 1\n';
    assert.equal(
      edited(text, set('spec/containers/0/securityContext/capabilities/drop', ['ALL'])),
      'spec:\n    containers:\n    -   name: web # first\n        image: a\n        securityContext:\n            capabilities:\n                drop:\n                - ALL\n    -   name: db\nother: 1\n',
    );
  });

  it('adds below the last line of a member, whatever that is', () => {
    assert.equal(edited('a:\n  b: |\n    text\n\nz: 1\n', set('a/c', 1)), 'a:\n  b: |\n    text\n  c: 1\n\nz: 1\n');
    assert.equal(edited('a:\n  b: # nothing\nz: 1\n', set('a/c', 1)), 'a:\n  b: # nothing\n  c: 1\nz: 1\n');
    assert.equal(edited('a:\n  b: [1,\n    2] # two\n', set('a/c', 1)), 'a:\n  b: [1,\n    2] # two\n  c: 1\n');
    assert.equal(edited('a:\n  b: 1', set('a/c', 2)), 'a:\n  b: 1\n  c: 2');
    assert.equal(edited('a:\n- x: 1\n  y:\n  - 2\n- x: 3\n', set('a/0/z', 4)), 'a:\n- x: 1\n  y:\n  - 2\n  z: 4\n- x: 3\n');
  });

  it('fills what is empty or null', () => {
    assert.equal(edited('a:\n  b:\n', set('a/b/c', true)), 'a:\n  b:\n    c: true\n');
    assert.equal(edited('a:\n  b: {}\n', set('a/b/c', true)), 'a:\n  b: { c: true }\n');
    assert.equal(edited('a:\n  b: null # none\n', set('a/b/c', true)), 'a:\n  b:\n    c: true # none\n');
    assert.equal(edited('a:\n  b:\nc: 1\n', set('a/b', 2)), 'a:\n  b: 2\nc: 1\n');
  });

  it('keeps to flow style, on one line or several', () => {
    assert.equal(edited('a: { b: 1 } # x\n', set('a/c/d', 'e')), 'a: { b: 1, c: { d: e } } # x\n');
    assert.equal(edited('a: {b: 1}\n', set('a/b', 2)), 'a: {b: 2}\n');
    assert.equal(edited('a: {\n    b: 1\n  }\n', set('a/c', 2)), 'a: {\n    b: 1,\n    c: 2\n  }\n');
  });

  it('writes JSON into JSON', () => {
    assert.equal(
      edited('{\n  "a": {\n    "b": 1\n  }\n}\n', set('a/c', { d: [true] })),
      '{\n  "a": {\n    "b": 1,\n    "c": {\n      "d": [\n        true\n      ]\n    }\n  }\n}\n',
    );
    assert.equal(edited('{"a":{"b":1}}', set('a/c', 'x')), '{"a":{"b":1, "c": "x"}}');
    assert.equal(edited('{"a": {}}', set('a/c', 'x')), '{"a": { "c": "x" }}');
  });

  it('keeps line breaks of Windows', () => {
    assert.equal(edited('a:\r\n  b: 1\r\n', set('a/c/d', 2)), 'a:\r\n  b: 1\r\n  c:\r\n    d: 2\r\n');
  });

  it('replaces a collection by a scalar or a collection', () => {
    assert.equal(edited('a:\n  b: 1\n  # gone\n  c: 2\nd: 3\n', set('a', false)), 'a: false\nd: 3\n');
    assert.equal(edited('a: x\nd: 3\n', set('a', { b: 1 })), 'a:\n  b: 1\nd: 3\n');
    assert.equal(edited('a: [1, 2]\n', set('a', [3])), 'a:\n  - 3\n');
  });

  it('refuses what other fields share', () => {
    assert.match(edited('a: &x\n  b: 1\nc: *x\n', set('a/b', 2)), /^refused: .*shared/);
    assert.match(edited('a: &x\n  b: 1\nc: *x\n', set('c/b', 2)), /^refused: .*anchor/);
    assert.match(edited('a: &x\n  b: { c: 1 }\nd:\n  <<: *x\n', set('d/b/e', 2)), /^refused/);
    assert.equal(edited('a: &x\n  b: 1\nd:\n  <<: *x\n  c: 1\n', set('d/b', 2)), 'a: &x\n  b: 1\nd:\n  <<: *x\n  c: 1\n  b: 2\n');
  });

  it('refuses templates, broken texts and duplicate keys', () => {
    assert.match(edited('a: "{{ .Values.a }}"\nb: 1\n', set('b', 2)), /template/);
    assert.match(edited('a: [\n', set('a', 2)), /parsed/);
    assert.match(edited('a: 1\na: 2\n', set('a', 3)), /twice/);
  });
});

describe('adding an item', () => {
  it('comes after the last one', () => {
    assert.equal(edited('a:\n- 1\n- 2 # two\nb: 1\n', add('a', 3)), 'a:\n- 1\n- 2 # two\n- 3\nb: 1\n');
    assert.equal(edited('a: [1, 2]\n', add('a', 'x')), 'a: [1, 2, x]\n');
    assert.equal(edited('a: []\n', add('a', 'x')), 'a: [x]\n');
    assert.equal(edited('a:\n  - b: 1\n', add('a', { c: { d: 1 }, e: [2] })), 'a:\n  - b: 1\n  - c:\n      d: 1\n    e:\n      - 2\n');
    assert.equal(edited('a:\n  b: 1\n', add('a/c', 'x')), 'a:\n  b: 1\n  c:\n    - x\n');
    assert.equal(edited('{\n  "a": [\n    "x"\n  ]\n}\n', add('a', 'y')), '{\n  "a": [\n    "x",\n    "y"\n  ]\n}\n');
  });
});

describe('removing', () => {
  it('takes whole lines', () => {
    assert.equal(edited('a: 1 # one\nb: 2\n', remove('a')), 'b: 2\n');
    assert.equal(edited('a: 1\nb:\n  c: 2\n  d: 3\n', remove('b')), 'a: 1\n');
    assert.equal(edited('a: 1\nb: 2', remove('b')), 'a: 1');
    assert.equal(edited('a:\n  - x: 1\n    w: 2\n  - z\n', remove('a/0')), 'a:\n  - z\n');
    assert.equal(edited('a:\n  - x: 1\n    w: 2\n', remove('a/0/x')), 'a:\n  - w: 2\n');
    assert.equal(edited('a:\n  - x: 1\n    w: 2\n', remove('a/0/w')), 'a:\n  - x: 1\n');
  });

  it('leaves an empty collection behind the last one', () => {
    assert.equal(edited('a:\n  b: 1\nc: 2\n', remove('a/b')), 'a: {}\nc: 2\n');
    assert.equal(edited('a:\n  - 1\nc: 2\n', remove('a/0')), 'a: []\nc: 2\n');
    assert.equal(edited('a: [1]\n', remove('a/0')), 'a: []\n');
  });

  it('takes a comma along in flow style', () => {
    assert.equal(edited('a: [1, 2, 3]\n', remove('a/0')), 'a: [2, 3]\n');
    assert.equal(edited('a: [1, 2, 3]\n', remove('a/2')), 'a: [1, 2]\n');
    assert.equal(edited('a: { b: 1, c: 2 }\n', remove('a/b')), 'a: { c: 2 }\n');
  });
});

describe('renaming', () => {
  it('changes the key alone', () => {
    assert.equal(edited('a:\n  Bc: 1 # x\n', { kind: 'rename', path: ['a', 'Bc'], key: 'bc' }), 'a:\n  bc: 1 # x\n');
    assert.match(edited('a:\n  Bc: 1\n  bc: 2\n', { kind: 'rename', path: ['a', 'Bc'], key: 'bc' }), /refused/);
  });
});
