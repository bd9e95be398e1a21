import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatFieldPath } from '../core/index.ts';
import { resolveSetting, viewPod } from './pod-view.ts';

describe('the view of a pod', () => {
  it('lists init, ordinary and ephemeral containers in the order in which they come to run, and leaves out what is none', () => {
    const pod = viewPod(
      {},
      { containers: [{ name: 'web' }, {}, { image: 'a' }], initContainers: [{ name: 'init' }], ephemeralContainers: [{ name: 'debug' }] },
    );
    assert.deepEqual(
      pod.containers.map(({ kind, name, path }) => [kind, name, formatFieldPath(path)]),
      [
        ['init', 'init', 'spec.initContainers[0]'],
        ['container', 'web', 'spec.containers[0]'],
        ['container', 'containers[2]', 'spec.containers[2]'],
        ['ephemeral', 'debug', 'spec.ephemeralContainers[0]'],
      ],
    );
  });

  it('knows a pod from a template by where its spec stands', () => {
    assert.equal(viewPod({}, {}).isTemplate, false);
    assert.equal(viewPod({}, {}, ['spec', 'template', 'spec']).isTemplate, true);
    assert.deepEqual(viewPod({}, {}).containers, []);
  });
});

describe('a setting of a container', () => {
  const pod = viewPod(
    {},
    {
      securityContext: { runAsNonRoot: true, runAsUser: 0 },
      containers: [{ name: 'a', securityContext: { runAsNonRoot: false } }, { name: 'b' }],
    },
  );

  function resolved(container: number, field: 'runAsNonRoot' | 'runAsUser' | 'runAsGroup'): unknown[] {
    const view = pod.containers[container];
    assert.ok(view);
    const { value, level, path } = resolveSetting(pod, view, field);
    return [value, level, formatFieldPath(path)];
  }

  it('is its own where it has one, false included', () => {
    assert.deepEqual(resolved(0, 'runAsNonRoot'), [false, 'container', 'spec.containers[0].securityContext.runAsNonRoot']);
  });

  it('is that of the pod where it has none, zero included', () => {
    assert.deepEqual(resolved(1, 'runAsNonRoot'), [true, 'pod', 'spec.securityContext.runAsNonRoot']);
    assert.deepEqual(resolved(0, 'runAsUser'), [0, 'pod', 'spec.securityContext.runAsUser']);
  });

  it('is missing at the container where neither has one', () => {
    assert.deepEqual(resolved(1, 'runAsGroup'), [undefined, 'default', 'spec.containers[1].securityContext.runAsGroup']);
  });
});
