import assert from 'node:assert/strict';
import { it } from 'node:test';
import { CATALOGUE } from './catalogue.ts';
import { requirementTitle, STANDARD_IDS } from './standards.ts';

it('every requirement that a check names exists in its standard', () => {
  const unknown = CATALOGUE.flatMap((check) =>
    STANDARD_IDS.flatMap((standard) =>
      (check.standards[standard] ?? [])
        .filter((requirement) => requirementTitle(standard, requirement) === undefined)
        .map((requirement) => `${check.id}: ${standard} ${requirement}`),
    ),
  );
  assert.deepEqual(unknown, []);
});
