import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lastDayBefore } from './expiry.ts';

describe('the last day before a moment', () => {
  it('is the day before for a day, also across months, years and leap days', () => {
    assert.equal(lastDayBefore('2026-12-31'), '2026-12-30');
    assert.equal(lastDayBefore('2027-01-01'), '2026-12-31');
    assert.equal(lastDayBefore('2028-03-01'), '2028-02-29');
  });

  it('is the day itself for a time in the middle of it, in UTC', () => {
    assert.equal(lastDayBefore('2026-12-31T12:00:00Z'), '2026-12-31');
    assert.equal(lastDayBefore('2026-12-31 12:00:00'), '2026-12-31');
    assert.equal(lastDayBefore('2026-12-31T01:00:00+02:00'), '2026-12-30');
  });

  it('is nothing for what is no date', () => {
    for (const text of ['', '2026-13-01', '2026-02-30', '31.12.2026', 'tomorrow', '2026-12-31x', '0000-01-01'])
      assert.equal(lastDayBefore(text), undefined, text);
  });
});
