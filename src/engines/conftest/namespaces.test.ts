import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compile } from '../rego/index.ts';
import { isPattern, matchNamespaces, namespacesOf } from './namespaces.ts';

describe('namespaces', () => {
  it('are the packages of the modules, each once', () => {
    const policy = compile(['main', 'main.gke', 'main', 'a["b-c"].d'].map((name, i) => ({ name: `${i}.rego`, text: `package ${name}\n` })));
    assert.ok(policy.ok);
    assert.deepEqual(namespacesOf(policy.value.modules), ['main', 'main.gke', 'a["b-c"].d']);
  });

  it('match patterns as path.Match does', () => {
    const names = ['main', 'main.gke', 'k8s.a', 'k8s.b.c', 'x'];
    const matched = (...patterns: string[]): readonly string[] => {
      const found = matchNamespaces(names, patterns);
      assert.ok(found.ok);
      return found.value;
    };
    assert.deepEqual(matched('*'), names);
    assert.deepEqual(matched('main.*'), ['main.gke']);
    assert.deepEqual(matched('k8s.*', 'x'), ['k8s.a', 'k8s.b.c', 'x']);
    assert.deepEqual(matched('k8s.?'), ['k8s.a']);
    assert.deepEqual(matched('[^a-m]'), ['x']);
    assert.deepEqual(matched('[w-z]', 'mai[n]'), ['main', 'x']);
    assert.deepEqual(matched('\\x', 'k8s\\.a'), ['k8s.a', 'x']);
    assert.deepEqual(matched('main'), ['main']);
  });

  it('refuse what is no pattern', () => {
    for (const pattern of ['[', '[]', '[a', '[a-]', 'a\\', '[-a]']) assert.equal(matchNamespaces(['a'], [pattern]).ok, false, pattern);
    assert.deepEqual(['main', 'ma?n', 'a[b]', 'a*'].map(isPattern), [false, true, true, true]);
  });
});
