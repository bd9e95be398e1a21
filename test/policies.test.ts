import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { CATALOGUE } from '../src/checks/index.ts';
import { readInventory } from '../src/inventory/index.ts';
import { obstacleOf } from '../src/policies/index.ts';
import { inputOf, readCases, settingsFor } from './check-fixtures.ts';
import { policyOf, verdictsOfCheck, verdictsOfPolicy } from './policy-equality.ts';

const CHECKS = join(import.meta.dirname, '../src/checks');
const EXPORTABLE = CATALOGUE.filter((check) => obstacleOf(check, 'rego') === undefined);

describe('exported policies', () => {
  for (const check of EXPORTABLE) {
    it(`${check.id} says what its check says`, () => {
      for (const fixture of readCases(join(CHECKS, `${check.id}.yaml`))) {
        const settings = settingsFor(check, fixture);
        const inventory = readInventory([inputOf(fixture)]);
        const expected = verdictsOfCheck(check, inventory, settings);
        const policy = policyOf(check, settings);
        assert.deepEqual([...verdictsOfPolicy(check, policy, inventory).values()], [...expected.values()], fixture.name);
        if (fixture.verdict === 'fail') assert.ok(expected.size > 0, fixture.name);
      }
    });
  }
});
