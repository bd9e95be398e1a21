import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createReviewer, formatFaults, type JsonObject, judgeObjects, readConstraints, requestFor } from './index.ts';

const REGO = `package test

violation[{"msg": msg, "details": {"name": input.review.object.metadata.name}}] {
  msg := sprintf("%v in %v", [input.parameters.word, input.review.object.kind])
}
`;

function template(
  rego: string = REGO,
  more: Readonly<Record<string, unknown>> = {},
  target: Readonly<Record<string, unknown>> = {},
): JsonObject {
  return {
    apiVersion: 'templates.gatekeeper.sh/v1',
    kind: 'ConstraintTemplate',
    metadata: { name: 'test' },
    spec: {
      crd: {
        spec: {
          names: { kind: 'Test' },
          validation: { openAPIV3Schema: { type: 'object', properties: { word: { type: 'string', default: 'seen' } } } },
        },
      },
      targets: [{ target: 'admission.k8s.gatekeeper.sh', rego, ...target }],
    },
    ...more,
  };
}

function constraint(spec: JsonObject = {}, name = 'one'): JsonObject {
  return { apiVersion: 'constraints.gatekeeper.sh/v1beta1', kind: 'Test', metadata: { name }, spec: { parameters: {}, ...spec } };
}

const POD: JsonObject = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' } };

function faultsOf(...objects: readonly JsonObject[]): readonly string[] {
  return readConstraints(objects).faulty.map(({ faults }) => formatFaults(faults));
}

/** What constraints say about an object, whatever is done about it. */
function said(objects: readonly JsonObject[], about: JsonObject = POD): readonly string[] {
  const { constraints, faulty } = readConstraints(objects);
  assert.deepEqual(faulty, []);
  const [judged] = judgeObjects([about, ...objects], constraints, { points: ['gator.gatekeeper.sh'] });
  return judged?.violations.map(({ constraint: { name }, message, actions }) => `${name}: ${message} (${actions.join()})`) ?? [];
}

describe('templates of Gatekeeper', () => {
  it('are read with defaults for parameters', () => {
    assert.deepEqual(said([template(), constraint()]), ['one: seen in Pod (deny)']);
    assert.deepEqual(said([template(), constraint({ parameters: { word: 'x' } })]), ['one: x in Pod (deny)']);
  });

  it('are found whatever the order and the version', () => {
    for (const version of ['v1', 'v1beta1', 'v1alpha1']) {
      assert.deepEqual(said([constraint(), template(REGO, { apiVersion: `templates.gatekeeper.sh/${version}` })]), [
        'one: seen in Pod (deny)',
      ]);
    }
  });

  it('may have their Rego under code, in either version, with libraries', () => {
    const v1 = 'package test\n\nimport data.lib.words\n\nviolation contains {"msg": words.of(input.review)} if true\n';
    const lib = 'package lib.words\n\nof(review) := sprintf("lib saw %v", [review.object.kind])\n';
    const code = [
      { engine: 'K8sNativeValidation', source: { validations: [] } },
      { engine: 'Rego', source: { version: 'v1', rego: v1, libs: [lib] } },
    ];
    assert.deepEqual(said([template('', {}, { code }), constraint()]), ['one: lib saw Pod (deny)']);
  });

  it('take any parameters where their schema is of the older kind', () => {
    const old = template(REGO, { apiVersion: 'templates.gatekeeper.sh/v1beta1' });
    const { spec } = old as { readonly spec: Readonly<Record<string, unknown>> };
    const without = { ...old, spec: { ...spec, crd: { spec: { names: { kind: 'Test' } } } } };
    assert.deepEqual(said([without, constraint({ parameters: { word: { deep: 1 } } })]), ['one: {"deep": 1} in Pod (deny)']);
    assert.deepEqual(faultsOf({ ...without, apiVersion: 'templates.gatekeeper.sh/v1' }, constraint({ parameters: { word: 'x' } })), [
      'invalid Constraint: unknown field spec.parameters',
    ]);
  });

  for (const [name, rego, wanted] of [
    ['without the rule', 'package test\ndeny[{"msg": "x"}] { true }', 'invalid rego: missing required rules: [violation]'],
    [
      'that import input',
      'package test\nimport input.review\nviolation[{"msg": "x"}] { true }',
      'invalid import: cannot import input: "input.review"',
    ],
    [
      'that import anything',
      'package test\nimport data.other\nviolation[{"msg": "x"}] { true }',
      'invalid import: bad import: "data.other"',
    ],
    [
      'that look at other data',
      'package test\nviolation[{"msg": "x"}] { data.other.a }',
      'invalid data references: disallowed ref data.other',
    ],
    ['that look at all data', 'package test\nviolation[{"msg": "x"}] { data[_].a }', 'invalid data references: disallowed ref data'],
    ['that do not parse', 'package test\nviolation[{"msg": "x"}] { = }', 'template:2: rego_parse_error: '],
  ] as const) {
    it(`are refused ${name}`, () => {
      const [fault] = faultsOf(template(rego));
      assert.ok(fault?.startsWith(`invalid ConstraintTemplate: ${wanted}`), fault);
    });
  }

  it('are refused with the line where the compiler finds a mistake', () => {
    const { faulty } = readConstraints([template('package test\n\nviolation[{"msg": msg}] {\n  msg := other\n}\n')]);
    assert.deepEqual(
      faulty.flatMap(({ faults }) => faults.map(({ kind, path, line }) => [kind, path.join('.'), line])),
      [['unable to compile modules', 'spec.targets.0.rego', 4]],
    );
  });

  it('that would ask a server, or are written in CEL, are not evaluated rather than passed', () => {
    const asking = (call: string): readonly string[] => faultsOf(template(`package test\nviolation[{"msg": "x"}] { ${call} }`));
    assert.deepEqual(asking('external_data({"provider": "p", "keys": []})'), [
      'not evaluated: external_data asks a Provider, which Seawall never calls',
    ]);
    assert.deepEqual(asking('http.send({"method": "get", "url": "https://example.com"})'), [
      'not evaluated: http.send asks a server, which Seawall never does',
    ]);
    const cel = template('', {}, { code: [{ engine: 'K8sNativeValidation', source: {} }] });
    assert.deepEqual(faultsOf(cel), ['not evaluated: its code is for K8sNativeValidation, which is not evaluated; only Rego is']);
  });

  it('are called like their kind, and have one known target', () => {
    assert.deepEqual(faultsOf(template(REGO, { metadata: { name: 'other' } })), [
      'invalid ConstraintTemplate: the ConstraintTemplate\'s name "other" is not equal to the lowercase of CRD\'s Kind: "test"',
    ]);
    assert.deepEqual(faultsOf(template(REGO, {}, { target: 'other' })), [
      'invalid ConstraintTemplate: target "other" not recognized, known targets [admission.k8s.gatekeeper.sh]',
    ]);
  });

  it('that are broken are told once, not again for each of their constraints', () => {
    assert.equal(faultsOf(template('package'), constraint(), constraint({}, 'two')).length, 1);
    assert.deepEqual(faultsOf(constraint()), ['missing ConstraintTemplate: template "test" not found']);
  });
});

describe('constraints of Gatekeeper', () => {
  it('must fit the schema of their template', () => {
    assert.deepEqual(faultsOf(template(), constraint({ parameters: { word: 1 } })), [
      'schema validation failed: spec.parameters.word: Invalid value: "integer": spec.parameters.word in body must be of type string: "integer"',
    ]);
    assert.deepEqual(faultsOf(template(), constraint({ parameters: { wrod: 'x' } })), [
      'invalid Constraint: unknown field spec.parameters.wrod',
    ]);
    assert.deepEqual(faultsOf(template(), constraint({ match: { namespaces: ['A_'] } })), [
      'schema validation failed: spec.match.namespaces[0]: Invalid value: "A_": spec.match.namespaces[0] in body should match \'^\\*?[-:a-z0-9]*\\*?$\'',
    ]);
    assert.deepEqual(faultsOf(template(), constraint({ match: { labelSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } } })), [
      'invalid Constraint: spec.match.labelSelector.matchExpressions.0.values: In needs at least one value',
    ]);
    assert.deepEqual(faultsOf(template(), constraint({ enforcementAction: 'scoped' })), [
      'missing required field: spec.scopedEnforcementActions must be defined',
    ]);
  });

  it('do at each enforcement point what they say for it', () => {
    const scoped = (name: string, action = 'deny'): unknown => ({ action, enforcementPoints: [{ name }] });
    const actions = (...scopedEnforcementActions: readonly unknown[]): readonly string[] =>
      said([template(), constraint({ enforcementAction: 'scoped', scopedEnforcementActions })]);
    assert.deepEqual(actions(scoped('gator.gatekeeper.sh')), ['one: seen in Pod (deny)']);
    assert.deepEqual(actions(scoped('*', 'warn'), scoped('gator.gatekeeper.sh')), ['one: seen in Pod (warn,deny)']);
    assert.deepEqual(actions(scoped('audit.gatekeeper.sh')), []);
    const ignored = constraint({ enforcementAction: 'dryrun', scopedEnforcementActions: [scoped('audit.gatekeeper.sh')] });
    assert.deepEqual(said([template(), ignored]), ['one: seen in Pod (dryrun)'], 'the list counts under scoped only');
  });

  it('see other objects of the inventory', () => {
    const rego = `package test
violation[{"msg": msg}] {
  other := data.inventory.namespace[ns]["v1"]["Service"][name]
  global := data.inventory.cluster["rbac.authorization.k8s.io/v1"].ClusterRole[role]
  msg := sprintf("%v/%v %v %v", [ns, name, other.spec.type, role])
}`;
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'n' }, spec: { type: 'NodePort' } };
    const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'r' } };
    assert.deepEqual(said([template(rego), constraint(), service, role]), ['one: n/s NodePort r (deny)']);
  });

  it('cannot be asked where the labels of a Namespace decide and it is unknown', () => {
    const match = { namespaceSelector: { matchLabels: { a: 'b' } } };
    const { constraints } = readConstraints([template(), constraint({ match })]);
    const reviewer = createReviewer(constraints, { points: ['audit.gatekeeper.sh'] });
    const [violation] = reviewer.review(requestFor(POD));
    assert.equal(violation?.failed, 'match');
    assert.match(violation?.message ?? '', /missing Namespace$/);
    const inventory = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { a: 'c' } } }];
    assert.deepEqual(createReviewer(constraints, { inventory, points: ['audit.gatekeeper.sh'] }).review(requestFor(POD)), []);
  });

  it('that end in an error give that as their verdict', () => {
    const rego = 'package test\nviolation[{"msg": "x"}] { f(1) == 1 }\nf(x) = 1 { x > 0 }\nf(x) = 2 { x > 0 }';
    const { constraints } = readConstraints([template(rego), constraint()]);
    const [violation] = createReviewer(constraints, { points: ['audit.gatekeeper.sh'] }).review(requestFor(POD));
    assert.equal(violation?.failed, 'evaluation');
    assert.match(violation?.message ?? '', /eval_conflict_error/);
  });

  it('that go beyond their budget are not asked again', () => {
    const rego = 'package test\nviolation[{"msg": "x"}] { numbers.range(1, 20000)[a]; numbers.range(1, 20000)[b]; a + b < 0 }';
    const { constraints } = readConstraints([template(rego), constraint()]);
    const reviewer = createReviewer(constraints, { points: ['audit.gatekeeper.sh'] });
    const [first] = reviewer.review(requestFor(POD));
    assert.deepEqual([first?.failed, /eval_limit_error/.test(first?.message ?? '')], ['evaluation', true]);
    const [second] = reviewer.review(requestFor(POD));
    assert.equal(second?.message, `${first?.message}; it is not asked again`);
  });

  it('show the request as the webhook sends it', () => {
    const rego = 'package test\nviolation[{"msg": json.marshal(object.remove(input.review, ["object"]))}] { true }';
    const [message] = said([template(rego), constraint()], { ...POD, metadata: { name: 'web' } });
    assert.deepEqual(JSON.parse(/^one: (.*) \(deny\)$/.exec(message ?? '')?.[1] ?? ''), {
      uid: '',
      kind: { group: '', version: 'v1', kind: 'Pod' },
      resource: { group: '', version: '', resource: '' },
      name: 'web',
      operation: '',
      userInfo: {},
      oldObject: null,
      options: null,
      namespaceObject: null,
    });
  });

  it('are found by the kind of an object as by asking each of them', () => {
    const name = fc.constantFrom('Pod', 'Deployment', 'Role', '*');
    const group = fc.constantFrom('', 'apps', 'rbac.authorization.k8s.io', '*');
    const entry = fc.record({ apiGroups: fc.array(group, { maxLength: 2 }), kinds: fc.array(name, { maxLength: 2 }) });
    const object = fc.record({
      apiVersion: fc.constantFrom('v1', 'apps/v1', 'rbac.authorization.k8s.io/v1'),
      kind: fc.constantFrom('Pod', 'Deployment', 'Role'),
      metadata: fc.constant({ name: 'x', namespace: 'n' }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(entry, { maxLength: 2 }), { maxLength: 6 }), fc.array(object, { maxLength: 6 }), (matched, objects) => {
        const { constraints } = readConstraints([template(), ...matched.map((kinds, i) => constraint({ match: { kinds } }, `c${i}`))]);
        const answers = [true, false].map((indexing) => {
          const reviewer = createReviewer(constraints, { points: ['audit.gatekeeper.sh'], indexing });
          return objects.map((one) => reviewer.review(requestFor(one)).map(({ constraint: { name: of } }) => of));
        });
        assert.deepEqual(answers[0], answers[1]);
      }),
      { numRuns: 100 },
    );
  });
});
