import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import { anything, assert as assertProperty, constantFrom, nat, property } from 'fast-check';
import { formatFieldPath } from '../core/index.ts';
import { type Inventory, readInventory } from './inventory.ts';

const RUNS = process.env['SEAWALL_DEEP'] ? 20_000 : 500;

function read(text: string, namespace?: string): Inventory {
  return readInventory([{ name: 'k8s/app.yaml', text }], namespace === undefined ? {} : { namespace });
}

describe('an object', () => {
  it('has its group, kind, namespace and name', () => {
    const [object] = read('apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\n').objects;
    assert.deepEqual(
      { apiVersion: object?.apiVersion, group: object?.group, kind: object?.kind, namespace: object?.namespace, name: object?.name },
      { apiVersion: 'apps/v1', group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'web' },
    );
  });

  it('without a namespace takes the one that the installation was asked for', () => {
    const text = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: b, namespace: own}\n';
    assert.deepEqual(
      read(text).objects.map(({ namespace }) => namespace),
      [undefined, 'own'],
    );
    assert.deepEqual(
      read(text, 'prod').objects.map(({ namespace }) => namespace),
      ['prod', 'own'],
    );
  });

  it('outside namespaces has none, whatever it says', () => {
    const kinds = ['v1 Namespace', 'v1 Node', 'rbac.authorization.k8s.io/v1 ClusterRole', 'policy/v1beta1 PodSecurityPolicy'];
    for (const kind of kinds) {
      const [apiVersion, name] = kind.split(' ');
      const [object] = read(`apiVersion: ${apiVersion}\nkind: ${name}\nmetadata: {name: a, namespace: b}\n`, 'prod').objects;
      assert.equal(object?.namespace, undefined, kind);
    }
  });

  it('of a kind of the API has its place in a namespace even without metadata', () => {
    assert.equal(read('apiVersion: v1\nkind: Pod\nspec: {}\n', 'prod').objects[0]?.namespace, 'prod');
    assert.equal(read('apiVersion: batch/v1\nkind: Job\nmetadata: wrong\n', 'prod').objects[0]?.namespace, 'prod');
  });

  it('that configures a component has no namespace and the name of its file', () => {
    for (const head of [
      'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration',
      'apiVersion: v1\nkind: Config',
      'apiVersion: audit.k8s.io/v1\nkind: Policy',
    ]) {
      const [object] = read(`${head}\n`, 'prod').objects;
      assert.deepEqual([object?.namespace, object?.name], [undefined, 'app.yaml'], head);
    }
  });

  it('with a generated name shows its beginning', () => {
    assert.equal(read('apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: backup-}\n').objects[0]?.name, 'backup-*');
  });

  it('knows the keys given twice within it, as paths from its own root', () => {
    const text =
      'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: b, name: c}}\n';
    assert.deepEqual(
      read(text).objects.map(({ duplicateKeys }) => duplicateKeys.map(({ path }) => formatFieldPath(path))),
      [[], ['metadata.name']],
    );
  });

  it('locates its fields in its file', () => {
    const [, second] = read(
      'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod}\n- apiVersion: v1\n  kind: Pod\n  spec:\n    hostPID: true\n',
    ).objects;
    assert.deepEqual(second?.locate(['spec', 'hostPID']), {
      place: { file: 'k8s/app.yaml', range: { start: { line: 8, column: 5 }, end: { line: 8, column: 18 } } },
      exact: true,
    });
    assert.equal(second?.locate(['spec', 'hostNetwork']).exact, false);
  });
});

describe('lists', () => {
  it('are taken apart, whatever their kind, and however they nest', () => {
    const item = (name: string): string => `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}}}`;
    const text = `apiVersion: v1\nkind: List\nitems: [${item('a')}, {apiVersion: v1, kind: List, items: [${item('b')}]}]\n---\napiVersion: v1\nkind: ConfigMapList\nitems: [{metadata: {name: c}}, ${item('d')}]\n`;
    const { objects, problems, counts } = read(text);
    assert.deepEqual(
      objects.map(({ name, kind, apiVersion }) => `${apiVersion} ${kind} ${name}`),
      ['a', 'b', 'c', 'd'].map((name) => `v1 ConfigMap ${name}`),
    );
    assert.deepEqual(problems, []);
    assert.equal(counts.documents, 2);
  });

  it('without members are no foreign documents', () => {
    assert.equal(read('apiVersion: v1\nkind: List\nitems: []\n').counts.foreign, 0);
  });
});

describe('what is no object', () => {
  it('is counted as foreign, without a word', () => {
    for (const text of ['image: nginx\nreplicas: 2\n', '- 1\n- 2\n', 'just text\n', 'kind: pipeline\nsteps: []\n']) {
      const { objects, problems, counts } = read(text);
      assert.deepEqual([objects.length, problems.length, counts.foreign], [0, 0, 1], text);
    }
  });

  it('is a problem with its place where it claims to be one', () => {
    const { problems } = read(
      'kind: Pod\nmetadata: {name: a}\n---\napiVersion: v1\nkind: 3\n---\napiVersion: [v1]\nkind: Pod\n---\napiVersion: ""\nkind: Pod\n',
    );
    assert.deepEqual(
      problems.map(({ code, message, place }) => [code, message.split(',')[0], place?.range.start.line]),
      [
        ['not-evaluated', 'kind without apiVersion', 1],
        ['not-evaluated', 'kind must be a non-empty string', 5],
        ['not-evaluated', 'apiVersion must be a non-empty string', 7],
        ['not-evaluated', 'apiVersion must be a non-empty string', 10],
      ],
    );
  });

  it('is a problem where it cannot be parsed, and its neighbours are read all the same', () => {
    const { objects, problems } = read('apiVersion: v1\nkind: Pod\n---\na: [\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: b}\n');
    assert.equal(objects.length, 2);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['unparsable'],
    );
  });

  it('that looks like a template says how to render it', () => {
    assert.match(read('{{ if .Values.x }}\na: b\n').problems[0]?.hint ?? '', /helm template/);
  });

  it('is a limit where it was made to exhaust a reader', () => {
    assert.deepEqual(
      read('['.repeat(100_000)).problems.map(({ code }) => code),
      ['limit'],
    );
  });
});

const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', labels: { app: 'web' }, annotations: {} },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' }, sysctls: [{ name: 'a', value: 'b' }] },
        initContainers: [{ name: 'init', image: 'busybox' }],
        containers: [
          {
            name: 'web',
            image: 'nginx',
            ports: [{ containerPort: 80 }],
            env: [{ name: 'A', value: 'b' }],
            resources: { limits: { cpu: 1 } },
          },
        ],
        volumes: [{ name: 'v', hostPath: { path: '/' } }],
      },
    },
  },
};

function* pathsOf(value: unknown, path: readonly (string | number)[] = []): Generator<readonly (string | number)[]> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Array.isArray(value) ? value.entries() : Object.entries(value)) yield* pathsOf(child, [...path, key]);
}

function replaced(value: unknown, path: readonly (string | number)[], by: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return by;
  const copy: Record<string | number, unknown> = Array.isArray(value) ? ([...value] as never) : { ...(value as object) };
  copy[step] = replaced(copy[step], rest, by);
  return copy;
}

describe('wrong types', () => {
  it('are problems with their place, and the fields are taken out', () => {
    const { objects, problems } = read(
      'apiVersion: v1\nkind: Pod\nmetadata: "x"\nspec:\n  hostNetwork: "yes"\n  containers:\n    - 3\n    - name: a\n      securityContext: []\n      args: [1, b]\n',
    );
    assert.deepEqual(
      problems.map(({ code, place }) => [code, place?.range.start.line]),
      [
        ['bad-shape', 3],
        ['bad-shape', 5],
        ['bad-shape', 7],
        ['bad-shape', 9],
        ['bad-shape', 10],
      ],
    );
    assert.deepEqual(objects[0]?.value, { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{}, { name: 'a', args: ['', 'b'] }] } });
    assert.deepEqual(
      objects[0]?.pods[0]?.containers.map(({ name }) => name),
      ['a'],
    );
  });

  it('never end the reading, in whichever field they are', () => {
    const paths = [...pathsOf(DEPLOYMENT)];
    const kinds = constantFrom(
      'apps/v1 Deployment',
      'argoproj.io/v1alpha1 Rollout',
      'v1 Pod',
      'v1 List',
      'kustomize.config.k8s.io/v1beta1 Kustomization',
    );
    assertProperty(
      property(nat({ max: paths.length - 1 }), anything({ withNullPrototype: false }), kinds, (index, junk, kind) => {
        const [apiVersion, name] = kind.split(' ');
        const text = JSON.stringify(replaced({ ...DEPLOYMENT, apiVersion, kind: name, items: [DEPLOYMENT] }, paths[index] ?? [], junk));
        for (const object of read(text).objects) {
          for (const error of object.shapeErrors) assert.equal(object.locate(error.path).place.file, 'k8s/app.yaml');
          for (const pod of object.pods) assert.ok(pod.containers.every(({ spec }) => typeof spec === 'object'));
        }
      }),
      { numRuns: RUNS },
    );
  });
});
