import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readInventory } from './inventory.ts';

const DEPLOYMENT =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: web, image: nginx}]}}}\n';
const PATCH = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 3}\n';

function kustomization(...lines: readonly string[]): string {
  return ['apiVersion: kustomize.config.k8s.io/v1beta1', 'kind: Kustomization', ...lines].join('\n');
}

function namesKept(files: Readonly<Record<string, string>>): string[] {
  return readInventory(Object.entries(files).map(([name, text]) => ({ name, text }))).objects.map(({ file }) => file.name);
}

describe('a kustomization', () => {
  it('is no object of a cluster, and says how to render it', () => {
    const { objects, problems } = readInventory([{ name: 'k/base/kustomization.yaml', text: kustomization('resources: [web.yaml]') }]);
    assert.deepEqual(objects, []);
    assert.deepEqual(
      problems.map(({ code, hint }) => [code, hint]),
      [['not-evaluated', 'kubectl kustomize k/base | seawall scan -']],
    );
  });

  it('takes its patches out, in each of the ways they are named', () => {
    const ways = [
      'patches: [{path: ./patch.yaml}]',
      'patchesStrategicMerge: [patch.yaml]',
      'patchesJson6902: [{target: {kind: Deployment}, path: patch.yaml}]',
      'patches: [{path: ../dev/patch.yaml, target: {name: web}}]',
    ];
    for (const way of ways) {
      assert.deepEqual(
        namesKept({ 'base/web.yaml': DEPLOYMENT, 'dev/kustomization.yaml': kustomization(way), 'dev/patch.yaml': PATCH }),
        ['base/web.yaml'],
        way,
      );
    }
  });

  it('leaves its resources, and files of the same name elsewhere', () => {
    const files = {
      'base/patch.yaml': DEPLOYMENT,
      'dev/kustomization.yaml': kustomization('resources: [../base]', 'patches: [{path: patch.yaml}]'),
      'dev/patch.yaml': PATCH,
    };
    assert.deepEqual(namesKept(files), ['base/patch.yaml']);
  });

  it('beside the root has the current folder in its hint', () => {
    assert.match(readInventory([{ name: 'kustomization.yaml', text: kustomization() }]).problems[0]?.hint ?? '', /kustomize \. /);
  });

  it('of a component counts as well, and wrong types in it do no harm', () => {
    const text =
      'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [3, {path: 4}, x]\npatchesStrategicMerge: {a: b}\npatchesJson6902: 5\n';
    assert.match(readInventory([{ name: 'c/kustomization.yaml', text }]).problems[0]?.message ?? '', /^component not rendered/);
  });
});

describe('an object with a $patch directive', () => {
  it('is a patch, whoever names it', () => {
    assert.deepEqual(namesKept({ 'a.yaml': `${PATCH}$patch: delete\n`, 'b.yaml': DEPLOYMENT }), ['b.yaml']);
  });
});
