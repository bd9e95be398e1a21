import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { createFilter, isSuite, type JsonObject, readSuite, runSuite } from '../../src/engines/gatekeeper/index.ts';
import { readYaml } from '../../src/formats/index.ts';
import { conformancePath, skipWithout } from './data.ts';

function objectsIn(file: string): readonly JsonObject[] {
  return readYaml(readFileSync(file, 'utf8')).documents.flatMap(({ value }) =>
    typeof value === 'object' && value !== null ? [value as JsonObject] : [],
  );
}

describe("suites of Gatekeeper's library", { skip: skipWithout('gatekeeper-library') }, () => {
  const root = conformancePath('gatekeeper-library');
  const files = globSync('**/suite.yaml', { cwd: root }).toSorted();
  for (const file of files) {
    it(dirname(file), () => {
      const [object] = objectsIn(join(root, file));
      assert.ok(object && isSuite(object));
      const { suite, mistakes } = readSuite(object);
      assert.deepEqual(mistakes, []);
      const results = runSuite(suite, createFilter(''), {
        read: (name) => objectsIn(join(root, dirname(file), name)),
        clock: () => 0,
      });
      assert.ok(results.length > 0);
      assert.deepEqual(
        results.flatMap(({ name, error, cases }) => [
          ...(error === undefined ? [] : [`${name}: ${error}`]),
          ...cases.flatMap((one) => (one.error === undefined ? [] : [`${name}/${one.name}: ${one.error}`])),
        ]),
        [],
      );
    });
  }
});
