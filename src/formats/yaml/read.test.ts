import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import { assert as assertProperty, jsonValue, property } from 'fast-check';
import { readYaml } from './read.ts';

const RUNS = process.env['SEAWALL_DEEP'] ? 20_000 : 300;

function valueOf(text: string): unknown {
  const { documents, errors } = readYaml(text);
  assert.deepEqual(errors, [], text);
  return documents[0]?.value;
}

function errorOf(text: string): string {
  return readYaml(text).errors[0]?.message ?? '';
}

describe('a document', () => {
  /** Left the text, right what sigs.k8s.io/yaml v1.6.0 makes of it. */
  const cases: readonly (readonly [string, unknown])[] = [
    ['a: "x\nb"\n', { a: 'x b' }],
    ["a:\n  b: 'x\n y'\n", { a: { b: 'x y' } }],
    ['a:\n  b: "x\ny"\nc: 1\n', { a: { b: 'x y' }, c: 1 }],
    ['a:\n  b: [1,\n  2\n]\nc: 3', { a: { b: [1, 2] }, c: 3 }],
    ['a: {x: 1,\nz: 2\n}\n', { a: { x: 1, z: 2 } }],
    ['a: |-\n  x\n\n\n', { a: 'x' }],
    ['a: |+\n  x\n\n\n', { a: 'x\n\n\n' }],
    ['a: |2\n   x\n', { a: ' x\n' }],
    ['a: >-\n  x\n   y\n  z\n', { a: 'x\n y\nz' }],
    ['a: >\n\n  x\n\n\n  y\n   z\n\n  w\n', { a: '\nx\n\ny\n z\n\nw\n' }],
    ['a: |\n  last line without its break', { a: 'last line without its break' }],
    ['a: >+\n  x', { a: 'x' }],
    ['a: |\r\n  x\r\n  y\r\n', { a: 'x\ny\n' }],
    ['a: "x\r\n  y"\r\nb: 2\r\n', { a: 'x y', b: 2 }],
    ['\uFEFFa: 1\n', { a: 1 }],
    ['a:\tb\t# c\n', { a: 'b' }],
    ['{\n\ta: 1\n}', { a: 1 }],
    ['a:\n- b\n- c\nd: e\n', { a: ['b', 'c'], d: 'e' }],
    ['[a: 1, b]', [{ a: 1 }, 'b']],
    ['{a, b: 1,}', { a: null, b: 1 }],
    ['{"a":[1,2,{"b":null}],"c":"\\u00e9"}', { a: [1, 2, { b: null }], c: 'é' }],
    ['- |\n x\n-\n z\n', ['x\n', 'z']],
    ['a: x\n\n y\n', { a: 'x\ny' }],
    ['a: "x \\\n   y\\n\\\n   z"\n', { a: 'x y\nz' }],
    ['"x y": z\nhttp://x: w\na[0]: b\n', { 'x y': 'z', 'http://x': 'w', 'a[0]': 'b' }],
    ['a: $(x)\nb: x#y\nc: "" # d\n', { a: '$(x)', b: 'x#y', c: '' }],
    ['&k a: 1\n*k : 2\n', { a: 2 }],
    ['a: &x\nb: *x\n', { a: null, b: null }],
  ];

  for (const [text, expected] of cases) it(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(valueOf(text), expected));

  it('is refused where the specification and Kubernetes refuse it', () => {
    const texts = [
      'a:\n\tb: 1\n',
      'a: b: c\n',
      'a: - b\n',
      'a: @b\n',
      'a: `b\n',
      'a: "b\n',
      '{a: b',
      'a: [b\nc: d\n',
      'a:\n  b: 1\n c: 2\n',
      'a: *x\n',
      'a: {{ b }}c\n',
      '"\\q"',
      'a: b\0c',
    ];
    for (const text of texts) assert.notEqual(errorOf(text), '', text);
  });

  it('keeps keys that JavaScript gives a meaning as plain keys', () => {
    const value = valueOf('__proto__: {polluted: true}\nconstructor: 2\ntoString: 3\n<<: {__proto__: {more: 1}}') as object;
    assert.deepEqual(Object.keys(value), ['__proto__', 'constructor', 'toString']);
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
    assert.equal(('polluted' as keyof typeof value) in value, false);
  });

  it('reads back every JSON value', () => {
    assertProperty(
      property(jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        assert.equal(JSON.stringify(valueOf(text)), text);
        assert.equal(JSON.stringify(valueOf(JSON.stringify(value, undefined, 2))), text);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('merge keys', () => {
  /** As goyaml.v2 decides: a merge writes its keys where it stands, so what comes later wins. */
  const cases: readonly (readonly [string, unknown])[] = [
    ['a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3\n', { p: 1, q: 3 }],
    ['a: &x {p: 1, q: 2}\nb:\n  q: 3\n  <<: *x\n', { q: 2, p: 1 }],
    ['a: &x {p: 1}\nc: &y {p: 2, r: 3}\nb:\n  <<: [*x, *y]\n', { p: 1, r: 3 }],
    ['b: {"<<": {a: 1}}', { '<<': { a: 1 } }],
    ['b: {<<: [{a: 1}, {a: 2}], <<: {b: 1}}', { a: 1, b: 1 }],
  ];

  for (const [text, expected] of cases)
    it(`reads ${JSON.stringify(text)}`, () => assert.deepEqual((valueOf(text) as { b: unknown }).b, expected));

  it('need a mapping or a list of mappings', () => {
    for (const text of ['b: {<<: 1}', 'b: {<<: ~}', 'b: {<<: [1]}', 'b: {<<: [[{a: 1}]]}']) assert.match(errorOf(text), /merge key/, text);
  });

  it('are no duplicates of the keys beside them', () => {
    assert.deepEqual(readYaml('a: &x {p: 1}\nb: {<<: *x, p: 2}').documents[0]?.duplicates, []);
  });
});

describe('duplicate keys', () => {
  it('are told with their path and the place of the later one, which wins', () => {
    const text = 'spec:\n  - a: 1\n    b: 2\n    a: 3\n';
    const [document] = readYaml(text).documents;
    assert.deepEqual(document?.value, { spec: [{ a: 3, b: 2 }] });
    assert.deepEqual(document?.duplicates, [{ path: ['spec', 0, 'a'], offset: text.lastIndexOf('a: 3') }]);
  });

  it('are recognised by what they become', () => {
    assert.deepEqual(
      readYaml('on: 1\n"true": 2\n').documents[0]?.duplicates.map(({ path }) => path),
      [['true']],
    );
  });

  it('after a merge are told from the second on', () => {
    const [document] = readYaml('a: &x {p: 1}\nb: {<<: *x, p: 2, p: 3}').documents;
    assert.deepEqual(
      document?.duplicates.map(({ path }) => path),
      [['b', 'p']],
    );
  });
});

describe('a stream', () => {
  it('is not silent about a line that was meant as a key and reads as a directive', () => {
    const { documents, errors } = readYaml('a: 1\n---\n# a comment\n%key: 1\n---\nb: 2\n');
    assert.deepEqual(
      documents.map(({ value }) => value),
      [{ a: 1 }, { b: 2 }],
    );
    assert.deepEqual(
      errors.map(({ offset }) => offset),
      ['a: 1\n---\n# a comment\n'.length],
    );
    assert.deepEqual(readYaml('%YAML 1.1\n---\na: 1\n').errors, []);
  });

  it('gives each document its number and its slice', () => {
    const text = '# head\n---\na: 1\n--- # two\nb: 2\n...\n---\n# nothing\n---\nc: 3';
    const { documents } = readYaml(text);
    assert.deepEqual(
      documents.map(({ value, index, start, end }) => [value, index, text.slice(start, end).trim()]),
      [
        [{ a: 1 }, 0, 'a: 1'],
        [{ b: 2 }, 1, '# two\nb: 2'],
        [{ c: 3 }, 2, 'c: 3'],
      ],
    );
  });

  it('ends a document at a marker even inside a block scalar or a quoted one', () => {
    assert.deepEqual(
      readYaml('a: |\n  x\n---\nb: 1\n').documents.map(({ value }) => value),
      [{ a: 'x\n' }, { b: 1 }],
    );
    assert.deepEqual(
      readYaml('a: |\n  x\n  ---\n  y\n').documents.map(({ value }) => value),
      [{ a: 'x\n---\ny\n' }],
    );
    assert.deepEqual(
      readYaml('a: ---b\nc: "\n  ---\n  "\n----: d\n').documents.map(({ value }) => value),
      [{ a: '---b', c: ' --- ', '----': 'd' }],
    );
  });

  it('is read on after a broken document, whose error has its place in the whole text', () => {
    const text = 'a: 1\n---\nb: [\n---\nc: *none\n---\nd: 1\n';
    const { documents, errors } = readYaml(text);
    assert.deepEqual(
      documents.map(({ value }) => value),
      [{ a: 1 }, { d: 1 }],
    );
    assert.deepEqual(
      errors.map(({ isLimit }) => isLimit),
      [false, false],
    );
    assert.equal(errors[1]?.offset, text.indexOf('none'));
  });

  it('that holds nothing has no documents', () => {
    for (const text of ['', '\n\n', '# only a comment', '---\n---\n', '\uFEFF', '--- # c\n...\n'])
      assert.deepEqual(readYaml(text), { documents: [], errors: [] }, JSON.stringify(text));
  });
});
