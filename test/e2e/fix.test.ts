import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { changeFile } from '../../src/cli/change-file.ts';
import { folderWith, runSeawall } from './run-seawall.ts';

const POD = `# the front door
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
  - name: web   # the only one
    image: nginx:1.29
    securityContext:
      allowPrivilegeEscalation: true  # why not
      readOnlyRootFilesystem: false
`;

const FIXED = POD.replace('allowPrivilegeEscalation: true ', 'allowPrivilegeEscalation: false ');

function fix(cwd: string, args: readonly string[], input?: string): ReturnType<typeof runSeawall> {
  return runSeawall(['fix', ...args], { cwd, ...(input === undefined ? {} : { input }) });
}

describe('seawall fix', () => {
  it('changes the named field and not another byte', () => {
    const cwd = folderWith({ 'pod.yaml': POD });
    const { status, stdout } = fix(cwd, ['--check', 'pod/privilege-escalation']);
    assert.equal(status, 0);
    assert.equal(readFileSync(join(cwd, 'pod.yaml'), 'utf8'), FIXED);
    assert.match(stdout, /FIXED {2}pod\.yaml\n {2}10: pod\/privilege-escalation {2}Pod shop\/web: set/);
    assert.match(stdout, /may break/i);
    assert.match(stdout, /1 of \d+ findings are gone, none is new/);
  });

  it('prints a diff that git applies, and changes nothing, with --dry-run', () => {
    const cwd = folderWith({ 'pod.yaml': POD });
    const { status, stdout } = fix(cwd, ['--dry-run', '--check', 'pod/privilege-escalation']);
    assert.equal(status, 0);
    assert.equal(readFileSync(join(cwd, 'pod.yaml'), 'utf8'), POD);
    const applied = spawnSync('git', ['apply', '-'], { cwd, input: stdout, encoding: 'utf8' });
    assert.equal(applied.status, 0, applied.stderr);
    assert.equal(readFileSync(join(cwd, 'pod.yaml'), 'utf8'), FIXED);
  });

  it('makes what may break a program only when it is asked to', () => {
    const cwd = folderWith({ 'pod.yaml': POD });
    const { stdout } = fix(cwd, ['--check', 'pod/read-only-root']);
    assert.match(stdout, /LEFT {2}1 finding with a fix that may break a program: --allow-risky/);
    assert.equal(readFileSync(join(cwd, 'pod.yaml'), 'utf8'), POD);
    fix(cwd, ['--check', 'pod/read-only-root', '--allow-risky']);
    assert.equal(readFileSync(join(cwd, 'pod.yaml'), 'utf8'), POD.replace('Filesystem: false', 'Filesystem: true'));
  });

  it('asks about each fix with --interactive', () => {
    const cwd = folderWith({ 'pod.yaml': POD });
    const { status, stderr } = fix(cwd, ['-i', '--check', 'pod/privilege-escalation', '--check', 'pod/seccomp-unset'], 'n\ny\n');
    assert.equal(status, 0);
    assert.match(stderr, /make this fix\?/);
    const text = readFileSync(join(cwd, 'pod.yaml'), 'utf8');
    assert.equal(text.includes('RuntimeDefault') !== text.includes('allowPrivilegeEscalation: false'), true);
  });

  it('is a filter with -', () => {
    const { status, stdout, stderr } = fix(folderWith({}), ['-', '--check', 'pod/privilege-escalation'], POD);
    assert.equal(status, 0);
    assert.equal(stdout, FIXED);
    assert.match(stderr, /1 fix in 1 file/);
  });

  it('prints a proof that says what went, what it may break, and the difference', () => {
    const cwd = folderWith({ 'pod.yaml': POD });
    const args = ['--dry-run', '--check', 'pod/privilege-escalation'];
    const markdown = fix(cwd, [...args, '--proof', 'markdown']).stderr;
    assert.match(markdown, /^## Seawall: 1 fix in 1 file/);
    assert.match(markdown, /Gone: 1\. New: 0\./);
    assert.match(markdown, /```diff\n[^]*-\s+allowPrivilegeEscalation: true/);
    const proof = JSON.parse(fix(cwd, [...args, '--proof', 'json']).stderr) as {
      fixes: { state: string; mayBreak: string }[];
      appeared: unknown[];
    };
    assert.deepEqual(
      proof.fixes.map(({ state }) => state),
      ['made'],
    );
    assert.deepEqual(proof.appeared, []);
  });

  it('shows no secret in a proof, and the whole text in a diff', () => {
    const secret = 'hunter2-Xk9'; // made up
    const env = POD.replace('    securityContext:', `    env: [{ name: DB_PASSWORD, value: ${secret} }]\n    securityContext:`);
    const cwd = folderWith({ 'pod.yaml': env });
    const { stdout, stderr } = fix(cwd, ['--dry-run', '--check', 'pod/privilege-escalation', '--proof', 'markdown']);
    assert.match(stderr, /DB_PASSWORD, value: •+ \}/);
    assert.doesNotMatch(stderr, new RegExp(secret));
    assert.match(stdout, new RegExp(secret));
  });

  it('brings workloads to a level as far as nobody needs to know the program, and says what is left and how to find out', () => {
    const cwd = folderWith({ 'pod.yaml': POD });
    const { stdout } = fix(cwd, ['--level', 'restricted']);
    const text = readFileSync(join(cwd, 'pod.yaml'), 'utf8');
    assert.match(text, /allowPrivilegeEscalation: false/);
    assert.match(text, /type: RuntimeDefault/);
    assert.match(stdout, /UNDECIDED {2}Pod shop\/web stays baseline/);
    assert.match(stdout, /runAsNonRoot[^]*which user does the image run as\?/);
    fix(cwd, ['--level', 'restricted', '--allow-risky']);
    assert.equal(runSeawall(['pod-security', '--level', 'restricted'], { cwd }).status, 0);
  });

  it('keeps line breaks, byte order marks, modes and links', () => {
    const text = `\uFEFF${POD.replaceAll('\n', '\r\n')}`;
    const cwd = folderWith({ 'real.yaml': text });
    chmodSync(join(cwd, 'real.yaml'), 0o640);
    symlinkSync('real.yaml', join(cwd, 'link.yaml'));
    assert.equal(fix(cwd, ['link.yaml', '--check', 'pod/privilege-escalation']).status, 0);
    assert.equal(readFileSync(join(cwd, 'real.yaml'), 'utf8'), `\uFEFF${FIXED.replaceAll('\n', '\r\n')}`);
    assert.equal(statSync(join(cwd, 'real.yaml')).mode & 0o777, 0o640);
  });

  it('edits JSON as JSON', () => {
    const json =
      '{\n  "apiVersion": "v1",\n  "kind": "Pod",\n  "metadata": {"name": "a"},\n  "spec": {"containers": [{"name": "a", "image": "a:1"}]}\n}\n';
    const cwd = folderWith({ 'pod.json': json });
    fix(cwd, ['--check', 'pod/privilege-escalation']);
    const after = readFileSync(join(cwd, 'pod.json'), 'utf8');
    assert.equal(after, json.replace('"image": "a:1"', '"image": "a:1", "securityContext": { "allowPrivilegeEscalation": false }'));
    JSON.parse(after);
  });

  it('refuses what cannot be edited safely with the reason, fixes the rest, and exits with 3', () => {
    const shared = POD.replace('securityContext:\n', 'securityContext: &context\n').concat('  securityContext: *context\n');
    const cwd = folderWith({ 'a.yaml': shared, 'b.yaml': POD.replace('name: web,', 'name: other,') });
    const { status, stdout } = fix(cwd, ['--check', 'pod/privilege-escalation']);
    assert.equal(status, 3);
    assert.match(stdout, /NOT FIXED {2}1 finding[^]* - a\.yaml:10:7 {2}pod\/privilege-escalation:[^]*shared/);
    assert.match(stdout, /FIXED {2}b\.yaml/);
    assert.equal(readFileSync(join(cwd, 'a.yaml'), 'utf8'), shared);
  });

  it('leaves a file alone that is read-only or changed since it was read', () => {
    const cwd = folderWith({ 'pod.yaml': POD });
    const change = { name: 'pod.yaml', before: POD, after: FIXED };
    writeFileSync(join(cwd, 'pod.yaml'), `${POD}# more\n`);
    assert.match(changeFile(change, cwd)?.message ?? '', /changed by somebody else/);
    assert.equal(readFileSync(join(cwd, 'pod.yaml'), 'utf8'), `${POD}# more\n`);
    writeFileSync(join(cwd, 'pod.yaml'), Buffer.from([0x61, 0xff]));
    assert.match(changeFile(change, cwd)?.message ?? '', /not UTF-8/);
    writeFileSync(join(cwd, 'pod.yaml'), POD);
    chmodSync(join(cwd, 'pod.yaml'), 0o444);
    assert.match(changeFile(change, cwd)?.message ?? '', /read-only/);
  });

  it('says so when there is nothing to do', () => {
    const cwd = folderWith({ 'pod.yaml': POD });
    const { status, stdout } = fix(cwd, ['--check', 'workload/image-digest']);
    assert.equal(status, 0);
    assert.match(stdout, /nothing to fix: \d+ findings/);
  });
});

describe('seawall fix on Dockerfiles', () => {
  const DOCKERFILE = `# syntax=docker/dockerfile:1
FROM debian:12   # no comment, but part of the line
MAINTAINER Jo <jo@example.com>
RUN apt-get update && \\
    # tools
    apt-get install -y curl
ADD app.py /srv/
CMD ["python3", "/srv/app.py"]
`.replace('   # no comment, but part of the line', '');
  const LOCK = { dockerfiles: { Dockerfile: [{ name: 'debian', tag: '12', digest: 'ab'.repeat(32) }] } };

  it('pins digests that a lock file knows, moves to another user, and leaves the rest of the text alone', () => {
    const cwd = folderWith({ Dockerfile: DOCKERFILE, 'docker-lock.json': JSON.stringify(LOCK) });
    const { status, stdout } = fix(cwd, ['--allow-risky', '--severity', 'info', 'Dockerfile']);
    assert.equal(status, 0, stdout);
    assert.equal(
      readFileSync(join(cwd, 'Dockerfile'), 'utf8'),
      `# syntax=docker/dockerfile:1
FROM debian:12@sha256:${'ab'.repeat(32)}
LABEL org.opencontainers.image.authors="Jo <jo@example.com>"
RUN apt-get update && \\
    # tools
    apt-get install --no-install-recommends -y curl \\
    && rm -rf /var/lib/apt/lists/*
COPY app.py /srv/
USER 10001:10001
CMD ["python3", "/srv/app.py"]
`,
    );
    assert.match(stdout, /none is new/);
  });

  it('makes only what needs no risk by default', () => {
    const cwd = folderWith({ Dockerfile: DOCKERFILE });
    fix(cwd, ['--severity', 'info']);
    const text = readFileSync(join(cwd, 'Dockerfile'), 'utf8');
    assert.match(text, /--no-install-recommends/);
    assert.doesNotMatch(text, /USER|COPY|sha256/);
  });
});
