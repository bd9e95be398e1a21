import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { booleanAt, formatFieldPath, isRecord, listAt, numberAt, recordAt, stringAt, valueAt } from './field-path.ts';

const OBJECT = { spec: { containers: [{ name: 'a', tty: false, port: 0 }], labels: { 'example.com/a': 'b' }, nothing: null } };

describe('a field path', () => {
  it('is written as people write it', () => {
    assert.equal(formatFieldPath([]), '');
    assert.equal(formatFieldPath(['spec', 'containers', 0, 'image']), 'spec.containers[0].image');
    assert.equal(formatFieldPath(['metadata', 'annotations', 'example.com/a"b']), 'metadata.annotations["example.com/a\\"b"]');
    assert.equal(formatFieldPath(['kube-apiserver', '0', '']), 'kube-apiserver["0"][""]');
    assert.equal(formatFieldPath([0, 'a']), '[0].a');
  });

  it('leads to a value, or to nothing where the way ends early', () => {
    assert.equal(valueAt(OBJECT, ['spec', 'containers', 0, 'name']), 'a');
    assert.equal(valueAt(OBJECT, []), OBJECT);
    assert.equal(valueAt(OBJECT, ['spec', 'nothing']), null);
    for (const path of [
      ['spec', 'nothing', 'a'],
      ['spec', 'containers', 1],
      ['spec', 'containers', 0, 'name', 'length'],
      ['other', 'a'],
    ])
      assert.equal(valueAt(OBJECT, path), undefined);
  });

  it('never follows what a value inherits', () => {
    for (const step of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
      assert.equal(valueAt(OBJECT, ['spec', step]), undefined, step);
    assert.equal(valueAt(OBJECT, ['spec', 'containers', 'map']), undefined);
    assert.equal(valueAt(JSON.parse('{"__proto__": 1}'), ['__proto__']), 1);
  });

  it('gives values of one type alone, false and zero included', () => {
    assert.equal(stringAt(OBJECT, 'spec', 'containers', 0, 'name'), 'a');
    assert.equal(stringAt(OBJECT, 'spec'), undefined);
    assert.equal(booleanAt(OBJECT, 'spec', 'containers', 0, 'tty'), false);
    assert.equal(booleanAt(OBJECT, 'spec', 'containers', 0, 'port'), undefined);
    assert.equal(numberAt(OBJECT, 'spec', 'containers', 0, 'port'), 0);
    assert.equal(numberAt(OBJECT, 'spec', 'containers', 0, 'tty'), undefined);
  });

  it('gives an empty list or map where there is none', () => {
    assert.equal(listAt(OBJECT, 'spec', 'containers').length, 1);
    assert.deepEqual(listAt(OBJECT, 'spec', 'labels'), []);
    assert.deepEqual(recordAt(OBJECT, 'spec', 'labels'), { 'example.com/a': 'b' });
    assert.deepEqual(recordAt(OBJECT, 'spec', 'containers'), {});
    assert.deepEqual(recordAt(OBJECT, 'spec', 'nothing'), {});
    assert.deepEqual([[], null, 'a', {}].map(isRecord), [false, false, false, true]);
  });
});
