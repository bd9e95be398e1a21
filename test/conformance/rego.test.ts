/** Every case of the suite that Open Policy Agent publishes for implementations of Rego, and the tests that Gatekeeper's policies have. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { skipWithout } from './data.ts';
import { readRegoCases } from './rego-cases.ts';
import { judgeGatekeeperLibrary } from './rego-gatekeeper.ts';
import { judgeCase, type RegoCase } from './rego-judge.ts';

describe('the published cases of Rego', { skip: skipWithout('rego-v1') }, () => {
  const folders = Map.groupBy(skipWithout('rego-v1') === false ? readRegoCases() : [], ({ folder }) => folder);
  for (const [folder, cases] of folders) {
    it(`${folder} (${cases.length})`, () => {
      assert.deepEqual(cases.flatMap(failure), []);
    });
  }
});

it("the tests of Gatekeeper's library", { skip: skipWithout('gatekeeper-library') }, () => {
  const verdicts = judgeGatekeeperLibrary();
  assert.deepEqual(
    verdicts.flatMap(({ policy, failures }) => failures.map((text) => `${policy}: ${text}`)),
    [],
  );
  assert.ok(verdicts.every(({ passed }) => passed > 0));
});

function failure(entry: RegoCase): readonly string[] {
  const { passed, detail } = judgeCase(entry);
  return passed ? [] : [`${entry.note}: ${detail}`];
}
