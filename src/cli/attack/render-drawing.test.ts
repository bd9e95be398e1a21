import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { analyseAttacks, type Drawing, drawPaths, readScene, surveyStarts } from '../../attack/index.ts';
import { readInventory } from '../../inventory/index.ts';
import { renderDot, renderMermaid } from './render-drawing.ts';

/** The paths from the internet and from every workload, drawn. */
function drawingOf(text: string): Drawing {
  const inventory = readInventory([{ name: 'all.yaml', text }]);
  const analysis = analyseAttacks(readScene(inventory.objects, { owned: inventory.owned, assumeDefaults: true }));
  const units = analysis.graph.scene.units.map((unit) => ({ kind: 'workload', unit, weaknesses: 'one' }) as const);
  const { stories } = surveyStarts(analysis, [{ kind: 'internet', weaknesses: 'any' }, ...units]);
  return drawPaths(
    analysis.graph,
    stories.map(({ path }) => path),
  );
}

const EXAMPLE = join(import.meta.dirname, '../../../examples/attack');
const EXAMPLE_TEXT = ['ops.yaml', 'shop.yaml'].map((name) => readFileSync(join(EXAMPLE, name), 'utf8')).join('\n---\n');

/** The right to create Secrets and the right to read them are needed both, and come from different bindings. */
const TWO_NEEDS = `
apiVersion: v1
kind: ServiceAccount
metadata: {name: admin, namespace: a}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: admin}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: admin, namespace: a}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: write, namespace: a}
rules: [{apiGroups: [''], resources: [secrets], verbs: [create]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: write, namespace: a}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: write}
subjects: [{kind: ServiceAccount, name: web, namespace: a}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: read, namespace: a}
rules: [{apiGroups: [''], resources: [secrets], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: read, namespace: a}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: read}
subjects: [{kind: ServiceAccount, name: web, namespace: a}]
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: a}
spec: {serviceAccountName: web, containers: [{name: c, image: i}]}
`;

describe('the drawing of paths', () => {
  it('has what is shared once, and folds allowed requests into the steps that need them', () => {
    const { nodes, steps, paths } = drawingOf(EXAMPLE_TEXT);
    assert.deepEqual(
      nodes.map(({ name }) => name).sort(),
      [
        'ServiceAccount ops/backup',
        'ServiceAccount shop/web',
        'connections from outside to Deployment shop/web',
        'container web of Deployment shop/web',
        'every right in the cluster',
        'the internet',
      ].sort(),
    );
    assert.equal(steps.length, 5);
    const creation = steps.find(({ clause }) => clause?.step?.id === 'api/create-pod');
    assert.deepEqual(
      creation?.grants.map(({ grant }) => grant?.grant.binding.name),
      ['shop-starts-backups'],
    );
    assert.ok(paths.every(({ end }) => end === undefined));
    const byLength = paths.map((path) => path.steps.length).sort();
    assert.deepEqual(byLength, [3, 5]);
  });

  it('tells by which binding a target follows without a step', () => {
    const { steps, paths } = drawingOf(TWO_NEEDS.replace('verbs: [get]', 'verbs: [list]').replace('verbs: [create]', 'verbs: [delete]'));
    const path = paths.find(({ end }) => end !== undefined);
    assert.ok(path);
    assert.deepEqual(
      steps[path.end ?? -1]?.grants.map(({ grant }) => grant?.grant.binding.name),
      ['read'],
    );
  });

  it('keeps both rights of a step that needs two', () => {
    const { steps } = drawingOf(TWO_NEEDS);
    const step = steps.find(({ clause }) => clause?.step?.id === 'api/create-token-secret');
    assert.deepEqual(step?.grants.map(({ grant }) => grant?.grant.binding.name).sort(), ['read', 'write']);
    assert.equal(step?.from.length, 1);
  });
});

describe('a drawing as text', () => {
  it('is the same every time, in DOT and in Mermaid', () => {
    assert.equal(renderDot(drawingOf(EXAMPLE_TEXT)), renderDot(drawingOf(EXAMPLE_TEXT)));
    assert.equal(renderMermaid(drawingOf(EXAMPLE_TEXT)), renderMermaid(drawingOf(EXAMPLE_TEXT)));
  });

  it('marks starts, targets, namespaces and what is open', () => {
    const dot = renderDot(drawingOf(EXAMPLE_TEXT));
    assert.match(dot, /^digraph paths \{\n {2}rankdir=LR;/);
    assert.match(dot, /n\d+ \[label="the internet", shape=ellipse\];/);
    assert.match(dot, /n\d+ \[label="every right in the cluster", shape=octagon\];/);
    assert.match(dot, /subgraph cluster_\d+ \{\n {4}label="ops";\n {4}n\d+ \[label="ServiceAccount ops\/backup"\];\n {2}\}/);
    assert.match(dot, /n\d+ -> n\d+ \[label="exploited program", style=dashed\];/);
    const mermaid = renderMermaid(drawingOf(EXAMPLE_TEXT));
    assert.match(mermaid, /^flowchart LR\n/);
    assert.match(mermaid, /n\d+\(\["the internet"\]\)/);
    assert.match(mermaid, /n\d+\{\{"every right in the cluster"\}\}/);
    assert.match(mermaid, /n\d+ -\.->\|"exploited program"\| n\d+/);
    assert.match(mermaid, /n\d+ -->\|"create pod"\| n\d+/);
  });

  const node = (name: string): Drawing['nodes'][number] => ({
    fact: { kind: 'outside' },
    name,
    title: name,
    detail: '',
    namespace: undefined,
  });

  it('draws a step that needs several things as a box with a line from each', () => {
    const steps = [{ clause: undefined, from: [0, 1], to: 2, grants: [] }];
    const drawing: Drawing = { nodes: ['a', 'b', 'c'].map(node), steps, paths: [{ steps: [0], end: undefined, target: 2 }] };
    assert.match(renderDot(drawing), /s0 \[label="", shape=diamond\];\n {2}n0 -> s0 \[arrowhead=none\];\n {2}n1 -> s0 .*\n {2}s0 -> n2;/);
    assert.match(renderMermaid(drawing), /s0\{""\}\n {2}n0 --- s0\n {2}n1 --- s0\n {2}s0 --> n2/);
  });

  it('escapes names that would end a string or a label', () => {
    const hostile = 'a"];\n}\\ <img src=x> #quot; `b` |c|\u202e';
    const drawing: Drawing = { nodes: [node(hostile)], steps: [], paths: [] };
    assert.ok(renderDot(drawing).includes(String.raw`[label="a\"];\\n}\\ <img src=x> #quot; ${'`b`'} |c|\\u202e"];`), renderDot(drawing));
    const mermaid = renderMermaid(drawing);
    assert.ok(mermaid.includes(String.raw`["a#quot;];\n}\ #lt;img src=x#gt; #35;quot; #96;b#96; #124;c#124;\u202e"]`), mermaid);
  });
});
