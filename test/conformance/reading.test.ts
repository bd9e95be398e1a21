/**
 * The two readings of a document agree: the value that checks look at, and the places that findings point to. Every leaf of every
 * document is looked up, the text found there is read again by itself, and compared.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { FieldPath } from '../../src/core/index.ts';
import { readYaml, type YamlDocument } from '../../src/formats/index.ts';
import { conformancePath, skipWithout } from './data.ts';

function* leaves(value: unknown, path: FieldPath = []): Generator<readonly [FieldPath, unknown]> {
  if (typeof value !== 'object' || value === null) {
    yield [path, value];
    return;
  }
  for (const [key, child] of Array.isArray(value) ? value.entries() : Object.entries(value)) yield* leaves(child, [...path, key]);
}

/** What one leaf reads as where it is located: as a member of a block collection at its own column, or of a flow collection. */
function reread(text: string, document: YamlDocument, path: FieldPath): unknown[] {
  const { start, end, exact } = document.locate(path);
  if (!exact) return ['not found'];
  const found = text.slice(start, end);
  const lead = ' '.repeat(start - text.lastIndexOf('\n', start - 1) - 1);
  const readings =
    typeof path.at(-1) === 'string' ? [`${lead}${found}\n`, `{${found}\n}`] : [`${lead.slice(2)}- ${found}\n`, `[${found}\n]`];
  return readings.map((reading) => {
    const { documents, errors } = readYaml(reading);
    return errors[0]?.message ?? documents[0]?.value;
  });
}

function check(name: string, text: string, wrong: string[]): number {
  let count = 0;
  for (const document of readYaml(text).documents) {
    for (const [path, value] of leaves(document.value)) {
      const key = path.at(-1);
      if (key === undefined || isAliased(text, document, path)) continue;
      count++;
      const expected = typeof key === 'string' ? { [key]: value } : [value];
      const actual = reread(text, document, path);
      if (!actual.some((one) => trimmed(one) === trimmed(expected)))
        wrong.push(`${name} ${path.join('.')}: ${JSON.stringify(actual)} for ${JSON.stringify(expected)}`);
    }
  }
  return count;
}

/** The place of a block scalar ends at its last line with content, so the line breaks at its end are not compared. */
function trimmed(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? part.trimEnd() : part));
}

/** An alias cannot be read without its anchor. */
function isAliased(text: string, document: YamlDocument, path: FieldPath): boolean {
  const { start, end } = document.locate(path);
  return /^(?:[^\n]*?:[ \t]+)?\*[\w-]+$/.test(text.slice(start, end));
}

describe('the place of every field', { skip: skipWithout('corpora') }, () => {
  it('is right in every manifest of the corpora', () => {
    const folder = conformancePath('corpora');
    const files = globSync('**/*.{yaml,yml,json}', { cwd: folder }).sort();
    const wrong: string[] = [];
    let count = 0;
    for (const file of files) count += check(file, readFileSync(`${folder}/${file}`, 'utf8'), wrong);
    assert.deepEqual(wrong, []);
    assert.ok(files.length > 100 && count > 10_000, `${count} fields in ${files.length} files`);
  });
});

describe('the place of every field', { skip: skipWithout('pod-security') }, () => {
  it('is right in every manifest of the Pod Security fixtures', () => {
    const wrong: string[] = [];
    let count = 0;
    for (const line of readFileSync(conformancePath('pod-security/cases.jsonl'), 'utf8').trim().split('\n')) {
      const { id, manifest } = JSON.parse(line) as { id: string; manifest: string };
      count += check(id, manifest, wrong);
    }
    assert.deepEqual(wrong, []);
    assert.ok(count > 1000, `${count} fields`);
  });
});
