/** Every case of the suite that Open Policy Agent publishes for implementations of Rego. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { skipWithout } from './data.ts';
import { judgeCase, type RegoCase, readRegoCases } from './rego-cases.ts';

describe('the published cases of Rego', { skip: skipWithout('rego-v1') }, () => {
  const folders = Map.groupBy(skipWithout('rego-v1') === false ? readRegoCases() : [], ({ folder }) => folder);
  for (const [folder, cases] of folders) {
    it(`${folder} (${cases.length})`, () => {
      assert.deepEqual(cases.flatMap(failure), []);
    });
  }
});

function failure(entry: RegoCase): readonly string[] {
  const { passed, detail } = judgeCase(entry);
  return passed ? [] : [`${entry.note}: ${detail}`];
}
