import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseQuantity } from './quantity.ts';

describe('a quantity', () => {
  it('has the units of Kubernetes', () => {
    const amounts: readonly (readonly [string, number])[] = [
      ['0', 0],
      ['1', 1],
      ['100m', 0.1],
      ['1.5', 1.5],
      ['.5', 0.5],
      ['5.', 5],
      ['1k', 1000],
      ['1Ki', 1024],
      ['1.5Gi', 1.5 * 1024 ** 3],
      ['2E', 2e18],
      ['2Ei', 2 * 1024 ** 6],
      ['1e3', 1000],
      ['1E3', 1000],
      ['-1', -1],
      ['+2M', 2e6],
      ['12e-1', 1.2],
      ['100n', 1e-7],
    ];
    for (const [text, amount] of amounts) assert.equal(parseQuantity(text), amount, text);
  });

  it('is nothing else', () => {
    for (const text of ['', 'm', '1K', '1MB', '512mb', '1gi', '1 Gi', ' 1', '1e', '1.2.3', 'e3', '.', '1kk', '0x10', '1Gii', '--1', '1e3m'])
      assert.equal(parseQuantity(text), undefined, text);
  });
});
