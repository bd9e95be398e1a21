import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { forEachId, has, idSet, sizeOf } from './id-set.ts';

describe('a set of numbers', () => {
  it('holds what was put in, as bits and as a list', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.array(fc.nat({ max: 299 })), (size, numbers) => {
        const ids = [...new Set(numbers.map((number) => number % size))];
        const set = idSet(ids, size);
        kinds.add(set.kind);
        const visited: number[] = [];
        forEachId(set, (id) => visited.push(id));
        assert.deepEqual(
          visited,
          ids.toSorted((a, b) => a - b),
        );
        assert.equal(sizeOf(set), ids.length);
        for (let id = 0; id < size; id++) assert.equal(has(set, id), ids.includes(id));
      }),
    );
    assert.deepEqual([...kinds].sort(), ['bits', 'list']);
    assert.ok(!has(undefined, 0) && sizeOf(undefined) === 0);
  });
});
