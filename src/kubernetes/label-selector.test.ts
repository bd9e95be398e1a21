import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { selects } from './label-selector.ts';

describe('a label selector', () => {
  const labels = { app: 'web', tier: 'front' };
  const expressions = (...matchExpressions: readonly unknown[]): unknown => ({ matchExpressions });

  it('wants all of its labels, and without any selects everything', () => {
    assert.equal(selects({}, labels), true);
    assert.equal(selects({ matchLabels: { app: 'web' } }, labels), true);
    assert.equal(selects({ matchLabels: { app: 'web', tier: 'back' } }, labels), false);
    assert.equal(selects({ matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, labels), false);
  });

  it('takes a missing label as being in no list', () => {
    assert.equal(selects(expressions({ key: 'app', operator: 'In', values: ['api', 'web'] }), labels), true);
    assert.equal(selects(expressions({ key: 'zone', operator: 'In', values: ['a'] }), labels), false);
    assert.equal(selects(expressions({ key: 'zone', operator: 'NotIn', values: ['a'] }), labels), true);
    assert.equal(selects(expressions({ key: 'app', operator: 'NotIn', values: ['web'] }), labels), false);
    assert.equal(selects(expressions({ key: 'app', operator: 'Exists' }, { key: 'zone', operator: 'DoesNotExist' }), labels), true);
  });

  it('with an operator that does not exist selects nothing', () => {
    assert.equal(selects(expressions({ key: 'app', operator: 'Equals', values: ['web'] }), labels), false);
  });
});
