import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { folderWith, type Run, runSeawall } from './run-seawall.ts';

const RBAC = 'apiVersion: rbac.authorization.k8s.io/v1';

const ROLES = `${RBAC}
kind: Role
metadata: {name: reader, namespace: shop}
rules:
- apiGroups: ['']
  resources: [pods, pods/log]
  verbs: [get, list]
- apiGroups: [apps]
  resources: [deployments]
  resourceNames: [web]
  verbs: [get]
---
${RBAC}
kind: RoleBinding
metadata: {name: reader, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects:
- {kind: User, name: jane, apiGroup: rbac.authorization.k8s.io}
- {kind: ServiceAccount, name: web, namespace: shop}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec: {serviceAccountName: web, containers: [{name: web, image: web}]}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {plural: widgets, kind: Widget, shortNames: [wd]}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
`;

function rbac(files: Readonly<Record<string, string>>, ...args: readonly string[]): Run {
  return runSeawall(['rbac', ...args], { cwd: folderWith(files) });
}

describe('seawall rbac can-i', () => {
  it('answers with the chain of the grant and its places', () => {
    const { status, stdout, stderr } = rbac({ 'roles.yaml': ROLES }, 'can-i', 'get', 'po', '-n', 'shop', '--as', 'jane');
    assert.equal(status, 0);
    assert.equal(
      stdout,
      'yes\n  RoleBinding shop/reader names User jane  roles.yaml:13\n  Role shop/reader, rule 1: get, list pods, pods/log  roles.yaml:5\n',
    );
    assert.equal(stderr, '');
  });

  it('says what would have to change for a no', () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      [
        'delete pods -n shop --as jane',
        /rule 1 of Role shop\/reader, held through RoleBinding shop\/reader, lacks "delete" in verbs roles\.yaml:5/,
      ],
      ['get deploy/api -n shop --as jane', /rule 2 of Role shop\/reader.* lacks "api" in resourceNames/],
      ['list deploy -n shop --as jane', /nearest|nothing here comes near/],
      ['get pods -n other --as jane', /allowed in namespace shop, by RoleBinding shop\/reader/],
      ['get pods -n shop --as joe', /RoleBinding shop\/reader allows it to others: User jane, ServiceAccount shop\/web/],
    ];
    for (const [question, expected] of cases) {
      const { status, stdout } = rbac({ 'roles.yaml': ROLES }, 'can-i', ...question.split(' '));
      assert.equal(status, 1, question);
      assert.match(stdout.replace(/\n {2}/g, ' '), expected);
      assert.match(stdout, /^no\n/);
    }
  });

  it('warns of words that nothing has, and of names that do not count', () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ['gett pods --as jane', /verb "gett" is none that the API server uses; did you mean "get"\?/],
      ['get deploymets --as jane', /no resource is called "deploymets"; did you mean "deployments"\?/],
      ['get pods --subresource lgo --as jane', /pods have no subresource "lgo" that is known; did you mean "log"\?/],
      ['get pods/log --as jane', /"pods\/log" asks for pods named log; for the subresource: pods --subresource log/],
      ['create cm/foo --as jane', /carries no name when it is authorized/],
      ['get nodes -n shop --as jane', /nodes stand in no namespace/],
      ['get pods --as system:node:a', /kubelets are in the group system:nodes/],
    ];
    for (const [question, expected] of cases)
      assert.match(rbac({ 'roles.yaml': ROLES }, 'can-i', ...question.split(' ')).stderr, expected, question);
    assert.doesNotMatch(rbac({ 'roles.yaml': ROLES }, 'can-i', 'get', 'wd', '--as', 'jane').stderr, /warning/);
  });

  it('refuses questions that make no sense, with a hint', () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ['get pods', /who asks\?\n\nhint: .*--as-serviceaccount/],
      ['get --as jane', /a resource is missing\n\nhint: /],
      ['--as jane', /a verb is missing/],
      ['get pods --non-resource /x --as jane', /for a resource or for a path/],
      ['get /x --subresource y --as jane', /--subresource cannot be used with a path/],
      ['get pods --as-serviceaccount web', /"web" names no service account\n\nhint: write NAMESPACE\/NAME/],
      ['get pods --as a --as-serviceaccount b/c', /two different users/],
      ['get pods --list --as a', /--list takes no verb/],
      ['get pods --as a --webhook x=maybe', /--webhook cannot be "x=maybe"/],
      ['get pods --as a --webhook x=allow', /no webhook called x/],
      ['get pods --as a --authorization-config none.yaml', /cannot read none\.yaml/],
    ];
    for (const [question, expected] of cases) {
      const { status, stderr, stdout } = rbac({ 'roles.yaml': ROLES }, 'can-i', ...question.split(' '));
      assert.equal(status, 2, question);
      assert.match(stderr, expected);
      assert.equal(stdout, '');
    }
  });

  it('asks all authorizers of the API server in their order', () => {
    const chain = (file: Readonly<Record<string, string>>, ...more: readonly string[]): Run =>
      rbac({ 'roles.yaml': ROLES, ...file }, 'can-i', 'delete', 'pods', '-n', 'shop', '--as', 'jane', ...more);
    assert.match(chain({}, '--authorization-mode', 'AlwaysAllow').stdout, /^yes\n {2}allowed by the AlwaysAllow authorizer/);
    const configuration = `apiVersion: apiserver.config.k8s.io/v1
kind: AuthorizationConfiguration
authorizers:
- {type: Webhook, name: cloud, webhook: {failurePolicy: Deny, timeout: 3s, subjectAccessReviewVersion: v1, connectionInfo: {type: InClusterConfig}}}
- {type: RBAC, name: rbac}
`;
    const open = chain({ 'authorization.yaml': configuration });
    assert.equal(open.status, 3);
    assert.match(
      open.stdout,
      /^undecided\n {2}the Webhook authorizer cloud cannot be asked from here; without an opinion of it the answer is no/,
    );
    assert.equal(chain({ 'authorization.yaml': configuration }, '--webhook', 'cloud=allow').status, 0);
    assert.equal(chain({ 'authorization.yaml': configuration }, '--webhook', 'cloud=no-opinion').status, 1);
    assert.match(
      chain({ 'authorization.yaml': configuration }, '--webhook', 'cloud=failed').stdout,
      /denied by the Webhook authorizer cloud/,
    );
    const abac =
      '{"apiVersion":"abac.authorization.kubernetes.io/v1beta1","kind":"Policy","spec":{"user":"jane","namespace":"shop","resource":"pods"}}\n';
    const byLine = chain({ 'policy.jsonl': abac }, '--authorization-mode', 'ABAC,RBAC', '--authorization-policy-file', 'policy.jsonl');
    assert.match(byLine.stdout, /^yes\n {2}allowed by line 1 of the ABAC policy file/);
    const server = `apiVersion: v1
kind: Pod
metadata: {name: kube-apiserver, namespace: kube-system}
spec: {containers: [{name: a, image: a, command: [kube-apiserver, --authorization-mode=AlwaysAllow]}]}
`;
    assert.match(chain({ 'api-server.yaml': server }).stdout, /authorizers of api-server\.yaml: alwaysallow/);
  });

  it('answers each alternative among the files by itself, and leaves open what they disagree about', () => {
    const base = (verbs: string): string => ROLES.replace('verbs: [get, list]', `verbs: [${verbs}]`);
    const { status, stdout } = rbac(
      { 'dev/roles.yaml': base('get, delete'), 'prod/roles.yaml': base('get') },
      'can-i',
      'delete',
      'pods',
      '-n',
      'shop',
      '--as',
      'jane',
    );
    assert.match(stdout, /in the alternative dev\nyes\n[^]*in the alternative prod\nno\n/);
    assert.equal(status, 3);
  });

  it('is quiet when asked to be, and complete as JSON', () => {
    const quiet = rbac({ 'roles.yaml': ROLES }, 'can-i', 'get', 'pods', '-n', 'shop', '--as', 'jane', '-q');
    assert.deepEqual([quiet.status, quiet.stdout], [0, '']);
    const json = JSON.parse(rbac({ 'roles.yaml': ROLES }, 'can-i', 'get', 'pods', '-n', 'shop', '--as', 'jane', '--format', 'json').stdout);
    assert.equal(json.answers[0].reason, 'RBAC: allowed by RoleBinding "reader/shop" of Role "reader" to User "jane"');
    assert.deepEqual(json.answers[0].proof.rule, { verbs: ['get', 'list'], apiGroups: [''], resources: ['pods', 'pods/log'] });
  });

  it('still answers from what could be read', () => {
    const { status, stdout, stderr } = rbac(
      { 'roles.yaml': ROLES, 'broken.yaml': 'a: [' },
      'can-i',
      'get',
      'pods',
      '-n',
      'shop',
      '--as',
      'jane',
    );
    assert.match(stdout, /^yes\n/);
    assert.match(stderr, /not evaluated: 1 problem, so answers may lack something\n {2}broken\.yaml:1/);
    assert.equal(status, 3);
    assert.equal(rbac({}, 'can-i', 'get', 'pods', '--as', 'jane').status, 1);
  });
});

describe('seawall rbac who-can', () => {
  it('lists subjects, bindings and pods', () => {
    const { stdout } = rbac({ 'roles.yaml': ROLES }, 'who-can', 'get', 'pods', '-n', 'shop');
    assert.match(
      stdout,
      /IN NAMESPACE shop\n {2}User jane\n {4}RoleBinding shop\/reader → Role shop\/reader: get, list pods, pods\/log {2}roles\.yaml:13\n/,
    );
    assert.match(stdout, / {2}ServiceAccount shop\/web\n[^]* {4}runs: Pod web\n/);
  });

  it('says who comes by a group', () => {
    const binding = `${RBAC}
kind: ClusterRoleBinding
metadata: {name: everyone}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [{kind: Group, name: 'system:serviceaccounts', apiGroup: rbac.authorization.k8s.io}]
`;
    const { stdout } = rbac({ 'roles.yaml': ROLES, 'binding.yaml': binding }, 'who-can', 'list', 'configmaps');
    assert.match(
      stdout,
      / {2}Group system:serviceaccounts\n[^]*so can \d+ members known here, 1 of them with pods: ServiceAccount shop\/web/,
    );
  });

  it('says when nobody can', () => {
    assert.match(
      rbac({ 'roles.yaml': ROLES }, 'who-can', 'dance', 'pods').stdout,
      /^who can dance pods\n {2}nobody but the group system:masters\n/,
    );
  });
});

describe('seawall rbac list, matrix and escalate', () => {
  it('take a subject in every way of writing it', () => {
    for (const word of ['shop/web', 'sa:shop/web', 'web', 'system:serviceaccount:shop:web']) {
      assert.match(rbac({ 'roles.yaml': ROLES }, 'list', word).stdout, /^what ServiceAccount shop\/web may do\n/, word);
    }
    for (const word of ['jane', 'user:jane']) assert.match(rbac({ 'roles.yaml': ROLES }, 'list', word).stdout, /^what User jane may do\n/);
    const unknown = rbac({ 'roles.yaml': ROLES }, 'list', 'jan');
    assert.match(unknown.stderr, /no binding and no object here names User jan; did you mean "jane"\?/);
    assert.equal(rbac({ 'roles.yaml': ROLES }, 'list').status, 2);
  });

  it('show no subject of the cluster itself in the matrix without --all', () => {
    const { stdout } = rbac({ 'roles.yaml': ROLES }, 'matrix');
    assert.match(stdout, /^SUBJECT {6}A\n/);
    assert.match(stdout, /sa:shop\/web {2}n\n/);
    assert.doesNotMatch(stdout, /kube-system/);
    assert.match(rbac({ 'roles.yaml': ROLES }, 'matrix', '--all').stdout, /kube-system/);
  });

  it('write the matrix as CSV that no spreadsheet takes for formulas', () => {
    const binding = ROLES.replaceAll('jane', '"=cmd(),x"');
    const { stdout } = rbac({ 'roles.yaml': binding }, 'matrix', '--format', 'csv');
    assert.match(stdout, /^kind,namespace,name,everything,/);
    assert.match(stdout, /^User,,"'=cmd\(\),x",/m);
  });

  it('exit with 1 where the cluster or a node can be had', () => {
    assert.equal(rbac({ 'roles.yaml': ROLES }, 'escalate', 'shop/web').status, 0);
    const strong = ROLES.replace('resources: [pods, pods/log]\n  verbs: [get, list]', 'resources: [pods]\n  verbs: [create]');
    const { status, stdout } = rbac({ 'roles.yaml': strong }, 'escalate', 'shop/web');
    assert.equal(status, 1);
    assert.match(stdout, /root on a node\n[^]*it may create pods in namespace shop\n/);
  });
});

describe('seawall rbac diff', () => {
  const wider = ROLES.replace('verbs: [get, list]', 'verbs: [get, list, delete]').replace('resourceNames: [web]\n  ', '');

  it('compares two folders by what they allow', () => {
    const { status, stdout } = rbac({ 'a/roles.yaml': ROLES, 'b/roles.yaml': wider }, 'diff', 'a', 'b');
    assert.equal(status, 0);
    assert.match(stdout, /^GAINED\n/);
    assert.match(stdout, /\+ User jane: delete pods, pods\/log in namespace shop\n/);
    assert.match(stdout, /\+ User jane: get deployments\.apps in namespace shop\n/);
    assert.match(stdout, /witness: User jane may delete pods in namespace shop\n/);
    assert.doesNotMatch(stdout, /LOST/);
    assert.equal(rbac({ 'a/roles.yaml': ROLES, 'b/roles.yaml': wider }, 'diff', 'a', 'b', '--fail-on-gained').status, 1);
    assert.match(rbac({ 'a/roles.yaml': ROLES, 'b/roles.yaml': ROLES }, 'diff', 'a', 'b').stdout, /everybody may do the same as before/);
    assert.match(rbac({ 'a/roles.yaml': wider, 'b/roles.yaml': ROLES }, 'diff', 'a', 'b').stdout, /^LOST\n- /);
    assert.match(
      rbac({ 'a/roles.yaml': ROLES, 'b/roles.yaml': wider }, 'diff', 'a', 'b', '--format', 'markdown').stdout,
      /^\*\*2 subjects gain/,
    );
  });

  it('compares a git revision with the files of today', () => {
    const cwd = folderWith({ 'roles.yaml': ROLES });
    const git = (...args: readonly string[]): void => {
      const { status, stderr } = spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
        cwd,
        encoding: 'utf8',
      });
      assert.equal(status, 0, stderr);
    };
    git('init', '--quiet', '-b', 'main');
    git('add', '.');
    git('commit', '--quiet', '-m', 'one');
    assert.match(runSeawall(['rbac', 'diff', 'HEAD'], { cwd }).stdout, /everybody may do the same/);
    assert.equal(readFileSync(join(cwd, 'roles.yaml'), 'utf8'), ROLES);
    const none = runSeawall(['rbac', 'diff', 'nowhere'], { cwd });
    assert.equal(none.status, 2);
    assert.match(none.stderr, /there is no git revision "nowhere"/);
  });
});
