import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatFieldPath } from '../core/index.ts';
import { readInventory } from './inventory.ts';

/** Where the pods of one object are. */
function podsOf(text: string): string[] {
  const [object] = readInventory([{ name: 'a.yaml', text }]).objects;
  return (object?.pods ?? []).map(({ path }) => formatFieldPath(path));
}

const POD = '{containers: [{name: a, image: b}]}';

describe('pods', () => {
  it('stand where their kind keeps them', () => {
    const places: readonly (readonly [string, string, string])[] = [
      ['v1', 'Pod', 'spec'],
      ['v1', 'PodTemplate', 'template.spec'],
      ['v1', 'ReplicationController', 'spec.template.spec'],
      ['apps/v1', 'DaemonSet', 'spec.template.spec'],
      ['apps/v1', 'ReplicaSet', 'spec.template.spec'],
      ['apps/v1', 'StatefulSet', 'spec.template.spec'],
      ['batch/v1', 'Job', 'spec.template.spec'],
      ['batch/v1', 'CronJob', 'spec.jobTemplate.spec.template.spec'],
      ['extensions/v1beta1', 'Deployment', 'spec.template.spec'],
    ];
    for (const [apiVersion, kind, path] of places) {
      const nested = path.split('.').reduceRight((inner, step) => `{${step}: ${inner}}`, POD);
      assert.deepEqual(podsOf(`{apiVersion: ${apiVersion}, kind: ${kind}, ${nested.slice(1)}`), [path], `${apiVersion} ${kind}`);
    }
  });

  it('in custom resources are known by their shape', () => {
    assert.deepEqual(podsOf(`{apiVersion: argoproj.io/v1alpha1, kind: Rollout, spec: {template: {spec: ${POD}}}}`), ['spec.template.spec']);
    assert.deepEqual(podsOf(`{apiVersion: serving.knative.dev/v1, kind: Service, spec: {template: {spec: ${POD}}}}`), [
      'spec.template.spec',
    ]);
    assert.deepEqual(
      podsOf(
        `{apiVersion: kubeflow.org/v1, kind: MPIJob, spec: {mpiReplicaSpecs: {Launcher: {template: {spec: ${POD}}}, Worker: {template: {spec: ${POD}}}}}}`,
      ),
      ['spec.mpiReplicaSpecs.Launcher.template.spec', 'spec.mpiReplicaSpecs.Worker.template.spec'],
    );
    assert.deepEqual(podsOf(`{apiVersion: ray.io/v1, kind: RayCluster, spec: {workerGroupSpecs: [{template: {spec: ${POD}}}]}}`), [
      'spec.workerGroupSpecs[0].template.spec',
    ]);
  });

  it('bring the metadata of their template', () => {
    const [object] = readInventory([
      { name: 'a.yaml', text: `{apiVersion: example.com/v1, kind: App, spec: {template: {metadata: {labels: {app: a}}, spec: ${POD}}}}` },
    ]).objects;
    assert.deepEqual(object?.pods[0]?.metadata.labels, { app: 'a' });
  });

  it('are not seen where the shape is another', () => {
    const none = [
      'spec: {containers: 3}',
      'spec: {containers: []}',
      'spec: {containers: [{name: a}]}',
      'spec: {containers: [{image: b}, 3]}',
      'spec: {containers: {image: b}}',
    ];
    for (const spec of none) assert.deepEqual(podsOf(`{apiVersion: example.com/v1, kind: App, ${spec}}`), [], spec);
  });

  it('are not looked for in data and schemas', () => {
    for (const kind of [
      'apiextensions.k8s.io/v1beta1 CustomResourceDefinition',
      'v1 ConfigMap',
      'v1 Event',
      'apps/v1 ControllerRevision',
    ]) {
      const [apiVersion, name] = kind.split(' ');
      assert.deepEqual(podsOf(`{apiVersion: ${apiVersion}, kind: ${name}, data: {spec: ${POD}}}`), [], kind);
    }
  });

  it('in custom resources have their wrong types reported, and unknown fields left to their makers', () => {
    const { objects, problems } = readInventory([
      { name: 'a.yaml', text: '{apiVersion: example.com/v1, kind: App, spec: {containers: [{name: a, image: b, extra: 1, tty: "yes"}]}}' },
    ]);
    assert.deepEqual(
      objects[0]?.shapeErrors.map(({ kind }) => kind),
      ['wrong-type'],
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['bad-shape'],
    );
  });

  it('are found in documents that are deep or wide', () => {
    const deep = `{apiVersion: example.com/v1, kind: App, x: ${'['.repeat(400)}${']'.repeat(400)}, spec: ${POD}}`;
    assert.deepEqual(podsOf(deep), ['spec']);
    const wide = `apiVersion: example.com/v1\nkind: App\nspec:\n  apps:\n${Array.from({ length: 1000 }, () => `  - ${POD}\n`).join('')}`;
    assert.equal(podsOf(wide).length, 1000);
  });
});
