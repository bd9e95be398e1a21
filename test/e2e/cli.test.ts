import assert from 'node:assert/strict';
import { existsSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { COMMANDS } from '../../src/cli/command-table.ts';
import { EXIT_CODES } from '../../src/cli/exit-codes.ts';
import { folderWith, runSeawall } from './run-seawall.ts';

const PRIVILEGED = `apiVersion: v1
kind: Pod
metadata: {name: bad}
spec:
  containers:
    - name: web
      image: nginx:1.29
      securityContext:
        privileged: true
`;

const QUIET = `apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data: {level: info}
`;

describe('seawall scan', () => {
  it('exits with 1 on a finding as bad as --fail-on, and shows its place', () => {
    const { status, stdout } = runSeawall(['scan', 'bad.yaml'], { cwd: folderWith({ 'bad.yaml': PRIVILEGED }) });
    assert.equal(status, 1);
    assert.match(
      stdout,
      /CRITICAL {2}Container runs privileged \(1\) {2}pod\/privileged\n {2}bad\.yaml:9:9 {2}Pod bad: container web is privileged/,
    );
    assert.match(stdout, /next: seawall explain pod\/privileged\n$/);
  });

  it('exits with 0 when nothing is as bad as asked', () => {
    const cwd = folderWith({ 'bad.yaml': PRIVILEGED });
    assert.equal(runSeawall(['scan', '--fail-on', 'never'], { cwd }).status, 0);
    assert.equal(runSeawall(['scan', '--check', 'workload/image-digest'], { cwd }).status, 0);
  });

  it('reads Dockerfiles beside manifests, in every format, with the exact words', () => {
    const dockerfile = `FROM alpine:3.22@sha256:${'0'.repeat(64)} AS base\nRUN apk add --no-cache \\\n  --allow-untrusted x.apk\nUSER 1000\nFROM base\nUSER root\n`;
    const cwd = folderWith({ 'app/Dockerfile': dockerfile, 'app/pod.yaml': QUIET });
    const { status, stdout } = runSeawall(['scan'], { cwd });
    assert.equal(status, 1);
    assert.match(stdout, /dockerfile\/apk-untrusted\n {2}app\/Dockerfile:3:3 {2}Dockerfile stage base: apk takes packages/);
    assert.match(stdout, /on 1 object and 1 Dockerfile in 2 files/);
    const json = JSON.parse(runSeawall(['scan', '--format', 'json'], { cwd }).stdout) as {
      findings: { check: string; subject: object; field: string; range: object }[];
    };
    const found = json.findings.find(({ check }) => check === 'dockerfile/root-user');
    assert.deepEqual(found?.subject, { kind: 'dockerfile', file: 'app/Dockerfile', stage: '1' });
    assert.equal(found?.field, 'stages[1].instructions[0]');
    assert.deepEqual(found?.range, { start: { line: 6, column: 6 }, end: { line: 6, column: 10 } });
    for (const format of ['sarif', 'junit', 'markdown', 'github', 'gitlab']) {
      assert.match(runSeawall(['scan', '--format', format], { cwd }).stdout, /apk takes packages without a signature/, format);
    }
  });

  it('finds nothing of weight in the hardened images of the example', () => {
    const cwd = join(import.meta.dirname, '../../examples/shop/images');
    const { status, stdout } = runSeawall(['scan', '--fail-on', 'medium', '--severity', 'medium', '*/Dockerfile.hardened'], { cwd });
    assert.equal(status, 0, stdout);
    assert.match(stdout, /no findings\n.*on 6 Dockerfiles in 6 files/);
  });

  it('follows comments in Dockerfiles, those for hadolint too', () => {
    const scan = (text: string): number | null =>
      runSeawall(['scan', '--check', 'dockerfile/pip-trusted-host', '--check', 'DL3027', '--fail-on', 'info', '--severity', 'info'], {
        cwd: folderWith({ Dockerfile: text }),
      }).status;
    const run = 'RUN pip install \\\n  --trusted-host x flask\n';
    assert.equal(scan(`FROM a\n${run}`), 1);
    assert.equal(scan(`FROM a\n# seawall:ignore dockerfile/pip-trusted-host the mirror has no certificate yet\n${run}`), 0);
    assert.equal(scan(`FROM a\n# seawall:ignore dockerfile/pip-trusted-host\n${run}`), 1);
    assert.equal(scan('FROM a\n# hadolint ignore=DL3027,DL3008\nRUN apt update\n'), 0);
    assert.equal(scan('# hadolint global ignore=DL3027\nFROM a\n\nRUN apt update\n'), 0);
  });

  it('exits with 4 when there is nothing to scan, also in a folder of other files', () => {
    assert.equal(runSeawall(['scan'], { cwd: folderWith({ 'values.yaml': 'a: 1\n' }) }).status, 4);
  });

  it('exits with 2 when a named file is not there', () => {
    const { status, stdout } = runSeawall(['scan', 'gone.yaml'], { cwd: folderWith({}) });
    assert.equal(status, 2);
    assert.match(stdout, /gone\.yaml {2}no such file or folder/);
  });

  it('judges the documents beside a broken one, and exits with 3', () => {
    const cwd = folderWith({ 'a.yaml': `${QUIET}---\nkind: [\n---\n${QUIET.replace('settings', 'other')}` });
    const { status, stdout } = runSeawall(['scan', '--format', 'json'], { cwd });
    assert.equal(status, 3);
    const report = JSON.parse(stdout) as {
      counts: { objects: number };
      problems: { code: string; place: { range: { start: { line: number } } } }[];
    };
    assert.equal(report.counts.objects, 2);
    assert.equal(report.problems[0]?.code, 'unparsable');
    assert.equal(runSeawall(['scan', '--allow-incomplete'], { cwd }).status, 0);
  });

  it('reports hostile and broken files as problems, evaluates the rest, and shows no stack trace', () => {
    const cwd = folderWith({
      'cycle.yaml': 'a: &a [*a]\n',
      'bomb.yaml': `a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`).join('\n')}\n`,
      'deep.yaml': `${'['.repeat(100_000)}\n`,
      'wrong.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: w}\nspec:\n  containers: 3\n  securityContext: []\n',
      'shape.yaml': 'apiVersion: [1]\nkind: Pod\nspec: 4\n',
      'template.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: {{ .Values.name }}}\n',
      'good.yaml': PRIVILEGED,
    });
    writeFileSync(join(cwd, 'binary.yaml'), Buffer.from([0, 1, 2, 255, 254, 0]));
    writeFileSync(join(cwd, 'latin.yaml'), Buffer.from([0x61, 0x3a, 0x20, 0xe9, 0x0a]));
    writeFileSync(join(cwd, 'huge.yaml'), '');
    truncateSync(join(cwd, 'huge.yaml'), 300_000_000);
    symlinkSync('.', join(cwd, 'loop'));
    symlinkSync('nowhere.yaml', join(cwd, 'dangling.yaml'));
    const { status, stdout, stderr } = runSeawall(['scan', '--format', 'json', '--fail-on', 'never'], { cwd });
    assert.equal(status, 3);
    assert.equal(stderr, '');
    const report = JSON.parse(stdout) as {
      findings: { check: string }[];
      problems: { message: string; file?: string; place?: { file: string } }[];
    };
    assert.ok(report.findings.some(({ check }) => check === 'pod/privileged'));
    const files = new Set(report.problems.map(({ file, place }) => file ?? place?.file));
    assert.deepEqual([...files].sort(), [
      'binary.yaml',
      'bomb.yaml',
      'cycle.yaml',
      'dangling.yaml',
      'deep.yaml',
      'huge.yaml',
      'latin.yaml',
      'shape.yaml',
      'template.yaml',
      'wrong.yaml',
    ]);
    assert.doesNotMatch(stdout, /\n\s+at .*\(/);
  });

  it('reads standard input, and a table and a file in one run', () => {
    const cwd = folderWith({});
    const { status, stdout } = runSeawall(['scan', '-', '--format', 'table', '--format', 'sarif', '--output', 'out.sarif'], {
      cwd,
      input: PRIVILEGED,
    });
    assert.equal(status, 1);
    assert.match(stdout, /-:9:9 {2}Pod bad: container web is privileged/);
    const sarif = JSON.parse(readFileSync(join(cwd, 'out.sarif'), 'utf8')) as { runs: { results: { ruleId: string }[] }[] };
    assert.ok(sarif.runs[0]?.results.some(({ ruleId }) => ruleId === 'pod/privileged'));
  });

  it('writes no file when it cannot be written whole', () => {
    const cwd = folderWith({ 'bad.yaml': PRIVILEGED });
    const { status, stderr } = runSeawall(['scan', '--format', 'json', '--output', 'no/such/folder/out.json'], { cwd });
    assert.equal(status, 2);
    assert.match(stderr, /^error: cannot write/);
    assert.ok(!existsSync(join(cwd, 'no')));
  });

  it('gives the same bytes for the same input, in every format', () => {
    const cwd = folderWith({ 'bad.yaml': PRIVILEGED, 'b/also.yaml': PRIVILEGED.replace('bad', 'also') });
    for (const format of ['table', 'json', 'sarif', 'junit', 'markdown', 'github', 'gitlab']) {
      const args = ['scan', '--format', format];
      assert.equal(runSeawall(args, { cwd }).stdout, runSeawall(args, { cwd }).stdout, format);
    }
  });

  it('follows ignores with a reason in comments and annotations, and not those without', () => {
    const comment = PRIVILEGED.replace('privileged: true', 'privileged: true # seawall:ignore pod/privileged needed for the test');
    const silent = PRIVILEGED.replace('privileged: true', 'privileged: true # seawall:ignore pod/privileged');
    const annotation = PRIVILEGED.replace('{name: bad}', '{name: bad, annotations: {seawall.io/ignore: "KSV017 as agreed"}}');
    const scan = (text: string): { suppressed: { by: { kind: string; reason: string } }[]; problems: { message: string }[] } =>
      JSON.parse(
        runSeawall(['scan', '-', '--check', 'pod/privileged', '--format', 'json'], { cwd: folderWith({}), input: text }).stdout,
      ) as never;
    assert.deepEqual(
      scan(comment).suppressed.map(({ by }) => by),
      [{ kind: 'comment', reason: 'needed for the test' }],
    );
    assert.deepEqual(
      scan(annotation).suppressed.map(({ by }) => by),
      [{ kind: 'annotation', reason: 'as agreed' }],
    );
    assert.deepEqual(scan(silent).suppressed, []);
    assert.match(scan(silent).problems[0]?.message ?? '', /without a reason/);
  });

  it('keeps to seawall.yaml: exceptions, their expiry, parameters, severities', () => {
    const config = (expires: string): string => `failOn: critical
severities: {workload/image-digest: never}
parameters: {pod/low-user-id: {minimum: 20000}}
exceptions:
  - checks: [pod/privileged]
    names: [bad]
    reason: it is a test
    expires: "${expires}"
  - names: [nobody]
    reason: nothing like it
`;
    const manifest = PRIVILEGED.replace('privileged: true', 'privileged: true\n        runAsUser: 10001');
    const cwd = folderWith({ 'seawall.yaml': config('2999-01-01'), 'deploy/bad.yaml': manifest });
    const first = runSeawall(['scan', 'deploy', '--format', 'json'], { cwd });
    const report = JSON.parse(first.stdout) as { findings: { check: string }[]; suppressed: unknown[]; problems: { message: string }[] };
    assert.equal(first.status, 0);
    assert.equal(report.suppressed.length, 1);
    assert.ok(report.findings.some(({ check }) => check === 'pod/low-user-id'));
    assert.ok(!report.findings.some(({ check }) => check === 'workload/image-digest'));
    assert.match(report.problems.map(({ message }) => message).join(), /covers nothing \(nothing like it\)/);
    writeFileSync(join(cwd, 'seawall.yaml'), config('2020-01-01'));
    const later = runSeawall(['scan', 'deploy'], { cwd });
    assert.equal(later.status, 1);
    assert.match(later.stdout.replace(/\s+/g, ' '), /its exception expired on 2020-01-01: it is a test/);
  });

  it('refuses what it does not know, with the place and a suggestion', () => {
    const cwd = folderWith({ 'seawall.yaml': 'failon: high\n', 'a.yaml': QUIET });
    const bad = runSeawall(['scan'], { cwd });
    assert.equal(bad.status, 2);
    assert.equal(bad.stderr, 'error: unknown key failon\n  at seawall.yaml:1:1\n\nhint: did you mean failOn?\n');
    const plain = folderWith({ 'a.yaml': QUIET });
    assert.match(runSeawall(['scna'], { cwd: plain }).stderr, /there is no command "scna"\n\nhint: did you mean scan\?/);
    assert.match(runSeawall(['scan', '--formt', 'json'], { cwd: plain }).stderr, /unknown option --formt\n\nhint: did you mean --format\?/);
    assert.match(runSeawall(['scan', '--format', 'jsn'], { cwd: plain }).stderr, /--format cannot be "jsn"\n\nhint: did you mean json\?/);
    assert.match(runSeawall(['scan', '--check', 'pod/privilegd'], { cwd: plain }).stderr, /did you mean pod\/privileged\?/);
    assert.match(runSeawall(['scan', '--standard', 'cis:99'], { cwd: plain }).stderr, /no check answers to cis:99/);
    assert.equal(runSeawall(['scan'], { cwd: plain, env: { SEAWALL_FAIL_ON: 'hihg' } }).status, 2);
  });

  it('lets a flag win over the environment, and the environment over the file', () => {
    const cwd = folderWith({ 'seawall.yaml': 'failOn: never\n', 'bad.yaml': PRIVILEGED });
    assert.equal(runSeawall(['scan'], { cwd }).status, 0);
    assert.equal(runSeawall(['scan'], { cwd, env: { SEAWALL_FAIL_ON: 'critical' } }).status, 1);
    assert.equal(runSeawall(['scan', '--fail-on', 'never'], { cwd, env: { SEAWALL_FAIL_ON: 'critical' } }).status, 0);
  });

  it('recognises charts and kustomizations and says how to render them', () => {
    const cwd = folderWith({
      'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
      'chart/templates/web.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: {{ .Release.Name }}}\n',
      'over/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [../base]\npatches: [{path: patch.yaml}]\n',
      'over/patch.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {hostNetwork: true}}}\n',
      'base/a.yaml': QUIET,
    });
    const { stdout, status } = runSeawall(['scan'], { cwd });
    assert.equal(status, 3);
    assert.match(stdout, /helm template chart \| seawall scan -/);
    assert.match(stdout, /kubectl kustomize over \| seawall scan -/);
    assert.doesNotMatch(stdout, /hostNetwork/);
  });

  it('separates alternatives and names them', () => {
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n';
    const policy = (types: string): string =>
      `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny, namespace: shop}\nspec: {podSelector: {}, policyTypes: [${types}]}\n`;
    const cwd = folderWith({
      'namespace.yaml': namespace,
      'dev/policy.yaml': policy('Egress'),
      'prod/policy.yaml': policy('Ingress, Egress'),
    });
    const { stdout } = runSeawall(['scan', '--check', 'namespace/no-default-deny', '--format', 'json'], { cwd });
    const report = JSON.parse(stdout) as { worlds: string[]; findings: { worlds: string[] }[] };
    assert.deepEqual(report.worlds, ['dev', 'prod']);
    assert.deepEqual(
      report.findings.map(({ worlds }) => worlds),
      [['dev']],
    );
  });
});

describe('seawall pod-security', () => {
  it('shows the level and what separates it from the next, and fails below the level asked for', () => {
    const cwd = folderWith({ 'bad.yaml': PRIVILEGED });
    const { status, stdout } = runSeawall(['pod-security', '--level', 'baseline'], { cwd });
    assert.equal(status, 1);
    assert.match(
      stdout,
      /PRIVILEGED {2}1 workload; what separates it from baseline:\n {2}Pod bad {2}bad\.yaml:4:1\n {4}- privileged: container "web" must not set securityContext\.privileged=true/,
    );
  });
});

describe('seawall', () => {
  it('prints its version, and help with two examples first', () => {
    const cwd = folderWith({});
    assert.match(runSeawall(['--version'], { cwd }).stdout, /^\d+\.\d+\.\d+\n$/);
    assert.match(runSeawall(['help'], { cwd }).stdout, /^seawall: .*\n\n {2}# .*\n {2}seawall scan/);
    for (const { name } of COMMANDS) {
      const help = runSeawall(['help', name], { cwd });
      assert.equal(help.status, 0);
      assert.match(help.stdout, /^ {2}# .*\n {2}.*\n {2}# /);
      assert.equal(runSeawall([...name.split(' '), '--help'], { cwd }).stdout, help.stdout);
    }
    for (const topic of ['formats', 'exit-codes', 'environment', 'config'])
      assert.equal(runSeawall(['help', topic], { cwd }).status, 0, topic);
  });

  it('has exit codes that are all different', () => {
    const codes = Object.values(EXIT_CODES).map(({ code }) => code);
    assert.equal(new Set(codes).size, codes.length);
  });

  it("explains a check by its own id, by another scanner's, a requirement, and a term", () => {
    const cwd = folderWith({});
    for (const topic of [
      ['pod/privileged'],
      ['KSV017'],
      ['c-0057'],
      ['cis:5.2.2'],
      ['owasp'],
      ['service', 'mesh'],
      ['etcd'],
      ['PodSecurityPolicy'],
      ['resource', 'quota'],
      ['cgroups'],
      ['distroless'],
      [],
    ]) {
      const { status, stdout } = runSeawall(['explain', ...topic], { cwd });
      assert.equal(status, 0, topic.join(' '));
      assert.ok(stdout.length > 100);
    }
    assert.match(runSeawall(['explain', 'privilegd'], { cwd }).stderr, /did you mean privileged\?/i);
  });

  it('completes in every shell', () => {
    const cwd = folderWith({});
    for (const shell of ['bash', 'zsh', 'fish'])
      assert.match(runSeawall(['completion', shell], { cwd }).stdout, /pod-security[\s\S]*config[\s\S]*import[\s\S]*merge/);
  });
});
