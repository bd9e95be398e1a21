import assert from 'node:assert/strict';
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { CATALOGUE } from '../src/checks/index.ts';
import { linesFound, linesMarked, readCases, wordsMarked } from './check-fixtures.ts';

const CHECKS = join(import.meta.dirname, '../src/checks');

describe('the catalogue of checks', () => {
  it('has ids of the form folder/name, each once', () => {
    const ids = CATALOGUE.map((check) => check.id);
    assert.deepEqual(
      ids.filter((id) => !/^[a-z-]+\/[a-z0-9-]+$/.test(id)),
      [],
    );
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    );
  });

  it('lists every file that defines a check, under the id that is its path', () => {
    const files = globSync('*/*.{yaml,dockerfile}', { cwd: CHECKS }).map((file) =>
      file.replaceAll('\\', '/').replace(/\.(?:yaml|dockerfile)$/, ''),
    );
    assert.deepEqual(files.sort(), CATALOGUE.map((check) => check.id).sort());
    assert.deepEqual(
      files.filter((file) => !existsSync(join(CHECKS, `${file}.ts`))),
      [],
    );
  });

  for (const check of CATALOGUE) {
    describe(check.id, () => {
      const cases = readCases(join(CHECKS, `${check.id}.${check.on === 'dockerfile' ? 'dockerfile' : 'yaml'}`));

      it('says what is wrong, why, and what to do about it', () => {
        assert.ok(check.title.length >= 10 && !check.title.endsWith('.'));
        assert.ok(check.why.length >= 60 && check.why.endsWith('.'));
        assert.ok(check.remedy.length >= 30);
        assert.ok(Object.keys(check.standards).length > 0);
      });

      it('has cases that pass and cases that fail', () => {
        assert.deepEqual([...new Set(cases.map((fixture) => fixture.verdict))].sort(), ['fail', 'pass']);
      });

      for (const fixture of cases) {
        it(`${fixture.verdict === 'pass' ? 'accepts' : 'reports'} ${fixture.name}`, async () => {
          const { lines, words, messages, problems } = await linesFound(check, fixture);
          assert.deepEqual(problems, []);
          assert.deepEqual(lines, linesMarked(fixture), messages.join('\n'));
          assert.deepEqual(
            wordsMarked(fixture).filter((word) => !words.includes(word)),
            [],
            words.join('\n'),
          );
          if (fixture.verdict === 'fail') assert.ok(lines.length > 0, 'a failing case marks at least one line');
        });
      }
    });
  }
});
