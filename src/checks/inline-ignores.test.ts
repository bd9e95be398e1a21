import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readInventory } from '../inventory/index.ts';
import { CATALOGUE } from './catalogue.ts';
import { evaluateChecks } from './evaluate.ts';
import { commentsIn } from './inline-ignores.ts';
import { namesCheck } from './match.ts';
import { defaultSettings } from './settings.ts';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations: {}
spec:
  hostNetwork: true
  containers:
    - name: web
      image: nginx:1.29
      securityContext:
        privileged: true
`;

function scan(text: string, ids: readonly string[], now = '2026-06-01'): { counted: string[]; accepted: string[]; messages: string[] } {
  const checks = CATALOGUE.filter((check) => ids.some((id) => namesCheck(id, check)));
  const settings = defaultSettings(new Date(`${now}T12:00:00Z`));
  const { findings, suppressed } = evaluateChecks(readInventory([{ name: 'pod.yaml', text }]), checks, settings);
  return {
    counted: findings.map(({ check }) => check).sort(),
    accepted: suppressed.map(({ finding }) => finding.check).sort(),
    messages: findings.map(({ message }) => message),
  };
}

const BOTH = ['pod/privileged', 'pod/host-network'];
const annotated = (annotation: string): string => POD.replace('annotations: {}', `annotations:\n    ${annotation}`);

describe('comments for Trivy', () => {
  it('are followed on the line of a finding, above it, and where its container begins', () => {
    for (const text of [
      POD.replace('privileged: true', 'privileged: true #trivy:ignore:KSV017'),
      POD.replace('        privileged', '        # trivy:ignore:AVD-KSV-0017\n        privileged'),
      POD.replace('    - name: web', '    #trivy:ignore:KSV009 #trivy:ignore:KSV-0017\n    - name: web'),
      POD.replace('- name: web', '- name: web # tfsec:ignore:ksv017'),
    ])
      assert.deepEqual(scan(text, BOTH).accepted, ['pod/privileged'], text);
  });

  it('do not reach into containers from the beginning of the object, but reach the pod', () => {
    assert.deepEqual(scan(`#trivy:ignore:KSV017\n${POD}`, BOTH).accepted, []);
    assert.deepEqual(scan(POD.replace('spec:', 'spec: # trivy:ignore:KSV009'), BOTH).accepted, ['pod/host-network']);
  });

  it('hold until the moment their day begins, and count again from then on', () => {
    const text = POD.replace('privileged: true', 'privileged: true #trivy:ignore:KSV017:exp:2026-06-02');
    assert.deepEqual(scan(text, BOTH, '2026-06-01').accepted, ['pod/privileged']);
    assert.deepEqual(scan(text, BOTH, '2026-06-02').accepted, []);
    assert.match(scan(text, BOTH, '2026-06-02').messages.join(), /its exception expired on 2026-06-01/);
  });

  it('are not followed with a wrong date, nor with several ids in one', () => {
    for (const form of ['KSV017:exp:soon', 'KSV017,KSV009'])
      assert.deepEqual(scan(POD.replace('privileged: true', `privileged: true #trivy:ignore:${form}`), BOTH).accepted, [], form);
  });
});

describe('annotations for other scanners', () => {
  it('name one check, or all that the scanner has', () => {
    for (const [annotation, accepted] of [
      ['checkov.io/skip1: CKV_K8S_16=it must', ['pod/privileged']],
      ['checkov.io/skip: CKV_K8S_16', ['pod/privileged']],
      ['bridgecrew.io/skip7: CKV_K8S_16=it must', ['pod/privileged']],
      ['ignore-check.kube-linter.io/privileged-container: ""', ['pod/privileged']],
      ['kube-linter.io/ignore-all: managed elsewhere', ['pod/host-network', 'pod/privileged']],
      ['polaris.fairwinds.com/runAsPrivileged-exempt: "true"', ['pod/privileged']],
      ['polaris.fairwinds.com/exempt: "true"', ['pod/host-network', 'pod/privileged']],
      ['polaris.fairwinds.com/exempt: "false"', []],
      ['kube-score/ignore: container-security-context-privileged,pod-probes', ['pod/privileged']],
    ] as const)
      assert.deepEqual(scan(annotated(annotation), BOTH).accepted, accepted, annotation);
  });

  it('for all checks of a scanner leave alone those that it does not have', () => {
    const own = CATALOGUE.find((check) => check.on === 'pod' && !check.aliases['kube-linter'] && check.id === 'pod/host-users');
    assert.ok(own);
    const ignored = scan(annotated('kube-linter.io/ignore-all: yes please'), [own.id]);
    assert.deepEqual(ignored.counted, scan(POD, [own.id]).counted);
  });
});

describe('comments in Dockerfiles', () => {
  it('are read as hadolint and Checkov write them', () => {
    const read = (line: string): unknown[] => commentsIn(line, 'app/Dockerfile').map(({ ids, reason, reach }) => [ids, reason, reach]);
    assert.deepEqual(read('# hadolint ignore=DL3008,DL3009'), [[['DL3008', 'DL3009'], 'hadolint ignore', 'block']]);
    assert.deepEqual(read('#hadolint ignore = DL3008 , SC2086 # no versions there'), [
      [['DL3008', 'SC2086'], 'no versions there', 'block'],
    ]);
    assert.deepEqual(read('# hadolint global ignore=DL3006'), [[['DL3006'], 'hadolint global ignore', 'file']]);
    assert.deepEqual(read('#checkov:skip=CKV_DOCKER_2:no health check'), [[['CKV_DOCKER_2'], 'no health check', 'file']]);
    assert.deepEqual(read('RUN true # hadolint ignore=DL3008'), []);
    assert.deepEqual(read('# hadolint ignore=DL3008 because'), []);
  });

  it('are nothing in manifests, where neither scanner reads them', () => {
    assert.deepEqual(commentsIn('# hadolint ignore=DL3008', 'deploy.yaml'), []);
    assert.deepEqual(commentsIn('#checkov:skip=CKV_K8S_16:reason', 'deploy.yaml'), []);
  });
});
