/**
 * Questions about manifests of others, with answers that were found by reading those manifests: roles, bindings, pods and what every
 * cluster grants besides.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runSeawall } from '../e2e/run-seawall.ts';
import { conformancePath, skipWithout } from './data.ts';

const CWD = import.meta.dirname;
const ARGO = conformancePath('corpora/argo-cd/manifests/install.yaml');
const GOAT = conformancePath('corpora/kubernetes-goat');

function ask(
  from: string,
  ...args: readonly string[]
): { readonly status: number | null; readonly answer: Readonly<Record<string, unknown>> } {
  const { status, stdout } = runSeawall(['rbac', ...args, '-f', from, '--format', 'json'], { cwd: CWD });
  return { status, answer: JSON.parse(stdout).answers?.[0] };
}

/** Question, answer: `yes`, `no`. */
const CAN_I: readonly (readonly [from: string, question: string, answer: 'yes' | 'no'])[] = [
  [ARGO, 'delete nodes --as-serviceaccount argocd/argocd-application-controller', 'yes'],
  [ARGO, 'get /metrics --as-serviceaccount argocd/argocd-application-controller', 'yes'],
  [ARGO, 'list secrets -n kube-system --as-serviceaccount argocd/argocd-applicationset-controller', 'yes'],
  [ARGO, 'update secrets -n kube-system --as-serviceaccount argocd/argocd-applicationset-controller', 'no'],
  [ARGO, 'update applicationsets.argoproj.io --subresource status -A --as-serviceaccount argocd/argocd-applicationset-controller', 'yes'],
  [ARGO, 'update lease/other -n argocd --as-serviceaccount argocd/argocd-applicationset-controller', 'no'],
  [ARGO, 'update lease/58ac56fa.applicationsets.argoproj.io -n x --as-serviceaccount argocd/argocd-applicationset-controller', 'yes'],
  [ARGO, 'get cm -n argocd --as-serviceaccount argocd/argocd-dex-server', 'yes'],
  [ARGO, 'get cm -n default --as-serviceaccount argocd/argocd-dex-server', 'no'],
  [ARGO, 'get secret/argocd-notifications-secret -n argocd --as-serviceaccount argocd/argocd-notifications-controller', 'yes'],
  [ARGO, 'get secret/argocd-secret -n argocd --as-serviceaccount argocd/argocd-notifications-controller', 'no'],
  [ARGO, 'list secrets -n argocd --as-serviceaccount argocd/argocd-notifications-controller', 'yes'],
  [ARGO, 'create secrets -n argocd --as-serviceaccount argocd/argocd-redis', 'yes'],
  [ARGO, 'get secret/argocd-redis -n argocd --as-serviceaccount argocd/argocd-redis', 'yes'],
  [ARGO, 'list secrets -n argocd --as-serviceaccount argocd/argocd-redis', 'no'],
  [ARGO, 'get pods -n argocd --as-serviceaccount argocd/argocd-repo-server', 'no'],
  [ARGO, 'create jobs -n anywhere --as-serviceaccount argocd/argocd-server', 'yes'],
  [ARGO, 'get pods --subresource log -n anywhere --as-serviceaccount argocd/argocd-server', 'yes'],
  [ARGO, 'update deploy --subresource finalizers -n anywhere --as-serviceaccount argocd/argocd-server', 'yes'],
  [ARGO, 'update deploy -n anywhere --as-serviceaccount argocd/argocd-server', 'no'],
  [ARGO, 'get /healthz --as system:anonymous', 'yes'],
  [ARGO, 'get /api --as system:anonymous', 'no'],
  [ARGO, 'get /api --as jane', 'yes'],
  [ARGO, 'delete ns/default --as jane --as-group system:masters', 'yes'],
  [GOAT, 'get secrets -n big-monolith --as-serviceaccount big-monolith/big-monolith-sa', 'yes'],
  [GOAT, 'get secrets -n default --as-serviceaccount big-monolith/big-monolith-sa', 'no'],
  // The role is for every resource of the core group, and Deployments are of another.
  [GOAT, 'get deployments -n big-monolith --as-serviceaccount big-monolith/big-monolith-sa', 'no'],
  // In a namespace nothing is granted over what stands in none.
  [GOAT, 'get nodes -n big-monolith --as-serviceaccount big-monolith/big-monolith-sa', 'no'],
  [GOAT, 'create pods -n big-monolith --as-serviceaccount big-monolith/big-monolith-sa', 'no'],
  [GOAT, 'create clusterrolebindings --as-serviceaccount kube-system/superadmin', 'yes'],
  [GOAT, 'get secrets -n default --as-serviceaccount default/default', 'no'],
];

describe('questions about real manifests', { skip: skipWithout('corpora') }, () => {
  it('may this subject do that?', () => {
    for (const [from, question, expected] of CAN_I) {
      const { status, answer } = ask(from, 'can-i', ...question.split(' '));
      assert.equal(answer['verdict'], expected === 'yes' ? 'allow' : 'deny', question);
      assert.equal(status, expected === 'yes' ? 0 : 1, question);
    }
  });

  it('who can?', () => {
    const own = (from: string, ...words: readonly string[]): string[] =>
      (
        ask(from, 'who-can', ...words).answer['subjects'] as {
          subject: { name: string };
          namespace?: string;
          proofs: { binding: { isAssumed?: true } }[];
        }[]
      )
        .filter(({ proofs }) => !proofs.every(({ binding }) => binding.isAssumed))
        .map(({ subject, namespace = '*' }) => `${subject.name} in ${namespace}`)
        .sort();
    assert.deepEqual(own(ARGO, 'get', 'secrets'), [
      'argocd-application-controller in *',
      'argocd-applicationset-controller in *',
      'argocd-dex-server in argocd',
      'argocd-server in *',
    ]);
    assert.deepEqual(own(ARGO, 'create', 'secrets'), [
      'argocd-application-controller in *',
      'argocd-redis in argocd',
      'argocd-server in argocd',
    ]);
    // Asked about one namespace, the answer is about that namespace, however the right comes.
    assert.deepEqual(
      own(ARGO, 'get', 'secret/argocd-redis', '-n', 'argocd'),
      ['application-controller', 'applicationset-controller', 'dex-server', 'redis', 'server'].map((name) => `argocd-${name} in argocd`),
    );
    assert.deepEqual(own(GOAT, 'list', 'secrets'), ['big-monolith-sa in big-monolith', 'superadmin in *']);
    assert.deepEqual(own(GOAT, 'impersonate', 'users'), ['superadmin in *']);
  });

  it('what can it become?', () => {
    const reach = (from: string, subject: string): string[] =>
      (ask(from, 'escalate', subject).answer['reached'] as { kind: string; distance: number }[])
        .filter(({ kind }) => kind === 'cluster' || kind === 'node')
        .map(({ kind, distance }) => `${kind} ${distance}`);
    assert.deepEqual(reach(ARGO, 'argocd/argocd-application-controller'), ['cluster 1']);
    // By a Job that runs as the application controller.
    assert.deepEqual(reach(ARGO, 'argocd/argocd-server'), ['cluster 2']);
    for (const name of ['dex-server', 'notifications-controller', 'redis', 'repo-server', 'applicationset-controller']) {
      assert.deepEqual(reach(ARGO, `argocd/argocd-${name}`), [], name);
    }
    assert.deepEqual(reach(GOAT, 'kube-system/superadmin'), ['cluster 1']);
    assert.deepEqual(reach(GOAT, 'big-monolith/big-monolith-sa'), []);
    assert.deepEqual(reach(GOAT, 'group:system:authenticated'), []);
  });

  it('who holds what?', () => {
    const { stdout } = runSeawall(['rbac', 'matrix', '-f', GOAT, '--format', 'csv'], { cwd: CWD });
    const [header = '', ...rows] = stdout.trimEnd().split('\n');
    const columns = header.split(',');
    const cell = (row: string, power: string): string | undefined => row.split(',')[columns.indexOf(power)];
    const monolith = rows.find((row) => row.includes('big-monolith-sa')) ?? '';
    assert.deepEqual(
      ['read-secrets', 'read-logs', 'exec', 'node-proxy', 'write-secrets', 'everything'].map((power) => cell(monolith, power)),
      ['big-monolith', 'big-monolith', 'big-monolith', '', '', ''],
    );
    const superadmin = rows.find((row) => row.includes('superadmin')) ?? '';
    assert.ok(columns.slice(3).every((power) => cell(superadmin, power) === 'cluster'));
    assert.equal(rows.length, 2);
  });
});
