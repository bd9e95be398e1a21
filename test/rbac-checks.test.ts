import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { CATALOGUE, type CheckSettings, defaultSettings, evaluateChecks } from '../src/checks/index.ts';
import type { Finding } from '../src/core/index.ts';
import { planFixes } from '../src/fix/index.ts';
import { type InputText, readInventory } from '../src/inventory/index.ts';
import { collectInputs } from '../src/inventory/sources/index.ts';

const CHECKS = CATALOGUE.filter(({ id }) => id.startsWith('rbac/'));
const SETTINGS: CheckSettings = { ...defaultSettings(new Date('2026-06-01T12:00:00Z')), lowest: 'info' };
const SHOP = join(import.meta.dirname, '../examples/shop');

const ROLE = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: worker }
rules:
  - apiGroups: ["", apps]
    resources: [pods, secrets, deployments, configmaps]
    verbs: [get, create, update]
`;
const BINDING = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: worker }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: worker }
subjects: [{ kind: ServiceAccount, name: worker, namespace: shop }]
`;
const POD = `apiVersion: v1
kind: Pod
metadata: { name: worker, namespace: shop }
spec:
  serviceAccountName: worker
  containers: [{ name: worker, image: worker:1 }]
`;

function find(...texts: readonly string[]): readonly Finding[] {
  return evaluateChecks(readInventory([{ name: 'all.yaml', text: texts.join('---\n') }]), CHECKS, SETTINGS).findings;
}

describe('checks of roles', () => {
  it('show the chain from the subject to the rule, and the pods that run as it', () => {
    const finding = find(ROLE, BINDING, POD).find(({ check }) => check === 'rbac/secrets-read');
    assert.equal(finding?.message, 'ServiceAccount shop/worker may get secrets in the whole cluster');
    assert.equal(finding.severity, 'high');
    const [grant] = finding.evidence;
    assert.ok(grant?.kind === 'grant');
    assert.equal(grant.subject, 'ServiceAccount shop/worker');
    const lines = [grant.binding, grant.role, grant.rule, ...(grant.pods ?? [])].map((link) => [
      link?.reference,
      link?.place?.range?.start.line,
    ]);
    assert.deepEqual(lines, [
      ['ClusterRoleBinding worker', 11],
      ['ClusterRole worker', 3],
      ['rule 1 of ClusterRole worker', 5],
      ['Pod shop/worker', 17],
    ]);
  });

  it('say of one star of everything one thing', () => {
    const everything = ROLE.replace(
      /rules:[^]*/,
      'rules:\n  - { apiGroups: ["*"], resources: ["*"], verbs: ["*"] }\n  - { nonResourceURLs: ["*"], verbs: ["*"] }\n',
    );
    assert.deepEqual(
      find(everything, BINDING).map(({ check }) => check),
      ['rbac/wildcard-everything'],
    );
  });

  it('say nothing of what an API server makes', () => {
    const own = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: "system:kube-controller-manager", labels: { kubernetes.io/bootstrapping: rbac-defaults } }
rules:
  - { apiGroups: [""], resources: [secrets, serviceaccounts], verbs: [create] }
`;
    assert.deepEqual(
      find(
        own,
        BINDING.replaceAll('worker', 'system:kube-controller-manager').replace(
          /subjects:.*/,
          'subjects: [{ kind: User, name: "system:kube-controller-manager" }]',
        ),
      ),
      [],
    );
  });
});

describe('fixes of roles', () => {
  const plan = (inputs: readonly InputText[]): ReturnType<typeof planFixes> =>
    planFixes({ inputs, checks: CHECKS, settings: SETTINGS, wants: () => true, allowRisky: true });

  it('narrow one rule several times, each time from what is there then', () => {
    const text = [ROLE, BINDING].join('---\n');
    const { outcomes, files, after, difference } = plan([{ name: 'all.yaml', text }]);
    assert.deepEqual(outcomes.map(({ finding, state }) => `${finding.check} ${state}`).sort(), [
      'rbac/secrets-read made',
      'rbac/secrets-write made',
      'rbac/system-config-write made',
      'rbac/workload-create made',
    ]);
    assert.deepEqual(difference.appeared, []);
    assert.deepEqual(after.findings, []);
    assert.ok(files[0]?.after.endsWith(BINDING), 'the binding next to it stays as it is');
  });

  it('take away what they say in a whole folder, and bring nothing', () => {
    const { inputs } = collectInputs(['.'], { cwd: SHOP });
    const { outcomes, before, after, difference } = plan(inputs);
    const made = outcomes.filter(({ state }) => state === 'made' || state === 'superseded');
    assert.ok(made.length >= 15, `${made.length}`);
    assert.deepEqual(difference.appeared, []);
    assert.equal(before.findings.length - after.findings.length, made.length);
  });
});
