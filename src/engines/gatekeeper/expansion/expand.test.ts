import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readYaml } from '../../../formats/index.ts';
import type { JsonObject } from '../match/index.ts';
import { createExpander } from './index.ts';

function objectsIn(text: string): readonly JsonObject[] {
  return readYaml(text).documents.map(({ value }) => value as JsonObject);
}

function template(name: string, from: string, to: string, source = 'spec.template', rest = ''): string {
  const gvk = (kind: string): readonly [string, string] => (kind === 'Pod' ? ['', 'v1'] : ['apps', 'v1']);
  const [fromGroup, fromVersion] = gvk(from);
  const [toGroup, toVersion] = gvk(to);
  return `---
apiVersion: expansion.gatekeeper.sh/v1beta1
kind: ExpansionTemplate
metadata: {name: ${name}}
spec:
  applyTo: [{groups: ["${fromGroup}"], versions: [${fromVersion}], kinds: [${from}]}]
  templateSource: ${source}
  generatedGVK: {group: "${toGroup}", version: ${toVersion}, kind: ${to}}
  ${rest}
`;
}

const DEPLOYMENT = `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: Web, namespace: shop}
spec:
  template:
    metadata: {labels: {app: web}, namespace: elsewhere, ownerReferences: [{apiVersion: v1, kind: Team, name: t}]}
    spec: {containers: [{name: web}]}
`;

function labelled(source: string, label: string): string {
  return `---
apiVersion: mutations.gatekeeper.sh/v1
kind: AssignMetadata
metadata: {name: ${label}}
spec: {location: metadata.labels.${label}, parameters: {assign: {value: "yes"}}, match: {source: ${source}}}
`;
}

function expandAll(text: string): {
  readonly made: readonly JsonObject[];
  readonly names: readonly string[];
  readonly problems: readonly string[];
} {
  const objects = objectsIn(text);
  const expander = createExpander(objects);
  const results = objects.map((object) => expander.expand(object));
  const resources = results.flatMap((result) => result.resources);
  return {
    made: resources.map(({ object }) => object),
    names: resources.map(({ object, templateName, enforcementAction }) => {
      return [templateName, (object['metadata'] as JsonObject)['name'], enforcementAction].filter(Boolean).join(' ');
    }),
    problems: [...expander.problems, ...results.flatMap(({ problems }) => problems)].map(({ kind, message }) => `${kind}: ${message}`),
  };
}

describe('objects that controllers will make', () => {
  it('have the namespace of their maker, its name with their kind, and it as an owner', () => {
    const { made, names, problems } = expandAll(
      template('pods', 'Deployment', 'Pod', 'spec.template', 'enforcementAction: warn') + DEPLOYMENT,
    );
    assert.deepEqual([names, problems], [['pods web-pod warn'], []]);
    assert.deepEqual(made, [
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          labels: { app: 'web' },
          namespace: 'shop',
          name: 'web-pod',
          ownerReferences: [
            { apiVersion: 'v1', kind: 'Team', name: 't', uid: '' },
            { apiVersion: 'apps/v1', kind: 'Deployment', name: 'Web', uid: '' },
          ],
        },
        spec: { containers: [{ name: 'web' }] },
      },
    ]);
  });

  it('are mutated as generated ones, and their maker before as an original one', () => {
    const inner = `---
apiVersion: mutations.gatekeeper.sh/v1
kind: Assign
metadata: {name: inner}
spec:
  applyTo: [{groups: [apps], versions: [v1], kinds: [Deployment]}]
  location: spec.template.spec.hostNetwork
  parameters: {assign: {value: false}}
`;
    const { made } = expandAll(
      template('pods', 'Deployment', 'Pod') + labelled('Generated', 'made') + labelled('Original', 'own') + inner + DEPLOYMENT,
    );
    const pod = made.find(({ kind }) => kind === 'Pod') ?? {};
    assert.deepEqual((pod['metadata'] as JsonObject)['labels'], { app: 'web', made: 'yes' });
    assert.equal((pod['spec'] as JsonObject)['hostNetwork'], false);
  });

  it('are expanded in their turn', () => {
    const deep = DEPLOYMENT.replace('containers: [{name: web}]', 'template: {spec: {x: 1}}');
    const text = template('sets', 'Deployment', 'ReplicaSet') + template('pods', 'ReplicaSet', 'Pod') + deep;
    const { names, problems } = expandAll(text);
    assert.deepEqual([names, problems], [['pods web-replicaset-pod', 'sets web-replicaset'], []]);
  });

  it('are in no namespace where their maker is in none', () => {
    const { made } = expandAll(template('pods', 'Deployment', 'Pod') + DEPLOYMENT.replace(', namespace: shop', ''));
    assert.equal(Object.hasOwn(made[0]?.['metadata'] as object, 'namespace'), false);
  });

  it('are not made where the template has nothing to make them of, which is said', () => {
    const text = template('pods', 'Deployment', 'Pod', 'spec.nothing') + template('sets', 'Deployment', 'ReplicaSet') + DEPLOYMENT;
    const { names, problems } = expandAll(text);
    assert.deepEqual(
      [names, problems],
      [[], ['failed: Deployment Web cannot be expanded: ExpansionTemplate pods takes spec.nothing, which is missing']],
    );
  });
});

describe('ExpansionTemplates', () => {
  it('that lack something are refused', () => {
    const says = (text: string, message: RegExp): void => {
      const { names, problems } = expandAll(text + DEPLOYMENT);
      assert.deepEqual(names, []);
      assert.ok(
        problems.some((problem) => problem.startsWith('invalid: ') && message.test(problem)),
        problems.join('\n'),
      );
    };
    const good = template('pods', 'Deployment', 'Pod');
    says(good.replace('templateSource: spec.template', ''), /templateSource is missing/);
    says(good.replace(/generatedGVK: .*/, ''), /generatedGVK is missing/);
    says(good.replace(/applyTo: .*/, ''), /applyTo is missing/);
    says(good.replace('kinds: [Deployment]', 'kinds: Deployment'), /must be of type array/);
    says(good.replace('v1beta1', 'v2'), /no version v2 of ExpansionTemplate/);
    says(good.replace('name: pods', `name: ${'p'.repeat(64)}`), /metadata\.name/);
    says(template('self', 'Deployment', 'Deployment'), /applies to the kind that it makes/);
  });

  it('that make each other in a circle are left out, and the others are used', () => {
    const circle = template('a', 'Deployment', 'ReplicaSet') + template('b', 'ReplicaSet', 'Deployment');
    const { names, problems } = expandAll(circle + template('pods', 'Deployment', 'Pod') + DEPLOYMENT);
    assert.deepEqual(names, ['pods web-pod']);
    assert.deepEqual(problems, ['conflict: ExpansionTemplates make each other in a circle, so that Gatekeeper uses none of them: a, b']);
  });

  it('cannot make objects without end', () => {
    const depth = 8;
    const spec = Array.from({ length: depth }, () => 'template: {spec: {').join('');
    const object = `---\napiVersion: apps/v1\nkind: K0\nmetadata: {name: k}\nspec: {${spec}${'}}'.repeat(depth)}}\n`;
    const templates = Array.from({ length: depth }, (_, level) =>
      Array.from({ length: 6 }, (__, i) => template(`t${level}-${i}`, `K${level}`, `K${level + 1}`)).join(''),
    ).join('');
    const { names, problems } = expandAll(templates + object);
    assert.deepEqual([names, problems.length], [[], 1]);
    assert.match(problems[0] ?? '', /^not evaluated: .*more than 10000 objects are made of it/);
  });
});
