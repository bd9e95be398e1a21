import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertNever } from './assert-never.ts';
import { compareText } from './compare-text.ts';
import { formatSubject } from './finding.ts';
import { comparePositions, formatPlace } from './position.ts';
import { formatProblemPlace } from './problem.ts';
import { compareSeverity, isAtLeast, isSeverity, SEVERITIES } from './severity.ts';

describe('orders', () => {
  it('put the worst severity first', () => {
    assert.deepEqual([...SEVERITIES].sort(compareSeverity), ['critical', 'high', 'medium', 'low', 'info']);
    assert.deepEqual(
      SEVERITIES.filter((severity) => isAtLeast(severity, 'medium')),
      ['critical', 'high', 'medium'],
    );
    assert.deepEqual(['high', 'HIGH', 'toString'].map(isSeverity), [true, false, false]);
  });

  it('of texts are the same on every machine', () => {
    assert.deepEqual(['b', 'ä', 'B', 'a', ''].sort(compareText), ['', 'B', 'a', 'b', 'ä']);
  });

  it('of positions go by line, then column', () => {
    const position = (line: number, column: number) => ({ line, column });
    assert.deepEqual([position(2, 1), position(1, 9), position(1, 2)].sort(comparePositions), [
      position(1, 2),
      position(1, 9),
      position(2, 1),
    ]);
  });
});

describe('names for people', () => {
  const range = { start: { line: 3, column: 5 }, end: { line: 3, column: 9 } };

  it('say kind, namespace and name of an object', () => {
    const subject = { kind: 'object', apiVersion: 'apps/v1', type: 'Deployment', name: 'web' } as const;
    assert.equal(formatSubject(subject), 'Deployment web');
    assert.equal(formatSubject({ ...subject, namespace: 'shop' }), 'Deployment shop/web');
  });

  it('say file, line and column of a place', () => {
    assert.equal(formatPlace({ file: 'a/b.yaml', range }), 'a/b.yaml:3:5');
    assert.equal(formatProblemPlace({ code: 'limit', message: 'x', place: { file: 'a', range } }), 'a:3:5');
    assert.equal(formatProblemPlace({ code: 'limit', message: 'x', file: 'a' }), 'a');
    assert.equal(formatProblemPlace({ code: 'limit', message: 'x' }), '');
  });
});

describe('a case that cannot be', () => {
  it('ends the program when it is', () => {
    assert.throws(() => assertNever('other' as never), /unexpected case: "other"/);
  });
});
