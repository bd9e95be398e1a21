import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { matchesGlob } from '../checks/index.ts';
import { namePatterns } from './name-patterns.ts';

describe('regular expressions over names', () => {
  it('become patterns where patterns can say the same', () => {
    assert.deepEqual(namePatterns('kube-system'), ['kube-system']);
    assert.deepEqual(namePatterns('^kube-system$'), ['kube-system']);
    assert.deepEqual(namePatterns('.*'), ['*']);
    assert.deepEqual(namePatterns('kube-.*|openshift-.+'), ['kube-*', 'openshift-*']);
    assert.deepEqual(namePatterns('(a|b)-(?:c|d)'), ['a-c', 'a-d', 'b-c', 'b-d']);
    assert.deepEqual(namePatterns('system:node\\.x'), ['system:node.x']);
  });

  it('are refused where they say more', () => {
    for (const text of ['web-[a-z]+', 'a+', 'a?', 'a{2}', '\\d', 'a.+', '(a', 'a)', '(a)*', '', 'a||b', '[', '.?', '(?=a)'])
      assert.equal(namePatterns(text), undefined, text);
  });

  it('never cover a name that the expression does not', () => {
    const part = fc.constantFrom('a', 'b', '-', '.*', '.+', '\\.', '(a|b)', '(?:-a|b)', '|');
    const name = fc.stringMatching(/^[ab]([ab.-]{0,5}[ab])?$/);
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), name, (parts, text) => {
        const expression = parts.join('');
        const patterns = namePatterns(expression);
        if (patterns?.some((pattern) => matchesGlob(pattern, text))) assert.match(text, new RegExp(`^(?:${expression})$`));
      }),
    );
  });
});
