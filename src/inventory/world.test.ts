import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type InputText, readInventory } from './inventory.ts';

function configMap(name: string, value: string, namespace = 'shop'): string {
  return `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: ${namespace}}\ndata: {value: "${value}"}\n`;
}

/** The worlds of some files, each as its name and its objects with their values, sorted. */
function worldsOf(files: Readonly<Record<string, string>>): Record<string, string[]> {
  const inputs: InputText[] = Object.entries(files).map(([name, text]) => ({ name, text }));
  const { worlds } = readInventory(inputs);
  return Object.fromEntries(
    worlds.map((world) => [
      world.name,
      world.objects.map(({ name, value }) => `${name}=${(value['data'] as Record<string, string>)['value']}`).sort(),
    ]),
  );
}

describe('worlds', () => {
  it('are one, without a name, where nothing contradicts', () => {
    assert.deepEqual(worldsOf({ 'a.yaml': configMap('a', '1'), 'b/c.yaml': configMap('c', '2') }), { '': ['a=1', 'c=2'] });
    assert.deepEqual(worldsOf({}), { '': [] });
  });

  it('separate an installation from its highly available variant', () => {
    assert.deepEqual(
      worldsOf({
        'install.yaml': configMap('a', 'plain') + configMap('b', 'same'),
        'ha/install.yaml': configMap('a', 'ha') + configMap('b', 'same') + configMap('c', 'only ha'),
      }),
      { 'install.yaml': ['a=plain', 'b=same'], ha: ['a=ha', 'b=same', 'c=only ha'] },
    );
  });

  it('are one for each overlay and one for the base', () => {
    assert.deepEqual(
      worldsOf({
        'base/a.yaml': configMap('a', 'base'),
        'overlays/dev/a.yaml': configMap('a', 'dev'),
        'overlays/prod/a.yaml': configMap('a', 'prod'),
        'overlays/prod/b.yaml': configMap('b', 'prod'),
      }),
      { base: ['a=base'], 'overlays/dev': ['a=dev'], 'overlays/prod': ['a=prod', 'b=prod'] },
    );
  });

  it('are the files themselves where variants stand in one folder', () => {
    assert.deepEqual(
      worldsOf({ 'k/a-v1.yaml': configMap('a', '1'), 'k/a-v2.yaml': configMap('a', '2'), 'k/b.yaml': configMap('b', '3') }),
      {
        'k/a-v1.yaml': ['a=1', 'b=3'],
        'k/a-v2.yaml': ['a=2', 'b=3'],
      },
    );
  });

  it('share what stands outside the alternatives', () => {
    assert.deepEqual(
      worldsOf({ 'common.yaml': configMap('x', '0'), 'dev/a.yaml': configMap('a', '1'), 'prod/a.yaml': configMap('a', '2') }),
      {
        dev: ['a=1', 'x=0'],
        prod: ['a=2', 'x=0'],
      },
    );
  });

  it('put alternatives of different things together, so that there are few of them', () => {
    assert.deepEqual(
      Object.keys(
        worldsOf({
          'a/1.yaml': configMap('a', '1'),
          'a/2.yaml': configMap('a', '2'),
          'b/1.yaml': configMap('b', '1'),
          'b/2.yaml': configMap('b', '2'),
        }),
      ),
      ['a/1.yaml + b/1.yaml', 'a/2.yaml + b/2.yaml'],
    );
  });

  it('follow the contradiction through three levels of folders', () => {
    assert.deepEqual(
      Object.keys(
        worldsOf({
          'app/eu/dev/a.yaml': configMap('a', 'eu dev'),
          'app/eu/prod/a.yaml': configMap('a', 'eu prod'),
          'app/us/dev/a.yaml': configMap('a', 'us dev'),
          'app/us/prod/a.yaml': configMap('a', 'us prod'),
        }),
      ).sort(),
      ['app/eu/dev', 'app/eu/prod', 'app/us/dev', 'app/us/prod'],
    );
  });

  it('know an object by its group, kind, namespace and name, and not by its version', () => {
    const ingress = (version: string): string =>
      `apiVersion: networking.k8s.io/${version}\nkind: Ingress\nmetadata: {name: a, namespace: b}\n`;
    assert.equal(
      readInventory([
        { name: 'x/a.yaml', text: ingress('v1') },
        { name: 'y/a.yaml', text: ingress('v1beta1') },
      ]).worlds.length,
      2,
    );
    assert.equal(Object.keys(worldsOf({ 'x/a.yaml': configMap('a', '1', 'one'), 'y/a.yaml': configMap('a', '2', 'two') })).length, 1);
  });
});

describe('equal declarations', () => {
  it('in several files are one object, of the first file', () => {
    const { objects, worlds } = readInventory([
      { name: 'a.yaml', text: configMap('a', '1') },
      { name: 'b.yaml', text: configMap('a', '1') },
    ]);
    assert.deepEqual(
      objects.map(({ file }) => file.name),
      ['a.yaml'],
    );
    assert.deepEqual(
      worlds.map(({ name, objects: members }) => [name, members.length]),
      [['', 1]],
    );
  });

  it('that differ within one file are both objects, and the last one is found', () => {
    const { objects, worlds } = readInventory([{ name: 'a.yaml', text: configMap('a', '1') + configMap('a', '2') }]);
    assert.equal(objects.length, 2);
    assert.equal(worlds.length, 1);
    assert.deepEqual(worlds[0]?.find('', 'ConfigMap', 'shop', 'a')?.value['data'], { value: '2' });
  });
});

describe('looking up in a world', () => {
  const [world] = readInventory([
    {
      name: 'a.yaml',
      text: configMap('a', '1', 'one') + configMap('a', '2', 'two') + configMap('a', '3', 'x').replace(', namespace: x', ''),
    },
  ]).worlds;

  it('goes by namespace where both sides say one', () => {
    assert.deepEqual(world?.find('', 'ConfigMap', 'three', 'a')?.value['data'], { value: '3' });
    assert.equal(world?.find('', 'ConfigMap', 'three', 'b'), undefined);
    assert.equal(world?.find('apps', 'ConfigMap', 'one', 'a'), undefined);
  });

  it('lists the objects of a kind, those shared between worlds too', () => {
    assert.equal(world?.ofKind('', 'ConfigMap').length, 3);
    assert.deepEqual(world?.ofKind('', 'Secret'), []);
    const { worlds } = readInventory([
      { name: 'common.yaml', text: configMap('x', '0') },
      { name: 'dev/a.yaml', text: configMap('a', '1') },
      { name: 'prod/a.yaml', text: configMap('a', '2') },
    ]);
    assert.deepEqual(
      worlds.map((one) => one.ofKind('', 'ConfigMap').map(({ name }) => name)),
      [
        ['x', 'a'],
        ['x', 'a'],
      ],
    );
    assert.ok(worlds.every((one) => one.find('', 'ConfigMap', 'shop', 'x') === one.ofKind('', 'ConfigMap')[0]));
  });
});
