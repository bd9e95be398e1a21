import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { generatedFiles } from '../scripts/generated-files.ts';

const ROOT = join(import.meta.dirname, '..');
const FILES = generatedFiles();

describe('what is made from code', () => {
  for (const [file, text] of FILES) {
    it(`${file} is fresh`, () => {
      assert.ok(existsSync(join(ROOT, file)), 'run: npm run generate');
      assert.equal(readFileSync(join(ROOT, file), 'utf8'), text, 'run: npm run generate');
    });
  }

  it('has no page left over from a folder of checks that is gone', () => {
    const pages = globSync('docs/checks/*.md', { cwd: ROOT }).map((file) => file.replaceAll('\\', '/'));
    assert.deepEqual(
      pages.filter((page) => !FILES.has(page)),
      [],
    );
  });
});
