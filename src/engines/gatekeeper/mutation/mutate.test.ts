import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatFieldPath } from '../../../core/index.ts';
import { readYaml } from '../../../formats/index.ts';
import type { JsonObject } from '../match/index.ts';
import { type Mutated, type MutateOptions, mutate, nameMutator, readMutators } from './index.ts';

type Spec = Readonly<Record<string, unknown>>;

const PODS = [{ groups: [''], versions: ['v1'], kinds: ['Pod'] }];

function mutator(kind: string, name: string, spec: Spec): JsonObject {
  const version = kind === 'AssignImage' ? 'v1alpha1' : 'v1';
  const applyTo = kind === 'AssignMetadata' ? {} : { applyTo: PODS };
  return { apiVersion: `mutations.gatekeeper.sh/${version}`, kind, metadata: { name }, spec: { ...applyTo, ...spec } };
}

function assign(location: string, value: unknown, rest: Spec = {}, name = location): JsonObject {
  const { pathTests, ...others } = rest;
  return mutator('Assign', name.replace(/[^a-z]/gi, '').slice(0, 60), {
    location,
    parameters: { assign: { value }, ...(pathTests !== undefined && { pathTests }) },
    ...others,
  });
}

function apply(
  object: JsonObject,
  mutators: readonly JsonObject[],
  options: Omit<MutateOptions, 'mutators'> = { operation: 'CREATE' },
): Mutated {
  const read = readMutators(mutators);
  assert.deepEqual(
    read.problems.map(({ message }) => message),
    [],
  );
  const before = structuredClone(object);
  const result = mutate(object, { mutators: read.mutators, ...options });
  assert.deepEqual(object, before, 'what is given stays as it is');
  return result;
}

function podOf(spec: Spec, metadata: Spec = { name: 'p', namespace: 'shop' }): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec };
}

function specAfter(spec: Spec, ...mutators: readonly JsonObject[]): unknown {
  const { object, problems } = apply(podOf(spec), mutators);
  assert.deepEqual(problems, []);
  return object['spec'];
}

describe('Assign', () => {
  it('sets a field, and makes what is missing on the way', () => {
    assert.deepEqual(specAfter({}, assign('spec.a.b[k: v].c', 1)), { a: { b: [{ k: 'v', c: 1 }] } });
    assert.deepEqual(specAfter({ a: { x: 1 } }, assign('spec.a.b', { c: [] })), { a: { x: 1, b: { c: [] } } });
  });

  it('reaches every item of a list, one of them, or adds it', () => {
    const spec = { c: [{ name: 'a' }, { name: 'b', x: 0 }] };
    assert.deepEqual(specAfter(spec, assign('spec.c[name: *].x', 1)), {
      c: [
        { name: 'a', x: 1 },
        { name: 'b', x: 1 },
      ],
    });
    assert.deepEqual(specAfter(spec, assign('spec.c[name: b].x', 1)), { c: [{ name: 'a' }, { name: 'b', x: 1 }] });
    assert.deepEqual(specAfter(spec, assign('spec.c[name: d].x', 1)), { c: [...spec.c, { name: 'd', x: 1 }] });
    assert.deepEqual(specAfter({}, assign('spec.c[name: *].x', 1)), {}, 'no list is made for items that there are not');
  });

  it('takes keys that are numbers for numbers', () => {
    const spec = { ports: [{ port: '80' }, { port: 80 }] };
    assert.deepEqual(specAfter(spec, assign('spec.ports[port: 80].name', 'n')), { ports: [{ port: '80' }, { port: 80, name: 'n' }] });
    assert.deepEqual(specAfter(spec, assign('spec.ports[port: "80"].name', 'n')), { ports: [{ port: '80', name: 'n' }, { port: 80 }] });
  });

  it('replaces an item, or adds it', () => {
    const item = { name: 'v', emptyDir: {} };
    assert.deepEqual(specAfter({ v: [{ name: 'v', x: 1 }, { name: 'w' }] }, assign('spec.v[name: v]', item)), { v: [item, { name: 'w' }] });
    assert.deepEqual(specAfter({ v: [{ name: 'w' }] }, assign('spec.v[name: v]', item)), { v: [{ name: 'w' }, item] });
    assert.deepEqual(specAfter({}, assign('spec.v[name: v]', item)), { v: [item] });
  });

  it('takes names from the metadata', () => {
    const from = (field: string): JsonObject =>
      mutator('Assign', field, { location: `spec.${field}`, parameters: { assign: { fromMetadata: { field } } } });
    assert.deepEqual(specAfter({}, from('name'), from('namespace')), { name: 'p', namespace: 'shop' });
  });

  it('is held back by path tests', () => {
    const must = (subPath: string, condition: string): Spec => ({ pathTests: [{ subPath, condition }] });
    assert.deepEqual(specAfter({}, assign('spec.a.b', 1, must('spec.a', 'MustExist'))), {});
    assert.deepEqual(specAfter({ a: {} }, assign('spec.a.b', 1, must('spec.a', 'MustExist'))), { a: { b: 1 } });
    assert.deepEqual(specAfter({ a: { b: 0 } }, assign('spec.a.b', 1, must('spec.a.b', 'MustNotExist'))), { a: { b: 0 } });
    assert.deepEqual(
      specAfter({ c: [{ n: 'a', x: 0 }, { n: 'b' }] }, assign('spec.c[n: *].x', 1, must('spec.c[n: *].x', 'MustNotExist'))),
      {
        c: [
          { n: 'a', x: 0 },
          { n: 'b', x: 1 },
        ],
      },
    );
    assert.deepEqual(specAfter({ c: [{ n: 'a' }] }, assign('spec.c[n: b].x', 1, must('spec.c[n: b]', 'MustExist'))), { c: [{ n: 'a' }] });
    assert.deepEqual(specAfter({ c: [{ n: 'b' }] }, assign('spec.c[n: b].x', 1, must('spec.c[n: b]', 'MustNotExist'))), {
      c: [{ n: 'b' }],
    });
    assert.deepEqual(specAfter({ c: [{ n: 'b' }] }, assign('spec.c[n: *].x', 1, must('spec.c[n: *]', 'MustNotExist'))), {
      c: [{ n: 'b' }],
    });
  });

  it('fails where the object is of another shape, and then nothing is changed', () => {
    const fails = (spec: Spec, location: string, message: RegExp): void => {
      const pod = podOf(spec);
      const result = apply(pod, [assign('spec.before', 1, {}, 'a'), assign(location, 1, {}, 'b')]);
      assert.equal(result.object, pod);
      assert.deepEqual([result.applied, result.hasFailed, result.problems.map(({ kind }) => kind)], [[], true, ['failed']]);
      assert.match(result.problems[0]?.message ?? '', message);
    };
    fails({ a: 'secret' }, 'spec.a.b', /^Assign b on Pod p: spec\.a is a string, and the location needs a map there$/);
    fails({ a: null }, 'spec.a.b', /spec\.a is null/);
    fails({ a: {} }, 'spec.a[k: v].b', /spec\.a is a map, and the location needs a list there/);
    fails({ a: ['x'] }, 'spec.a[k: *].b', /spec\.a\[k: \*\] is a string/);
  });
});

describe('AssignMetadata', () => {
  const label = mutator('AssignMetadata', 'm', { location: 'metadata.labels.team', parameters: { assign: { value: 'a' } } });

  it('adds labels to objects of any kind, and changes none', () => {
    const of = (labels: Spec): JsonObject => ({ apiVersion: 'x/v1', kind: 'Any', metadata: { name: 'n', labels } });
    assert.deepEqual(apply(of({ b: 'c' }), [label]).object['metadata'], { name: 'n', labels: { b: 'c', team: 'a' } });
    const object = of({ team: 'b' });
    assert.equal(apply(object, [label]).object, object);
    assert.deepEqual(apply({ apiVersion: 'x/v1', kind: 'Any' }, [label]).object['metadata'], { labels: { team: 'a' } });
  });
});

describe('ModifySet', () => {
  const set = (operation: string, ...fromList: readonly unknown[]): JsonObject =>
    mutator('ModifySet', operation, { location: 'spec.s', parameters: { operation, values: { fromList } } });

  it('merges values that are not there yet, behind the others', () => {
    assert.deepEqual(specAfter({ s: ['a', { k: 1 }] }, set('merge', 'b', 'a', { k: 1 }, 'b', 1)), { s: ['a', { k: 1 }, 'b', 1] });
    assert.deepEqual(specAfter({}, set('merge', 'a', 'a')), { s: ['a', 'a'] });
  });

  it('takes values out and leaves the others in their order', () => {
    assert.deepEqual(specAfter({ s: ['a', 'b', 'a', '1'] }, set('prune', 'a', 1)), { s: ['b', '1'] });
    assert.deepEqual(specAfter({}, set('prune', 'a')), {});
  });

  it('merges where nothing is said, as the API server completes it', () => {
    assert.deepEqual(specAfter({ s: [] }, mutator('ModifySet', 'm', { location: 'spec.s', parameters: { values: { fromList: ['a'] } } })), {
      s: ['a'],
    });
  });

  it('fails on what is no list', () => {
    const { problems } = apply(podOf({ s: 'a' }), [set('merge', 'a')]);
    assert.match(problems[0]?.message ?? '', /is a string, and has to be a list/);
  });
});

describe('AssignImage', () => {
  const image = (parameters: Spec): JsonObject => mutator('AssignImage', 'm', { location: 'spec.c[name: *].image', parameters });

  it('changes the parts that it names', () => {
    const spec = { c: [{ name: 'a', image: 'nginx:1' }, { name: 'b', image: 'quay.io/x/y@sha256:0' }, { name: 'c' }] };
    assert.deepEqual(specAfter(spec, image({ assignDomain: 'reg.example', assignTag: ':2' })), {
      c: [
        { name: 'a', image: 'reg.example/nginx:2' },
        { name: 'b', image: 'reg.example/x/y:2' },
        { name: 'c', image: 'reg.example/:2' },
      ],
    });
  });

  it('fails on what is no text', () => {
    assert.match(apply(podOf({ c: [{ name: 'a', image: 1 }] }), [image({ assignTag: ':2' })]).problems[0]?.message ?? '', /is a number/);
  });
});

describe('mutators together', () => {
  it('are applied until nothing changes', () => {
    const late = assign('spec.a', 1, { pathTests: [{ subPath: 'spec.a', condition: 'MustNotExist' }] }, 'z');
    const early = assign('spec.b.c', 2, { match: { labelSelector: { matchLabels: { x: 'y' } } } }, 'a');
    const label = mutator('AssignMetadata', 'l', { location: 'metadata.labels.x', parameters: { assign: { value: 'y' } } });
    const { object, applied } = apply(podOf({}), [late, early, label]);
    assert.deepEqual(object['spec'], { a: 1, b: { c: 2 } });
    assert.deepEqual(
      applied.map((one) => `${nameMutator(one.mutator)} ${one.changes.map(({ path }) => formatFieldPath(path)).join()}`),
      ['Assign z spec.a', 'AssignMetadata l metadata.labels', 'Assign a spec.b'],
    );
  });

  it('may set one field twice: the last by name wins', () => {
    const { object, applied } = apply(podOf({ x: 0 }), [assign('spec.x', 2, {}, 'b'), assign('spec.x', 1, {}, 'a')]);
    assert.deepEqual(object['spec'], { x: 2 });
    assert.deepEqual(
      applied.map(({ mutator: one, changes }) => [one.name, changes.map(({ before, after }) => [before, after])]),
      [
        ['a', [[0, 1]]],
        ['b', [[1, 2]]],
      ],
    );
  });

  it('that never come to an end are given up, as Gatekeeper does', () => {
    const good = mutator('AssignImage', 'grow', { location: 'spec.i', parameters: { assignPath: 'a/b' } });
    const { ordered, conflicting } = readMutators([good]).mutators;
    // Reading refuses such a path, since it grows with each round.
    const action = { kind: 'image', parts: { domain: '', path: 'gcr.io/x', tag: '' } } as const;
    const mutators = { ordered: ordered.map((one) => ({ ...one, action })), conflicting };
    const pod = podOf({});
    const { object, applied, hasFailed, problems } = mutate(pod, { mutators });
    assert.equal(object, pod);
    assert.deepEqual([applied, hasFailed], [[], true]);
    assert.equal(problems[0]?.message, 'Pod p is still changing after 2 rounds of mutators, so that Gatekeeper gives up: AssignImage grow');
  });

  it('are matched as constraints are, with the labels of the Namespace', () => {
    const namespaced = assign('spec.x', 1, { match: { namespaceSelector: { matchLabels: { team: 'a' } } } });
    const namespace = (team: string): JsonObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { team } } });
    assert.deepEqual(apply(podOf({}), [namespaced], { operation: 'CREATE', namespace: namespace('a') }).object['spec'], { x: 1 });
    assert.deepEqual(apply(podOf({}), [namespaced], { operation: 'CREATE', namespace: namespace('b') }).object['spec'], {});
    const { hasFailed, problems } = apply(podOf({}), [namespaced]);
    assert.ok(hasFailed);
    assert.deepEqual([problems[0]?.kind, problems[0]?.hint], ['not evaluated', 'give the Namespace shop as well']);
  });

  it('are for some operations, and for unknown ones only where they are for all', () => {
    const on = (...operations: readonly string[]): JsonObject => assign('spec.x', 1, { applyTo: [{ ...PODS[0], operations }] });
    const isApplied = (one: JsonObject, operation: MutateOptions['operation']): boolean =>
      apply(podOf({}), [one], operation === undefined ? {} : { operation }).applied.length > 0;
    assert.deepEqual(
      [isApplied(on('CREATE'), 'CREATE'), isApplied(on('CREATE'), 'UPDATE'), isApplied(on('CREATE'), undefined)],
      [true, false, false],
    );
    assert.deepEqual([isApplied(on('*'), 'UPDATE'), isApplied(on('*'), undefined)], [true, true]);
    assert.deepEqual([isApplied(on('CREATE', 'UPDATE'), undefined), isApplied(on(), undefined)], [true, true]);
    assert.equal(apply({ ...podOf({}), apiVersion: 'v2' }, [on()]).applied.length, 0, 'another version');
  });

  it('that ask a server are named and left out', () => {
    const external = mutator('Assign', 'e', { location: 'spec.x', parameters: { assign: { externalData: { provider: 'keys' } } } });
    const { object, problems, hasFailed } = apply(podOf({}), [external, assign('spec.y', 1)]);
    assert.deepEqual([object['spec'], hasFailed], [{ y: 1 }, false]);
    assert.equal(
      problems[0]?.message,
      'Assign e on Pod p: not applied: its value comes from the external data provider keys, which is not asked',
    );
  });

  it('cannot make an object of any size', () => {
    const wide = Array.from({ length: 1000 }, (_, i) => ({ n: `${i}` }));
    const nested = Array.from({ length: 4 }, (_, depth) =>
      assign(`spec${'.a[n: *]'.repeat(depth)}.a`, wide, {}, 'abcdef'.slice(0, depth + 1)),
    );
    const { hasFailed, problems } = apply(podOf({}), nested);
    assert.ok(hasFailed);
    assert.deepEqual(
      [problems[0]?.kind, /more of this object than any cluster would store/.test(problems[0]?.message ?? '')],
      ['not evaluated', true],
    );
  });

  it('do not touch what prototypes hold', () => {
    const { object } = apply(podOf({}), [assign('spec.__proto__.polluted', 1), assign('spec.constructor.x', 1)]);
    assert.deepEqual(Object.keys(object['spec'] as object).sort(), ['__proto__', 'constructor']);
    assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
  });
});

describe('mutations at random', () => {
  const VALUES = fc.oneof(fc.constantFrom<unknown>(1, true, 'x', 'y'), fc.constant({ k: 'v' }), fc.constant(['x']));
  const FIELDS = ['a', 'b', 'c', 'd'];
  const item = fc.record({ k: fc.constantFrom('v', 'w') }, { noNullPrototype: true });
  const spec = fc.dictionary(fc.constantFrom(...FIELDS), fc.oneof(VALUES, fc.array(item, { maxLength: 3 })), { noNullPrototype: true });
  const place = fc.constantFrom('', '.e', '[k: v].e', '[k: *].e', '[k: z].e.f');
  const tests = fc.option(fc.constantFrom('MustExist', 'MustNotExist'), { nil: undefined });
  const one = (field: string): fc.Arbitrary<JsonObject> =>
    fc.tuple(place, VALUES, tests).map(([rest, value, condition]) => {
      const location = `spec.${field}${rest}`;
      return assign(location, value, condition === undefined ? {} : { pathTests: [{ subPath: `spec.${field}`, condition }] }, `m${field}`);
    });

  it('done twice are as if done once', () => {
    fc.assert(
      fc.property(spec, fc.tuple(one('a'), one('b'), one('c')), (given, mutators) => {
        const once = apply(podOf(given), mutators);
        const twice = apply(once.object, mutators);
        assert.deepEqual(twice.object, once.object);
        if (!once.hasFailed) assert.deepEqual(twice.applied, []);
      }),
    );
  });

  it('of different fields do not depend on their order', () => {
    fc.assert(
      fc.property(spec, fc.tuple(one('a'), one('b'), one('c')), fc.nat(), (given, mutators, seed) => {
        const renamed = mutators.map((named, i): JsonObject => ({ ...named, metadata: { name: `n${(i + seed) % 3}` } }));
        const [first, second] = [apply(podOf(given), mutators), apply(podOf(given), renamed)];
        assert.equal(first.hasFailed, second.hasFailed);
        assert.deepEqual(first.object, second.object);
      }),
    );
  });

  it('change what they say that they change', () => {
    fc.assert(
      fc.property(spec, fc.tuple(one('a'), one('b')), (given, mutators) => {
        const { object, applied } = apply(podOf(given), mutators);
        const touched = new Set(applied.flatMap(({ changes }) => changes.map(({ path }) => path[1])));
        const after = object['spec'] as Spec;
        for (const field of FIELDS) assert.equal(touched.has(field), given[field] !== after[field], field);
      }),
    );
  });
});

describe("mutators as Gatekeeper's library has them", () => {
  const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
    - {name: web, image: nginx}
    - {name: side, image: envoy, securityContext: {allowPrivilegeEscalation: true}}
`;

  it('harden a pod where it says nothing itself', () => {
    const [pod] = readYaml(POD).documents.map(({ value }) => value as JsonObject);
    const unlessSet = (location: string, value: unknown, name: string): JsonObject =>
      assign(location, value, { pathTests: [{ subPath: location, condition: 'MustNotExist' }] }, name);
    const lists = ['containers', 'initContainers', 'ephemeralContainers'];
    const mutators = [
      ...lists.map((list) => unlessSet(`spec.${list}[name:*].securityContext.allowPrivilegeEscalation`, false, `ape${list}`)),
      unlessSet('spec.containers[name:*].securityContext.readOnlyRootFilesystem', true, 'ro'),
      unlessSet('spec.securityContext.supplementalGroups', [3000], 'groups'),
      mutator('ModifySet', 'drop', {
        location: 'spec.containers[name:*].securityContext.capabilities.drop',
        parameters: { operation: 'merge', values: { fromList: ['ALL'] } },
        match: { scope: 'Namespaced', kinds: [{ apiGroups: [''], kinds: ['Pod'] }] },
      }),
      mutator('AssignMetadata', 'seccomp', {
        location: 'metadata.annotations."seccomp.security.alpha.kubernetes.io/pod"',
        parameters: { assign: { value: 'runtime/default' } },
      }),
    ];
    const { object } = apply(pod ?? {}, mutators);
    const drop = { capabilities: { drop: ['ALL'] } };
    assert.deepEqual(object, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', namespace: 'shop', annotations: { 'seccomp.security.alpha.kubernetes.io/pod': 'runtime/default' } },
      spec: {
        containers: [
          { name: 'web', image: 'nginx', securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, ...drop } },
          { name: 'side', image: 'envoy', securityContext: { allowPrivilegeEscalation: true, readOnlyRootFilesystem: true, ...drop } },
        ],
        securityContext: { supplementalGroups: [3000] },
      },
    });
  });
});
