import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import {
  type Arbitrary,
  array,
  assert as assertProperty,
  boolean,
  constantFrom,
  dictionary,
  integer,
  letrec,
  oneof,
  property,
  string,
} from 'fast-check';
import type { FieldPath } from '../../core/index.ts';
import { readYaml } from './read.ts';

const RUNS = process.env['SEAWALL_DEEP'] ? 5000 : 200;

/** The text at a path of the first document. */
function textAt(text: string, ...path: FieldPath): string {
  const location = readYaml(text).documents[0]?.locate(path);
  assert.ok(location?.exact, `${JSON.stringify(path)} was not found`);
  return text.slice(location.start, location.end);
}

function parentAt(text: string, ...path: FieldPath): string {
  const location = readYaml(text).documents[0]?.locate(path);
  assert.equal(location?.exact, false);
  return text.slice(location?.start, location?.end);
}

describe('a field', () => {
  const text =
    'kind: Pod # a comment\nspec:\n  containers:\n    - name: "web"\n      args: [ "-v", 2 ]\n      note: |\n        one\n        two\n\n    - { name: db }\n';

  it('reaches from its key to the end of its scalar', () => {
    assert.equal(textAt(text, 'kind'), 'kind: Pod');
    assert.equal(textAt(text, 'spec', 'containers', 0, 'name'), 'name: "web"');
    assert.equal(textAt(text, 'spec', 'containers', 1, 'name'), 'name: db');
  });

  it('with a block scalar ends at the last line with content', () => {
    assert.equal(textAt(text, 'spec', 'containers', 0, 'note'), 'note: |\n        one\n        two');
  });

  it('with a collection is its key alone', () => {
    assert.equal(textAt(text, 'spec', 'containers'), 'containers');
    assert.equal(textAt(text, 'spec', 'containers', 0, 'args'), 'args');
  });

  it('in a list is the scalar, or the first line of the item', () => {
    assert.equal(textAt(text, 'spec', 'containers', 0, 'args', 0), '"-v"');
    assert.equal(textAt(text, 'spec', 'containers', 0, 'args', 1), '2');
    assert.equal(textAt(text, 'spec', 'containers', 0), 'name: "web"');
    assert.equal(textAt(text, 'spec', 'containers', 1), '{ name: db }');
  });

  it('that is absent gives its nearest parent', () => {
    assert.equal(parentAt(text, 'spec', 'hostNetwork'), 'spec');
    assert.equal(parentAt(text, 'spec', 'containers', 0, 'securityContext', 'privileged'), 'name: "web"');
    assert.equal(parentAt(text, 'spec', 'containers', 7, 'image'), 'containers');
    assert.equal(parentAt(text, 'kind', 'deeper', 0), 'kind: Pod');
    assert.equal(parentAt(text, 'metadata', 'name'), 'kind: Pod');
  });

  it('given twice is the later one, which counts', () => {
    assert.equal(textAt('a: 1\nb: 2\na: 3\n', 'a'), 'a: 3');
  });

  it('behind an alias is where the anchor declares it', () => {
    assert.equal(textAt('a: &x {p: 1}\nb: *x\n', 'b', 'p'), 'p: 1');
    assert.equal(textAt('a: &x {p: 1}\nb: *x\n', 'b'), 'b: *x');
  });

  it('that a merge brings is where the merged mapping declares it', () => {
    const merged = 'a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3\n';
    assert.equal(textAt(merged, 'b', 'p'), 'p: 1');
    assert.equal(textAt(merged, 'b', 'q'), 'q: 3');
  });

  it('behind an anchor that is given twice is the one that the alias means', () => {
    const twice = 'a: &x {p: 1}\nb: *x\nc: &x {p: 2}\nd: *x\n';
    assert.equal(textAt(twice, 'b', 'p'), 'p: 1');
    assert.equal(textAt(twice, 'd', 'p'), 'p: 2');
  });

  it('is found in CRLF texts, after a byte order mark and in later documents', () => {
    assert.equal(textAt('\uFEFFa:\r\n  b: 1\r\n', 'a', 'b'), 'b: 1');
    const stream = 'x: 1\n---\na:\n  b: 2\n';
    const location = readYaml(stream).documents[1]?.locate(['a', 'b']);
    assert.equal(stream.slice(location?.start, location?.end), 'b: 2');
  });

  it('is found after quoted scalars and brackets whose indentation only Go accepts', () => {
    const odd = 'a:\n  b: "one\ntwo\nthree"\n  c: [1,\n2,\n{d: 3}\n]\n  e: \'x\n\n y\'\nf: g\n';
    assert.equal(textAt(odd, 'a', 'b'), 'b: "one\ntwo\nthree"');
    assert.equal(textAt(odd, 'a', 'c', 1), '2');
    assert.equal(textAt(odd, 'a', 'c', 2, 'd'), 'd: 3');
    assert.equal(textAt(odd, 'a', 'e'), "e: 'x\n\n y'");
    assert.equal(textAt(odd, 'f'), 'f: g');
  });

  it('in a broken document after repairs is still named at its place', () => {
    const broken = 'a:\n  b: "one\ntwo"\n  c: "three\nfour"\n  d: ]\n';
    assert.equal(readYaml(broken).errors[0]?.offset, broken.indexOf(']'));
  });
});

const { node } = letrec<{ node: unknown; leaf: unknown }>((tie) => ({
  leaf: oneof(integer(), boolean(), string({ maxLength: 12 })),
  node: oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    array(tie('node'), { maxLength: 4 }),
    dictionary(string({ maxLength: 8 }), tie('node'), { maxKeys: 4 }),
  ),
}));

function* paths(value: unknown, path: FieldPath = []): Generator<FieldPath> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Array.isArray(value) ? value.entries() : Object.entries(value)) yield* paths(child, [...path, key]);
}

describe('every field of a random document', () => {
  const writers: Arbitrary<(value: unknown) => string> = constantFrom(
    (value) => JSON.stringify(value),
    (value) => JSON.stringify(value, undefined, 2),
    (value) => `# first\n---\n${JSON.stringify(value, undefined, 1).replaceAll('\n', '\r\n')}\r\n`,
  );

  it('lies at a place that starts with its key', () => {
    assertProperty(
      property(node, writers, (value, write) => {
        const text = write(value);
        const [document] = readYaml(text).documents;
        for (const path of paths(value)) {
          const location = document?.locate(path);
          assert.equal(location?.exact, true, JSON.stringify(path));
          const found = text.slice(location?.start, location?.end);
          const key = path.at(-1);
          if (typeof key === 'string') assert.ok(found.startsWith(JSON.stringify(key)), `${JSON.stringify(path)}: ${found}`);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
