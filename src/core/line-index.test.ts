import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import { array, assert as assertProperty, constantFrom, property } from 'fast-check';
import { indexLines } from './line-index.ts';

const RUNS = process.env['SEAWALL_DEEP'] ? 20_000 : 500;

describe('positions in a text', () => {
  it('count lines and columns from 1, in UTF-16 code units', () => {
    const { positionAt } = indexLines('a\nbü😀c\r\nd\re');
    const positions = [0, 1, 2, 4, 6, 7, 9, 10, 11, 12].map((offset) => Object.values(positionAt(offset)).join(':'));
    assert.deepEqual(positions, ['1:1', '1:2', '2:1', '2:3', '2:5', '2:6', '3:1', '3:2', '4:1', '4:2']);
  });

  it('are those of counting by hand', () => {
    const text = array(constantFrom('a', ' ', '\n', '\r', '\r\n', 'é', '😀'), { maxLength: 40 }).map((parts) => parts.join(''));
    assertProperty(
      property(text, (sample) => {
        const { positionAt, rangeOf } = indexLines(sample);
        for (let offset = 0; offset <= sample.length; offset++) {
          // A \r and the \n after it end one line together; what stands between them is still on it.
          const lines = sample
            .slice(0, offset)
            .split(sample[offset - 1] === '\r' && sample[offset] === '\n' ? /\r\n|\n|\r(?!$)/ : /\r\n|\n|\r/);
          const expected = { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
          assert.deepEqual(positionAt(offset), expected, JSON.stringify([sample, offset]));
          assert.deepEqual(rangeOf(0, offset), { start: { line: 1, column: 1 }, end: expected });
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('find a line by its number', () => {
    const { lineAt } = indexLines('a\r\n\r\n  b\rc');
    assert.deepEqual([0, 1, 2, 3, 4, 5].map(lineAt), [undefined, 'a', '', '  b', 'c', undefined]);
  });

  it('of an empty text are its beginning', () => {
    const { positionAt, lineAt } = indexLines('');
    assert.deepEqual(positionAt(0), { line: 1, column: 1 });
    assert.equal(lineAt(1), '');
  });
});
