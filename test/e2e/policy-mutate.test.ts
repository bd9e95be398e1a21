import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readYaml } from '../../src/formats/index.ts';
import { folderWith, type Run, runSeawall } from './run-seawall.ts';

const EXAMPLE = join(import.meta.dirname, '../../examples/policy/mutation');

function example(name: string): string {
  return readFileSync(join(EXAMPLE, name), 'utf8');
}

const MUTATORS = example('mutators.yaml');
const POD = example('pod.yaml');
const FILES = {
  'policies/mutators.yaml': MUTATORS,
  'policies/expansion.yaml': example('expansion.yaml'),
  'deploy/pod.yaml': POD,
  'deploy/web.yaml': example('deployment.yaml'),
};

function policy(cwd: string, ...args: readonly string[]): Run {
  return runSeawall(['policy', ...args], { cwd });
}

function documentsOf(text: string): readonly unknown[] {
  return readYaml(text).documents.map(({ value }) => value);
}

const MADE = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'web-pod',
    namespace: 'shop',
    labels: { app: 'web', 'example.com/team': 'storefront' },
    ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: '' }],
  },
  spec: {
    containers: [
      {
        name: 'web',
        image: 'registry.example.com/nginx:1.29',
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  },
};

describe('seawall policy expand', () => {
  it('prints what controllers will make, mutated', () => {
    const { status, stdout, stderr } = policy(folderWith(FILES), 'expand', '--filename', 'policies', '-n', 'deploy');
    assert.deepEqual([status, stderr], [0, '']);
    assert.deepEqual(documentsOf(stdout), [MADE]);
    assert.match(stdout, /^apiVersion: v1\nkind: Pod\nmetadata:\n {2}labels:\n/, 'keys are in order');
  });

  it('takes -f as gator expand does, and as gator test does', () => {
    const cwd = folderWith(FILES);
    const { status, stdout } = policy(cwd, 'expand', '-n', 'policies', '-f', 'deploy', '-f', 'json');
    assert.equal(status, 0);
    assert.deepEqual(JSON.parse(stdout), MADE);
    const wrong = policy(cwd, 'expand', '-n', 'policies', '-f', 'xml');
    assert.equal(wrong.status, 1);
    assert.match(wrong.stderr, /^error: --format cannot be "xml"\n\nhint: it is yaml or json/);
  });

  it('writes into a file', () => {
    const cwd = folderWith(FILES);
    assert.deepEqual(policy(cwd, 'expand', '-n', '.', '-o', 'pods.yaml'), { status: 0, stdout: '', stderr: '' });
    assert.deepEqual(documentsOf(readFileSync(join(cwd, 'pods.yaml'), 'utf8')), [MADE]);
  });

  it('says what is wrong with its place, expands the rest, and exits with 1', () => {
    const cwd = folderWith({
      ...FILES,
      'deploy/job.yaml': FILES['deploy/web.yaml'].replace('template:', 'tmpl:').replace('name: web', 'name: job'),
    });
    const { status, stdout, stderr } = policy(cwd, 'expand', 'policies', 'deploy');
    assert.equal(status, 1);
    assert.equal(
      stderr,
      'error: Deployment job cannot be expanded: ExpansionTemplate pods-of-deployments takes spec.template, which is missing\n  at deploy/job.yaml:1:1\n',
    );
    assert.deepEqual(documentsOf(stdout), [MADE]);
  });

  it('refuses what it would have to fetch, and exits with 1 where there is nothing', () => {
    assert.match(policy(folderWith({}), 'expand', '--image', 'x').stderr, /^error: --image is refused: Seawall fetches nothing/);
    const { status, stderr } = policy(folderWith({}), 'expand', '-n', '.');
    assert.deepEqual([status, stderr], [1, 'error: no input data identified\n']);
  });
});

describe('seawall policy mutate', () => {
  it("prints objects as Gatekeeper's webhook would leave them", () => {
    const cwd = folderWith(FILES);
    const { status, stdout, stderr } = policy(cwd, 'mutate', '-f', 'policies', '-f', 'deploy');
    assert.deepEqual([status, stderr], [0, '']);
    const [pod, deployment, ...others] = documentsOf(stdout) as { spec: { containers?: { image: string }[]; template?: unknown } }[];
    assert.deepEqual(others, []);
    assert.deepEqual(
      pod?.spec.containers?.map(({ image }) => image),
      ['registry.example.com/python:3.13', 'registry.example.com/envoyproxy/envoy:v1.35'],
    );
    const [written] = documentsOf(FILES['deploy/web.yaml']) as { spec: unknown }[];
    assert.deepEqual(deployment?.spec, written?.spec, 'mutators of pods leave templates of pods alone');
    const again = runSeawall(['policy', 'mutate', '-f', 'policies', '-'], { cwd, input: stdout });
    assert.deepEqual([again.status, again.stdout], [0, stdout], 'a second time changes nothing');
  });

  it('prints a diff that git applies', () => {
    const cwd = folderWith(FILES);
    const { status, stdout } = policy(cwd, 'mutate', 'policies', 'deploy/pod.yaml', '--diff', '--explain');
    assert.equal(status, 0);
    assert.match(stdout, /^ {5}- name: report # once a night$/m, 'what mutators are not about stays as it is');
    const git = spawnSync('git', ['apply', '-'], { cwd, input: stdout, encoding: 'utf8' });
    assert.deepEqual([git.status, git.stderr], [0, '']);
    const wanted = documentsOf(policy(folderWith(FILES), 'mutate', 'policies', 'deploy/pod.yaml').stdout);
    assert.deepEqual(documentsOf(readFileSync(join(cwd, 'deploy/pod.yaml'), 'utf8')), wanted);
  });

  it('says which mutator changes which field', () => {
    const { stdout } = policy(folderWith(FILES), 'mutate', '-f', 'policies', '-f', 'deploy', '--explain');
    assert.equal(
      stdout,
      `Pod shop/report (deploy/pod.yaml:1:1)
  Assign no-escalation
    spec.containers[0].securityContext.allowPrivilegeEscalation: added false
  AssignImage our-registry
    spec.containers[0].image: "python:3.13" becomes "registry.example.com/python:3.13"
    spec.containers[1].image: "envoyproxy/envoy:v1.35" becomes "registry.example.com/envoyproxy/envoy:v1.35"
  AssignMetadata team
    metadata.labels: added {"example.com/team":"storefront"}
  ModifySet drop-all
    spec.containers[0].securityContext.capabilities.drop[1]: added "ALL"
    spec.containers[1].securityContext.capabilities: added {"drop":["ALL"]}
Deployment shop/web (deploy/web.yaml:1:1)
  AssignMetadata team
    metadata.labels: added {"example.com/team":"storefront"}
`,
    );
    const alone = policy(folderWith(FILES), 'mutate', 'policies', 'deploy/web.yaml', '--explain').stdout;
    assert.match(alone, /^mutators that change nothing here\n {2}Assign no-escalation: it is for Pod\n/m);
  });

  it('names mutators that cannot be used, with their places, and exits with 3', () => {
    const broken = MUTATORS.replace('[name: *].image', '[name *].image');
    const cwd = folderWith({ ...FILES, 'policies/mutators.yaml': broken });
    const { status, stdout, stderr } = policy(cwd, 'mutate', 'policies', 'deploy/pod.yaml');
    assert.equal(status, 3);
    assert.match(stderr, /^error: AssignImage our-registry: the location .* cannot be read, at character 22: expected ":"/);
    assert.match(stderr, /\n {2}at policies\/mutators\.yaml:13:3\n/);
    assert.match(stdout, /example\.com\/team: storefront/, 'the others are applied');
    assert.equal(policy(cwd, 'mutate', 'policies', 'deploy/pod.yaml', '--allow-incomplete').status, 0);
  });

  it('asks for the Namespace where its labels matter', () => {
    const mutators = MUTATORS.replace('namespaces: [shop]', 'namespaceSelector: {matchLabels: {team: a}}');
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {team: a}}\n';
    const cwd = folderWith({ 'm.yaml': mutators, 'pod.yaml': POD, 'ns.yaml': namespace });
    const missing = policy(cwd, 'mutate', 'm.yaml', 'pod.yaml');
    assert.equal(missing.status, 3);
    assert.match(
      missing.stderr,
      /depends on the labels of the namespace shop, which are not known[\s\S]*hint: give the Namespace shop as well/,
    );
    const known = policy(cwd, 'mutate', 'm.yaml', 'pod.yaml', 'ns.yaml');
    assert.deepEqual([known.status, known.stderr], [0, '']);
    assert.match(known.stdout, /example\.com\/team: storefront/);
  });

  it('mutates members of lists, objects without a namespace as those of default, and only what the operation is for', () => {
    const list = `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata: {name: p}
    spec: {containers: [{name: c, image: nginx}]}
`;
    const mutators = MUTATORS.replace('[shop]', '[default]').replace('kinds: [Pod]', 'kinds: [Pod]\n      operations: [UPDATE]');
    const cwd = folderWith({ 'm.yaml': mutators, 'list.yaml': list });
    const created = policy(cwd, 'mutate', 'm.yaml', 'list.yaml', '--diff').stdout;
    assert.match(created, /^\+ {4}metadata: \{name: p, labels: \{ example\.com\/team: storefront \}\}$/m);
    assert.doesNotMatch(created, /registry/);
    const updated = policy(cwd, 'mutate', 'm.yaml', 'list.yaml', '--operation', 'UPDATE', '--namespace', 'other').stdout;
    assert.match(updated, /image: registry\.example\.com\/nginx/);
    assert.doesNotMatch(updated, /storefront|namespace/);
  });

  it('shows no secret in diffs and explanations', () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: shop}\nstringData: {password: hunter2-and-more}\n';
    const pod = POD.replace('image: python:3.13', 'image: python:3.13\n      env: [{name: DB_PASSWORD, value: hunter2-and-more}]');
    const set = `${MUTATORS}---
apiVersion: mutations.gatekeeper.sh/v1
kind: Assign
metadata: {name: password}
spec:
  applyTo: [{groups: [""], versions: [v1], kinds: [Pod]}]
  location: "spec.containers[name: report].env[name: DB_PASSWORD].value"
  parameters: {assign: {value: changed}}
`;
    const cwd = folderWith({ 'm.yaml': set, 'o.yaml': `${pod}---\n${secret}` });
    const { stdout, stderr } = policy(cwd, 'mutate', 'm.yaml', 'o.yaml', '--diff', '--explain');
    assert.doesNotMatch(stdout + stderr, /hunter2/);
    assert.match(stdout, /env\[0\]\.value: replaced by "changed"/);
    assert.match(stderr, /note: the diff of o\.yaml hides what may be secret/);
  });

  it('ends with 2 for wrong usage and with 4 where there is nothing to mutate', () => {
    const cwd = folderWith(FILES);
    assert.deepEqual([policy(cwd, 'mutate').status, policy(cwd, 'mutate', 'missing').status], [2, 2]);
    assert.equal(policy(cwd, 'mutate', '--operation', 'DELETE', '.').status, 2);
    const { status, stdout, stderr } = policy(cwd, 'mutate', 'policies');
    assert.deepEqual([status, stdout], [4, '']);
    assert.match(stderr, /^note: there are no objects to mutate/);
  });
});
