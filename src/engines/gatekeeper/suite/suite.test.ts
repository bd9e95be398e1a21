import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readYaml } from '../../../formats/index.ts';
import type { JsonObject } from '../match/index.ts';
import { createFilter, isSuite, readSuite, runSuite, type TestResult } from './index.ts';

const TEMPLATE = `
apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata: {name: test}
spec:
  crd:
    spec:
      names: {kind: Test}
      validation:
        openAPIV3Schema: {type: object, properties: {words: {type: array, items: {type: string}}}}
  targets:
    - target: admission.k8s.gatekeeper.sh
      rego: |
        package test
        violation[{"msg": msg}] {
          word := input.parameters.words[_]
          print("asked for", word)
          not input.review.object.metadata.labels[word]
          msg := sprintf("%v of %v lacks %v", [input.review.operation, input.review.object.metadata.name, word])
        }
`;
const CONSTRAINT = 'apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: Test\nmetadata: {name: c}\nspec: {parameters: {words: [a, b]}}\n';
const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {a: x}}\n';
const REVIEW = `apiVersion: admission.k8s.io/v1
kind: AdmissionReview
request:
  uid: "1"
  kind: {group: "", version: v1, kind: Pod}
  operation: DELETE
  oldObject: {apiVersion: v1, kind: Pod, metadata: {name: old, labels: {a: x}}}
`;

function objectsIn(text: string): readonly JsonObject[] {
  return readYaml(text).documents.map(({ value }) => value as JsonObject);
}

function run(suite: string, files: Readonly<Record<string, string>> = {}, filter = ''): readonly TestResult[] {
  const all: Readonly<Record<string, string>> = {
    't.yaml': TEMPLATE,
    'c.yaml': CONSTRAINT,
    'pod.yaml': POD,
    'review.yaml': REVIEW,
    ...files,
  };
  const [object] = objectsIn(`kind: Suite\napiVersion: test.gatekeeper.sh/v1alpha1\n${suite}`);
  assert.ok(object && isSuite(object));
  const read = readSuite(object);
  assert.deepEqual(read.mistakes, []);
  return runSuite(read.suite, createFilter(filter), {
    read: (file) => (all[file] === undefined ? `open ${file}: no such file or directory` : objectsIn(all[file])),
    clock: () => 0,
  });
}

/** The errors of the cases of one test, by their names. */
function errorsOf(cases: string, files: Readonly<Record<string, string>> = {}): Readonly<Record<string, string | undefined>> {
  const [test] = run(`tests: [{name: t, template: t.yaml, constraint: c.yaml, cases: [${cases}]}]`, files);
  assert.equal(test?.error, undefined);
  return Object.fromEntries((test?.cases ?? []).map(({ name, error }) => [name, error]));
}

describe('suites of Gatekeeper', () => {
  it('count violations, and hold messages against expressions', () => {
    const found = errorsOf(`
      {name: some, object: pod.yaml, assertions: [{violations: yes}, {}, {violations: 1}, {message: "lacks b$"}, {violations: 0, message: "lacks a"}]},
      {name: none, object: pod.yaml, assertions: [{violations: no}]},
      {name: two, object: pod.yaml, assertions: [{violations: 2}]},
      {name: text, object: pod.yaml, assertions: [{message: "lacks a"}]},
      {name: odd, object: pod.yaml, assertions: [{violations: "maybe"}]},
      {name: bad, object: pod.yaml, assertions: [{message: "("}]}`);
    const got = ': got messages [ of web lacks b]';
    assert.deepEqual(
      { ...found, bad: found['bad']?.slice(0, 43) },
      {
        some: undefined,
        none: `unexpected number of violations: got 1 violations but want none${got}`,
        two: `unexpected number of violations: got 1 violations but want exactly 2${got}`,
        text: `unexpected number of violations: got 0 violations containing "lacks a" but want at least 1${got}`,
        odd: `invalid yaml: assertion.violation, if set, must be a nonnegative integer, "yes", or "no"${got}`,
        bad: 'message contains invalid regular expression',
      },
    );
  });

  it('judge the request of an AdmissionReview, which for DELETE holds what is deleted', () => {
    const found = errorsOf(
      `
      {name: deleted, object: review.yaml, assertions: [{violations: 1, message: "DELETE of old lacks b"}]},
      {name: unknown, object: odd.yaml, assertions: [{}]},
      {name: empty, object: empty.yaml, assertions: [{}]}`,
      {
        'odd.yaml': REVIEW.replace('uid:', 'uuid:'),
        'empty.yaml': 'apiVersion: admission.k8s.io/v1\nkind: AdmissionReview\n',
      },
    );
    assert.equal(found['deleted'], undefined);
    assert.match(found['unknown'] ?? '', /^not a valid AdmissionReview object: .*unknown field "request\.uuid"$/);
    assert.equal(found['empty'], 'missing an AdmissionRequest object: request did not actually pass in an AdmissionRequest');
  });

  it('name what keeps a case from being run', () => {
    const found = errorsOf(
      `{name: nothing, object: "", assertions: [{}]}, {name: silent, object: pod.yaml}, {name: gone, object: no.yaml, assertions: [{}]},
       {name: many, object: two.yaml, assertions: [{}]}, {name: stock, object: pod.yaml, inventory: [no.yaml], assertions: [{}]}`,
      { 'two.yaml': `${POD}---\n${POD}` },
    );
    assert.deepEqual(found, {
      nothing: 'invalid Case: must define object',
      silent: 'invalid Case: assertions must be non-empty',
      gone: 'open no.yaml: no such file or directory',
      many: 'object file must contain exactly one object: "two.yaml" defines 2 objects',
      stock: 'open no.yaml: no such file or directory',
    });
  });

  it('can want a constraint to be invalid', () => {
    const bad = CONSTRAINT.replace('[a, b]', 'a');
    const [fine, wrong] = run(
      'tests: [{name: x, template: t.yaml, constraint: bad.yaml, invalid: true}, {name: z, template: t.yaml, constraint: c.yaml, invalid: true}]',
      { 'bad.yaml': bad },
    );
    assert.equal(fine?.error, undefined);
    assert.equal(wrong?.error, 'constraint should have failed schema validation: got error %!w(<nil>) but want schema validation failed');
  });

  it('fail tests whose template or constraint is no good', () => {
    const results = run(
      `tests:
      - {name: a, constraint: c.yaml}
      - {name: b, template: pod.yaml, constraint: c.yaml}
      - {name: c, template: t.yaml}
      - {name: d, template: t.yaml, constraint: pod.yaml}
      - {name: e, template: bad.yaml, constraint: c.yaml}`,
      { 'bad.yaml': TEMPLATE.replace('violation[', 'deny[') },
    );
    assert.deepEqual(
      results.map(({ error }) => error),
      [
        'invalid Suite: missing template',
        'path "pod.yaml": not a ConstraintTemplate',
        'invalid Suite: missing constraint',
        'not a Constraint',
        'adding template: invalid ConstraintTemplate: invalid rego: missing required rules: [violation]',
      ],
    );
  });

  it('run what a filter takes', () => {
    const suite = `tests:
      - {name: first, template: t.yaml, constraint: c.yaml, cases: [{name: one, object: pod.yaml, assertions: [{}]}, {name: two, object: pod.yaml, assertions: [{}]}]}
      - {name: second, template: t.yaml, constraint: c.yaml, cases: [{name: one, object: pod.yaml, skip: true, assertions: [{}]}]}
      - {name: third, skip: true}`;
    const taken = (filter: string): readonly string[] =>
      run(suite, {}, filter).flatMap(({ name, skipped, cases }) =>
        skipped ? [] : [name, ...cases.filter((one) => !one.skipped).map((one) => `${name}/${one.name}`)],
      );
    assert.deepEqual(taken(''), ['first', 'first/one', 'first/two', 'second']);
    assert.deepEqual(taken('two'), ['first', 'first/two']);
    assert.deepEqual(taken('first//one'), ['first', 'first/one']);
    assert.deepEqual(taken('//^t'), ['first', 'first/two', 'second']);
    assert.throws(() => createFilter('a//b//c'), /at most one/);
    assert.throws(() => createFilter('('), /invalid test filter/);
  });

  it('judge what controllers make of an object by an ExpansionTemplate', () => {
    const expansion = `apiVersion: expansion.gatekeeper.sh/v1alpha1
kind: ExpansionTemplate
metadata: {name: pods-of-jobs}
spec:
  applyTo: [{groups: [batch], kinds: [Job], versions: [v1]}]
  templateSource: spec.template
  generatedGVK: {group: "", version: v1, kind: Pod}
`;
    const job =
      'apiVersion: batch/v1\nkind: Job\nmetadata: {name: once, labels: {a: x, b: x}}\nspec: {template: {metadata: {labels: {a: x}}, spec: {}}}\n';
    const suite = (file: string): string =>
      `tests: [{name: t, template: t.yaml, constraint: c.yaml, expansion: ${file}, cases: [{name: x, object: job.yaml, assertions: [{violations: 1, message: "^.Implied by pods-of-jobs.  of once-pod lacks b$"}]}]}]`;
    const files = { 'e.yaml': expansion, 'job.yaml': job };
    assert.equal(run(suite('e.yaml'), files)[0]?.cases[0]?.error, undefined);
    assert.equal(run(suite('pod.yaml'), files)[0]?.error, 'not an Expansion Template: "pod.yaml"');
  });

  it('keep what policies print', () => {
    const [test] = run('tests: [{name: t, template: t.yaml, constraint: c.yaml, cases: [{name: x, object: pod.yaml, assertions: [{}]}]}]');
    assert.deepEqual(test?.cases[0]?.printed, ['asked for a', 'asked for b']);
  });

  it('say what is wrong with a suite itself', () => {
    const [object] = objectsIn('tests: [{name: 1, cases: [{object: [], assertions: [{violations: 1.5}]}, x]}, {skip: maybe}]');
    assert.deepEqual(readSuite(object ?? {}).mistakes, [
      'tests[0].cases[1] must be a map',
      'tests[0].cases[0].object must be a text',
      'tests[0].cases[0].assertions[0].violations must be yes, no or a number',
      'tests[1].skip must be true or false',
    ]);
  });
});
