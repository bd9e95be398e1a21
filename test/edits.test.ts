import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import { assert as assertProperty, boolean, constantFrom, integer, oneof, property, string } from 'fast-check';
import { applyEdit, type FieldEdit, type FieldPath, isRecord } from '../src/core/index.ts';
import { editDocument, readYaml } from '../src/formats/index.ts';
import { corpusFiles } from './conformance/corpora.ts';
import { skipWithout } from './conformance/data.ts';

const RUNS = process.env['SEAWALL_DEEP'] ? 20_000 : 2000;

interface Sample {
  readonly text: string;
  readonly value: unknown;
  readonly paths: readonly FieldPath[];
}

function readSamples(): Sample[] {
  return corpusFiles().flatMap(({ text }) =>
    readYaml(text).documents.flatMap(({ value, start, end }) => {
      const own = text.slice(start, end);
      return own.length > 60_000 || !isRecord(value) ? [] : [{ text: own, value, paths: [...pathsOf(value)] }];
    }),
  );
}

function* pathsOf(value: unknown, path: FieldPath = []): Generator<FieldPath> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Array.isArray(value) ? value.entries() : Object.entries(value)) yield* pathsOf(child, [...path, key]);
}

const VALUES = oneof(
  boolean(),
  integer(),
  string(),
  constantFrom<unknown>(
    'ALL',
    'yes',
    '0777',
    'a: b',
    '# x',
    ['ALL'],
    { type: 'RuntimeDefault' },
    { drop: ['ALL'], add: [] },
    {},
    [],
    [{ name: 'a', value: 'b' }],
  ),
);

describe('random edits of real manifests', { skip: skipWithout('corpora') }, () => {
  const samples = readSamples();

  it('change what they name and leave every other line and comment alone', () => {
    let made = 0;
    assertProperty(
      property(
        integer({ min: 0 }),
        integer({ min: 0 }),
        constantFrom('set', 'insert', 'add', 'remove', 'rename'),
        VALUES,
        (which, where, kind, value) => {
          const { text, value: before, paths } = samples[which % samples.length] as Sample;
          const path = paths[where % paths.length] ?? [];
          const edit = editOf(kind, path, value);
          const wanted = applyEdit(before, edit);
          const result = editDocument(text, [edit]);
          if ('refused' in result) return;
          made++;
          const { documents, errors } = readYaml(result.text);
          assert.deepEqual(errors, []);
          assert.deepEqual(JSON.parse(JSON.stringify(documents[0]?.value)), JSON.parse(JSON.stringify(wanted)));
          // One stretch of the text is replaced: the lines before and after it are those of the original.
          const old = text.split('\n');
          const lines = result.text.split('\n');
          let top = 0;
          while (top < old.length && old[top] === lines[top]) top++;
          let bottom = 0;
          while (bottom < old.length - top && old.at(-1 - bottom) === lines.at(-1 - bottom)) bottom++;
          const touched = old.slice(top, old.length - bottom);
          if (kind === 'insert' || kind === 'add')
            assert.ok(touched.length <= 1 || touched.every((line) => lines.join('\n').includes(line.trim())), touched.join('\n'));
          if (kind !== 'remove' && kind !== 'set') {
            const comments = (all: readonly string[]): string[] => all.filter((line) => /^\s*#/.test(line));
            assert.deepEqual(comments(lines), comments(old));
          }
        },
      ),
      { numRuns: RUNS },
    );
    assert.ok(made > RUNS / 3, `only ${made} of ${RUNS} edits were made`);
  });
});

function editOf(kind: string, path: FieldPath, value: unknown): FieldEdit {
  switch (kind) {
    case 'insert':
      return { kind: 'set', path: [...path.slice(0, -1), 'addedField'], value };
    case 'add':
      return { kind: 'add', path, value };
    case 'remove':
      return { kind: 'remove', path };
    case 'rename':
      return { kind: 'rename', path, key: 'renamedField' };
    default:
      return { kind: 'set', path, value };
  }
}
