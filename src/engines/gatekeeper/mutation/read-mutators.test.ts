import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatFieldPath } from '../../../core/index.ts';
import { readYaml } from '../../../formats/index.ts';
import type { JsonObject } from '../match/index.ts';
import { nameMutator, readMutators } from './index.ts';

function objectsIn(text: string): readonly JsonObject[] {
  return readYaml(text).documents.map(({ value }) => value as JsonObject);
}

const POD = 'applyTo: [{groups: [""], versions: [v1], kinds: [Pod]}]';

function mutator(kind: string, spec: string, name = 'm', version = kind === 'AssignImage' ? 'v1alpha1' : 'v1'): string {
  const body = spec.replaceAll('\n', '\n  ');
  return `---\napiVersion: mutations.gatekeeper.sh/${version}\nkind: ${kind}\nmetadata: {name: ${name}}\nspec:\n  ${body}\n`;
}

/** What is wrong, by field. */
function mistakes(...texts: readonly string[]): readonly string[] {
  return readMutators(objectsIn(texts.join(''))).problems.map(({ kind, path, message }) => `${kind} ${formatFieldPath(path)}: ${message}`);
}

function refuses(text: string, path: string, message: RegExp): void {
  const found = mistakes(text);
  assert.ok(
    found.some((one) => one.startsWith(`invalid ${path}: `) && message.test(one)),
    `${path} ${message}\n${found.join('\n')}`,
  );
  assert.deepEqual(readMutators(objectsIn(text)).mutators.ordered, [], 'it is not used');
}

describe('mutators that are right', () => {
  const right: Readonly<Record<string, string>> = {
    'an Assign of a value': mutator('Assign', `${POD}\nlocation: spec.hostNetwork\nparameters: {assign: {value: false}}`),
    'one of an older version': mutator('Assign', `${POD}\nlocation: spec.x\nparameters: {assign: {value: 1}}`, 'm', 'v1beta1'),
    'a whole item of a list': mutator(
      'Assign',
      `${POD}\nlocation: "spec.volumes[name: v]"\nparameters: {assign: {value: {name: v, emptyDir: {}}}}`,
    ),
    'a name from the metadata': mutator('Assign', `${POD}\nlocation: spec.x\nparameters: {assign: {fromMetadata: {field: name}}}`),
    'fields that are null': mutator(
      'Assign',
      `${POD}\nmatch:\nlocation: spec.x\nparameters: {pathTests: , assign: {value: 1, externalData: }}`,
    ),
    'path tests in order': mutator(
      'Assign',
      `${POD}\nlocation: spec.a.b\nparameters:\n  assign: {value: 1}\n  pathTests: [{subPath: spec, condition: MustExist}, {subPath: spec.a.b, condition: MustNotExist}]`,
    ),
    'an AssignMetadata': mutator('AssignMetadata', 'location: metadata.labels."a.b/c"\nparameters: {assign: {value: "1"}}'),
    'a ModifySet': mutator('ModifySet', `${POD}\nlocation: spec.tolerations\nparameters: {operation: prune, values: {fromList: [a]}}`),
    'an AssignImage': mutator('AssignImage', `${POD}\nlocation: "spec.containers[name: *].image"\nparameters: {assignDomain: gcr.io}`),
  };
  for (const [name, text] of Object.entries(right)) {
    it(name, () => {
      assert.deepEqual(mistakes(text), []);
      assert.equal(readMutators(objectsIn(text)).mutators.ordered.length, 1);
    });
  }

  it('are ordered by kind and name, whatever order they are read in', () => {
    const texts = [
      mutator('ModifySet', `${POD}\nlocation: spec.s\nparameters: {values: {fromList: [a]}}`, 'a'),
      mutator('Assign', `${POD}\nlocation: spec.x\nparameters: {assign: {value: 1}}`, 'b'),
      mutator('AssignMetadata', 'location: metadata.labels.c\nparameters: {assign: {value: "1"}}', 'c'),
      mutator('Assign', `${POD}\nlocation: spec.y\nparameters: {assign: {value: 1}}`, 'a'),
    ];
    const wanted = ['Assign a', 'Assign b', 'AssignMetadata c', 'ModifySet a'];
    for (const order of [texts, texts.toReversed()]) {
      assert.deepEqual(readMutators(objectsIn(order.join(''))).mutators.ordered.map(nameMutator), wanted);
    }
  });

  it('are replaced by later ones of the same name, which is said', () => {
    const one = (value: number): string => mutator('Assign', `${POD}\nlocation: spec.x\nparameters: {assign: {value: ${value}}}`);
    assert.deepEqual(mistakes(one(1), one(2)), ['notice metadata.name: Assign m is replaced by a later one']);
    const [left] = readMutators(objectsIn(one(1) + one(2))).mutators.ordered;
    assert.deepEqual(left?.action, { kind: 'value', value: 2 });
  });

  it('may be something that does nothing, which is said', () => {
    const stars = POD.replace('Pod', '"*"');
    assert.deepEqual(mistakes(mutator('Assign', `${stars}\nlocation: spec.x\nparameters: {assign: {value: 1}}\nmatsh: {}`)), [
      'notice spec.matsh: Assign m: there is no field spec.matsh; the API server drops it',
      'notice spec.applyTo[0].kinds: Assign m: applyTo[0].kinds takes "*" for a name, and not for any',
    ]);
  });
});

describe('mutators that are wrong', () => {
  const assign = (location: string, rest = 'parameters: {assign: {value: 1}}'): string =>
    mutator('Assign', `${POD}\nlocation: ${JSON.stringify(location)}\n${rest}`);
  const tests = (list: string): string => `parameters: {assign: {value: 1}, pathTests: ${list}}`;
  const wrong: readonly (readonly [string, string, string, RegExp])[] = [
    ['a version that there is not', mutator('AssignImage', 'x: 1', 'm', 'v1'), 'apiVersion', /there is no version v1 of AssignImage/],
    ['a long name', assign('spec.x').replace('name: m', `name: ${'m'.repeat(64)}`), 'metadata.name', /63/],
    ['no name', assign('spec.x').replace('name: m', ''), 'metadata.name', /no metadata\.name/],
    ['a location of another type', mutator('Assign', `${POD}\nlocation: [x]`), 'spec.location', /must be of type string/],
    ['no location', mutator('Assign', `${POD}\nparameters: {assign: {value: 1}}`), 'spec.location', /the location is empty/],
    ['a location that cannot be read', assign('spec.containers[name x]'), 'spec.location', /at character 22: expected ":"/],
    ['metadata by Assign', assign('metadata.labels.x'), 'spec.location', /cannot change metadata/],
    ['the key of an item', assign('spec.containers[name: x].name'), 'spec.location', /which the items of the list are told apart by/],
    [
      'two ways to say the value',
      assign('spec.x', 'parameters: {assign: {value: 1, fromMetadata: {field: name}}}'),
      'spec.parameters.assign',
      /holds 2/,
    ],
    ['no value', assign('spec.x', 'parameters: {assign: {value: null}}'), 'spec.parameters.assign', /holds none/],
    [
      'an unknown field of the metadata',
      assign('spec.x', 'parameters: {assign: {fromMetadata: {field: uid}}}'),
      'spec.parameters.assign.fromMetadata.field',
      /"uid" is neither name nor namespace/,
    ],
    ['a text as an item', assign('spec.v[name: x]', 'parameters: {assign: {value: x}}'), 'spec.parameters.assign.value', /has to be a map/],
    [
      'an item of another key',
      assign('spec.v[name: x]', 'parameters: {assign: {value: {name: y}}}'),
      'spec.parameters.assign.value.name',
      /is not "x"/,
    ],
    ['an item for all', assign('spec.v[name: *]', 'parameters: {assign: {value: {name: x}}}'), 'spec.location', /not all of them by \*/],
    [
      'an item whose key is a number',
      assign('spec.p[port: 80]', 'parameters: {assign: {value: {port: 80}}}'),
      'spec.parameters.assign.value',
      /no whole item whose key is a number/,
    ],
    [
      'a path test elsewhere',
      assign('spec.x', tests('[{subPath: spec.y, condition: MustExist}]')),
      'spec.parameters.pathTests[0].subPath',
      /is not the beginning of/,
    ],
    [
      'path tests that contradict each other',
      assign('spec.x', tests('[{subPath: spec, condition: MustExist}, {subPath: spec, condition: MustNotExist}]')),
      'spec.parameters.pathTests[1].subPath',
      /both MustExist and MustNotExist/,
    ],
    [
      'path tests in an order that Gatekeeper refuses',
      assign('spec.x', tests('[{subPath: spec.x, condition: MustNotExist}, {subPath: spec, condition: MustExist}]')),
      'spec.parameters.pathTests[1].subPath',
      /behind a test MustNotExist/,
    ],
    [
      'an unknown condition',
      assign('spec.x', tests('[{subPath: spec, condition: Maybe}]')),
      'spec.parameters.pathTests[0].condition',
      /"MustExist", "MustNotExist"/,
    ],
    ['no applyTo', mutator('Assign', 'location: spec.x\nparameters: {assign: {value: 1}}'), 'spec.applyTo', /applyTo is missing/],
    ['no kinds', assign('spec.x').replace('kinds: [Pod]', 'kinds: []'), 'spec.applyTo[0].kinds', /is empty/],
    [
      'an operation that is not mutated',
      assign('spec.x').replace('[Pod]', '[Pod], operations: [DELETE]'),
      'spec.applyTo[0].operations[0]',
      /"DELETE"/,
    ],
    [
      'an operation beside all',
      assign('spec.x').replace('[Pod]', '[Pod], operations: [CREATE, "*"]'),
      'spec.applyTo[0].operations',
      /others beside "\*"/,
    ],
    ['an operation twice', assign('spec.x').replace('[Pod]', '[Pod], operations: [CREATE, CREATE]'), 'spec.applyTo[0].operations', /twice/],
    [
      'a selector that is none',
      assign('spec.x', 'match: {labelSelector: {matchLabels: {"a b": c}}}\nparameters: {assign: {value: 1}}'),
      'spec.match.labelSelector.matchLabels["a b"]',
      /not the key of a label/,
    ],
    ['a source that is none', assign('spec.x', 'match: {source: Made}\nparameters: {assign: {value: 1}}'), 'spec.match.source', /"Made"/],
    [
      'a label that is a number',
      mutator('AssignMetadata', 'location: metadata.labels.x\nparameters: {assign: {value: 1}}'),
      'spec.parameters.assign.value',
      /are texts/,
    ],
    [
      'all labels',
      mutator('AssignMetadata', 'location: metadata.labels\nparameters: {assign: {value: x}}'),
      'spec.location',
      /single labels and annotations only/,
    ],
    ['the name', mutator('AssignMetadata', 'location: metadata.name\nparameters: {assign: {value: x}}'), 'spec.location', /single labels/],
    [
      'a set of items',
      mutator('ModifySet', `${POD}\nlocation: "spec.containers[name: x]"\nparameters: {values: {fromList: [a]}}`),
      'spec.location',
      /cannot end with the items/,
    ],
    [
      'a set of no list',
      mutator('ModifySet', `${POD}\nlocation: spec.x\nparameters: {values: {fromList: a}}`),
      'spec.parameters.values.fromList',
      /is not a list/,
    ],
    [
      'another operation on sets',
      mutator('ModifySet', `${POD}\nlocation: spec.x\nparameters: {operation: add}`),
      'spec.parameters.operation',
      /"merge", "prune"/,
    ],
    ['no part of an image', mutator('AssignImage', `${POD}\nlocation: spec.x`), 'spec.parameters', /one of assignDomain/],
    [
      'a tag without its colon',
      mutator('AssignImage', `${POD}\nlocation: spec.x\nparameters: {assignTag: v1}`),
      'spec.parameters.assignTag',
      /begins with ":"/,
    ],
    [
      'external data that has no default',
      assign('spec.x', 'parameters: {assign: {externalData: {provider: p, failurePolicy: UseDefault}}}'),
      'spec.parameters.assign.externalData',
      /needs a default/,
    ],
  ];
  for (const [name, text, path, message] of wrong) it(name, () => refuses(text, path, message));
});

describe('mutators that contradict each other', () => {
  const assign = (name: string, location: string, apply = POD): string =>
    mutator('Assign', `${apply}\nlocation: ${JSON.stringify(location)}\nparameters: {assign: {value: 1}}`, name);
  const set = (name: string, location: string): string =>
    mutator('ModifySet', `${POD}\nlocation: ${JSON.stringify(location)}\nparameters: {values: {fromList: [a]}}`, name);
  const image = (name: string, location: string): string =>
    mutator('AssignImage', `${POD}\nlocation: ${JSON.stringify(location)}\nparameters: {assignTag: ":1"}`, name);
  const external = (name: string, location: string): string =>
    mutator('Assign', `${POD}\nlocation: ${location}\nparameters: {assign: {externalData: {provider: p}}}`, name);
  const conflicting = (...texts: readonly string[]): readonly string[] =>
    [...readMutators(objectsIn(texts.join(''))).mutators.conflicting].map(nameMutator).sort();

  it('by taking a field for a map and for a list', () => {
    const texts = [assign('a', 'spec.x.y'), assign('b', 'spec.x[k: v].y'), assign('c', 'spec.z')];
    assert.deepEqual(conflicting(...texts), ['Assign a', 'Assign b']);
    assert.deepEqual(mistakes(...texts), [
      'conflict spec.location: mutators take spec.x for different things, so that Gatekeeper applies none of them: Assign a for a map; Assign b for a list of items told apart by k',
    ]);
  });

  it('by telling the items of a list apart by different fields', () => {
    const texts = [assign('a', 'spec.c[name: x].y'), assign('b', 'spec.c[image: x].y')];
    assert.deepEqual(conflicting(...texts), ['Assign a', 'Assign b']);
    assert.match(
      mistakes(...texts)[0] ?? '',
      /Assign a for a list of items told apart by name; Assign b for .* told apart by image|Assign b .*image; Assign a/,
    );
  });

  it('by a set that others go into, and by an image that is a map to others', () => {
    assert.deepEqual(conflicting(set('s', 'spec.x'), assign('a', 'spec.x.y')), ['Assign a', 'ModifySet s']);
    assert.deepEqual(conflicting(image('i', 'spec.x'), assign('a', 'spec.x.y')), ['Assign a', 'AssignImage i']);
    assert.deepEqual(conflicting(image('i', 'spec.x'), set('s', 'spec.x')), ['AssignImage i', 'ModifySet s']);
    assert.deepEqual(conflicting(external('e', 'spec.x'), assign('a', 'spec.x.y')), ['Assign a', 'Assign e']);
  });

  it('but not where they agree, or are about different objects', () => {
    assert.deepEqual(conflicting(assign('a', 'spec.c[name: x].y'), assign('b', 'spec.c[name: *].z')), []);
    assert.deepEqual(conflicting(assign('a', 'spec.x'), assign('b', 'spec.x.y')), [], 'whoever sets a whole field may set a map');
    assert.deepEqual(conflicting(assign('a', 'spec.x.y'), assign('b', 'spec.x[k: v].y', POD.replace('Pod', 'Job'))), []);
    const on = (operation: string): string => POD.replace('[Pod]', `[Pod], operations: [${operation}]`);
    assert.deepEqual(conflicting(assign('a', 'spec.x.y', on('CREATE')), assign('b', 'spec.x[k: v].y', on('UPDATE'))), []);
    assert.deepEqual(conflicting(assign('a', 'spec.x.y', on('CREATE')), assign('b', 'spec.x[k: v].y')), ['Assign a', 'Assign b']);
  });
});
