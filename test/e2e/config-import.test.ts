import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { folderWith, runSeawall } from './run-seawall.ts';

const pod = (name: string, annotations = ''): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
  annotations: {${annotations}}
spec:
  hostNetwork: true
  containers:
    - name: web
      image: nginx:1.29
      securityContext:
        privileged: true
`;

const CHECKS = ['--check', 'pod/privileged,pod/host-network', '--fail-on', 'never'];

interface Report {
  readonly findings: { readonly check: string; readonly subject: { readonly name: string } }[];
  readonly suppressed: (Report['findings'][number] & { readonly by: { readonly reason: string; readonly expires?: string } })[];
  readonly problems: { readonly message: string }[];
}

function scan(cwd: string): Report {
  const { stdout, stderr } = runSeawall(['scan', '--format', 'json', ...CHECKS], { cwd });
  assert.equal(stderr, '');
  return JSON.parse(stdout) as Report;
}

function named(findings: Report['findings']): string[] {
  return findings.map(({ check, subject }) => `${subject.name} ${check}`).sort();
}

/** Imports into a new seawall.yaml, scans, and says what is accepted. */
function acceptedAfterImport(files: Readonly<Record<string, string>>): {
  readonly accepted: string[];
  readonly counted: string[];
  readonly report: Report;
} {
  const cwd = folderWith(files);
  const { status, stderr } = runSeawall(['config', 'import', '--output', 'seawall.yaml'], { cwd });
  assert.equal(status, 0, stderr);
  const report = scan(cwd);
  return { accepted: named(report.suppressed), counted: named(report.findings), report };
}

const PODS = { 'deploy/legacy/old.yaml': pod('old'), 'deploy/new.yaml': pod('new') };

describe('seawall config import', () => {
  it('accepts by path what Trivy ignores by path, and counts the rest', () => {
    const { accepted, counted, report } = acceptedAfterImport({
      ...PODS,
      '.trivyignore.yaml':
        'misconfigurations:\n  - id: KSV017\n    paths: ["deploy/legacy/**"]\n    statement: gone soon\n    expired_at: 2999-12-31\n',
    });
    assert.deepEqual(accepted, ['old pod/privileged']);
    assert.deepEqual(counted, ['new pod/host-network', 'new pod/privileged', 'old pod/host-network']);
    assert.deepEqual(report.suppressed[0]?.by, { kind: 'exception', reason: 'gone soon', expires: '2999-12-30' });
  });

  it('counts again what Trivy no longer ignores, and says so', () => {
    const cwd = folderWith({ ...PODS, '.trivyignore': 'KSV017 exp:2020-01-01\n' });
    runSeawall(['config', 'import', '--output', 'seawall.yaml'], { cwd });
    assert.deepEqual(scan(cwd).suppressed, []);
    assert.match(runSeawall(['scan', ...CHECKS], { cwd }).stdout.replace(/\s+/g, ' '), /expired on 2019-12-31/);
  });

  it('accepts what Checkov, KubeLinter and Kubescape do', () => {
    const checkov = acceptedAfterImport({ ...PODS, '.checkov.yaml': 'skip-check: [CKV_K8S_19]\nskip-path: [/legacy/]\n' });
    assert.deepEqual(checkov.counted, ['new pod/privileged']);
    const linter = acceptedAfterImport({
      ...PODS,
      '.kube-linter.yaml': 'checks:\n  exclude: [host-network]\n  ignorePaths: [deploy/legacy/**]\n',
    });
    assert.deepEqual(linter.counted, ['new pod/privileged']);
    const kubescape = acceptedAfterImport({
      ...PODS,
      'exceptions.json': JSON.stringify([
        {
          name: 'old ones',
          policyType: 'postureExceptionPolicy',
          actions: ['alertOnly'],
          resources: [{ designatorType: 'Attributes', attributes: { namespace: 'sh.*', name: 'old|older' } }],
          posturePolicies: [{ controlID: 'C-0057' }],
        },
      ]),
    });
    assert.deepEqual(kubescape.accepted, ['old pod/privileged']);
  });

  it('follows annotations where they stand, and counts them without writing a file', () => {
    const cwd = folderWith({
      'a.yaml': pod('a', 'checkov.io/skip1: CKV_K8S_16=it must'),
      'b.yaml': pod('b', 'checkov.io/skip1: CKV_K8S_999=x'),
    });
    const { status, stdout, stderr } = runSeawall(['config', 'import'], { cwd });
    assert.equal(status, 3);
    assert.equal(stdout, '');
    assert.match(stderr, /Needs no translation \(1\)\n {2}a\.yaml:6:\d+ +checkov\.io\/skip1 CKV_K8S_16 +understood where it\s+stands/);
    assert.match(stderr, /Not translated \(1\)\n {2}b\.yaml:6:\d+ +checkov\.io\/skip1 CKV_K8S_999/);
    assert.deepEqual(named(scan(cwd).suppressed), ['a pod/privileged']);
  });

  it('writes to standard output by default, one exception where two scanners say the same, and exits with 3 when an entry is lost', () => {
    const cwd = folderWith({ '.trivyignore': 'KSV017 # the driver\nCVE-2024-1\n', '.checkov.yaml': 'skip-check: [CKV_K8S_16]\n' });
    const { status, stdout, stderr } = runSeawall(['config', 'import'], { cwd });
    assert.equal(status, 3);
    assert.equal(stdout, 'exceptions:\n  - checks:\n      - pod/privileged\n    reason: the driver\n');
    assert.match(stderr, /2 translated into 1 exception, 0 need no translation, 1 not translated\n$/);
  });

  it('does not overwrite a file unless told to, and adds to it keeping its comments', () => {
    const cwd = folderWith({ 'seawall.yaml': '# ours\nfailOn: low # strict\n', '.trivyignore': 'KSV017 # the driver\n' });
    const refused = runSeawall(['config', 'import', '--output', 'seawall.yaml'], { cwd });
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /exists already[\s\S]*--merge adds to it, --force replaces it/);
    const text = (): string => readFileSync(join(cwd, 'seawall.yaml'), 'utf8');
    assert.equal(runSeawall(['config', 'import', '--merge'], { cwd }).status, 0);
    const merged = '# ours\nfailOn: low # strict\nexceptions:\n  - checks:\n      - pod/privileged\n    reason: the driver\n';
    assert.equal(text(), merged);
    assert.match(runSeawall(['config', 'import', '--merge'], { cwd }).stderr, /has this exception already/);
    assert.equal(text(), merged);
    assert.equal(runSeawall(['config', 'import', '--force', '-o', 'seawall.yaml'], { cwd }).status, 0);
    assert.doesNotMatch(text(), /ours/);
    writeFileSync(join(cwd, 'seawall.yaml'), 'failOn: lowest\n');
    const broken = runSeawall(['config', 'import', '--merge'], { cwd });
    assert.equal(broken.status, 2);
    assert.match(broken.stderr, /failOn cannot be "lowest"\n {2}at seawall\.yaml:1:1/);
    assert.equal(text(), 'failOn: lowest\n');
  });

  it('reports broken files with their place, and imports the others', () => {
    const cwd = folderWith({
      '.checkov.yaml': 'skip-check: [\n',
      '.kube-linter.yaml': 'checks:\n  exclude: host-network\n',
      'exceptions.json': '[{"posturePolicies": [}]',
      '.trivyignore': 'KSV017 # the driver\n',
    });
    const { status, stdout, stderr } = runSeawall(['config', 'import', '.', 'gone.yaml'], { cwd });
    assert.equal(status, 2);
    assert.match(stdout, /pod\/privileged/);
    assert.match(stderr, /error: .*\n {2}at \.checkov\.yaml:\d+:\d+\n\nhint: /);
    assert.match(stderr, /error: exclude must be a list and is string\n {2}at \.kube-linter\.yaml:2:3\n/);
    assert.match(stderr, /at exceptions\.json:1:/);
    assert.match(stderr, /error: no such file or folder\n {2}at gone\.yaml/);
  });

  it('says what it understands where there is nothing, and which verbs there are', () => {
    const cwd = folderWith({ 'notes.txt': 'hello\n' });
    const empty = runSeawall(['config', 'import'], { cwd });
    assert.equal(empty.status, 2);
    assert.match(empty.stderr, /nothing of another scanner in this folder[\s\S]*hint: .*\.trivyignore/);
    assert.match(runSeawall(['config', 'import', 'notes.txt'], { cwd }).stderr, /neither a file of another scanner nor a manifest/);
    assert.match(runSeawall(['config'], { cwd }).stderr, /config needs a verb[\s\S]*config import/);
    assert.match(runSeawall(['config', 'imprt'], { cwd }).stderr, /did you mean import\?/);
    assert.match(runSeawall(['config', 'import', '--merg'], { cwd }).stderr, /did you mean --merge\?/);
    assert.match(runSeawall(['confg'], { cwd }).stderr, /did you mean config\?/);
    assert.match(runSeawall(['help', 'config'], { cwd }).stdout, /failOn[\s\S]*Commands\n {2}config import/);
    assert.equal(runSeawall(['config', '--help'], { cwd }).stdout, runSeawall(['help', 'config'], { cwd }).stdout);
    assert.equal(runSeawall(['help', 'config', 'import'], { cwd }).stdout, runSeawall(['config', 'import', '--help'], { cwd }).stdout);
  });
});
