import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { cheapestHittingSet } from './hitting-set.ts';

const ELEMENTS = 9;

it('finds a set as cheap as trying every set does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uniqueArray(fc.nat({ max: ELEMENTS - 1 }), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: ELEMENTS, maxLength: ELEMENTS }),
      (conflicts, costs) => {
        const costOf = (element: number): number => costs[element] as number;
        const { chosen, cost, bound } = cheapestHittingSet(conflicts, costOf);
        assert.ok(conflicts.every((conflict) => conflict.some((element) => chosen.includes(element))));
        assert.equal(
          cost,
          chosen.reduce((sum, element) => sum + costOf(element), 0),
        );
        assert.equal(cost, exhaustive(conflicts, costOf));
        assert.equal(bound, cost);
      },
    ),
    { numRuns: 2000 },
  );
});

it('has nothing to choose where there is no conflict', () => {
  assert.deepEqual(
    cheapestHittingSet([], () => 1),
    { chosen: [], cost: 0, bound: 0 },
  );
});

function exhaustive(conflicts: readonly (readonly number[])[], costOf: (element: number) => number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let set = 0; set < 2 ** ELEMENTS; set++) {
    const has = (element: number): boolean => ((set >> element) & 1) === 1;
    if (!conflicts.every((conflict) => conflict.some(has))) continue;
    let cost = 0;
    for (let element = 0; element < ELEMENTS; element++) if (has(element)) cost += costOf(element);
    best = Math.min(best, cost);
  }
  return best;
}
