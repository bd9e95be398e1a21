import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CATALOGUE } from './catalogue.ts';
import { requirementsOf, requirementTitle, STANDARD_IDS } from './standards.ts';

describe('the standards', () => {
  it('have every requirement that a check names', () => {
    const unknown = CATALOGUE.flatMap((check) =>
      STANDARD_IDS.flatMap((standard) =>
        (check.standards[standard] ?? [])
          .filter((requirement) => requirementTitle(standard, requirement) === undefined)
          .map((requirement) => `${check.id}: ${standard} ${requirement}`),
      ),
    );
    assert.deepEqual(unknown, []);
  });

  it('give every requirement a title, and nothing else one', () => {
    for (const standard of STANDARD_IDS) {
      assert.ok(requirementsOf(standard).length > 0, standard);
      for (const requirement of requirementsOf(standard)) assert.match(requirementTitle(standard, requirement) ?? '', /\S/, requirement);
      for (const wrong of ['', '9.9.9', 'constructor', '__proto__']) assert.equal(requirementTitle(standard, wrong), undefined);
    }
  });

  it('are not named twice for one requirement by a check', () => {
    const twice = CATALOGUE.flatMap(({ id, standards }) =>
      STANDARD_IDS.filter((standard) => new Set(standards[standard]).size !== (standards[standard] ?? []).length).map((s) => `${id}: ${s}`),
    );
    assert.deepEqual(twice, []);
  });
});
