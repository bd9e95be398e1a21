import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { generateAuditLog } from '../../bench/generate-audit-log.ts';
import { folderWith, type Run, runSeawall } from './run-seawall.ts';

interface Event {
  readonly user?: string;
  readonly groups?: readonly string[];
  readonly verb: string;
  readonly uri: string;
  readonly ref?: Readonly<Record<string, string>>;
  readonly day?: number;
  readonly decision?: string;
  readonly code?: number;
}

function line({
  user = 'jane',
  groups = ['developers', 'system:authenticated'],
  verb,
  uri,
  ref,
  day = 1,
  decision = 'allow',
  code = 200,
}: Event): string {
  return JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'Metadata',
    auditID: `${verb}${uri}${day}`,
    stage: 'ResponseComplete',
    requestURI: uri,
    verb,
    user: { username: user, groups },
    objectRef: ref,
    responseStatus: { metadata: {}, code },
    requestReceivedTimestamp: `2026-10-${String(day).padStart(2, '0')}T06:00:00.000000Z`,
    annotations: {
      'authorization.k8s.io/decision': decision,
      'authorization.k8s.io/reason': 'RBAC: allowed by RoleBinding "dev/shop" of Role "dev" to Group "developers"',
    },
  });
}

const pods = (verb: string, day = 1, more: Partial<Event> = {}): string =>
  line({ verb, uri: '/api/v1/namespaces/shop/pods', ref: { resource: 'pods', namespace: 'shop', apiVersion: 'v1' }, day, ...more });

const TEN_DAYS = [pods('list'), pods('watch', 5), pods('list', 10, { user: 'omar' })].join('\n');

const POLICY = `# people
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: dev
  namespace: shop
rules:
  - apiGroups: [""] # core
    resources: [pods, secrets]
    verbs: [get, list, watch]
  - apiGroups: [apps]
    resources: ["*"]
    verbs: [get]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: dev, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: dev}
subjects:
  - {kind: Group, name: developers, apiGroup: rbac.authorization.k8s.io}
`;

function rbac(cwd: string, ...args: readonly string[]): Run {
  return runSeawall(['rbac', ...args], { cwd });
}

describe('seawall rbac generate', () => {
  it('writes roles that kubectl could apply, and says what it read', () => {
    const { status, stdout, stderr } = rbac(
      folderWith({ 'audit.log': TEN_DAYS }),
      'generate',
      '--audit-log',
      'audit.log',
      '--user',
      'jane',
    );
    assert.equal(status, 0, stderr);
    assert.equal(
      stdout,
      `---
# User jane: 2 requests, 2026-10-01T06:00:00Z to 2026-10-05T06:00:00Z
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: audit-user-jane
  namespace: shop
rules:
  # 2 requests, 2026-10-01T06:00:00Z to 2026-10-05T06:00:00Z; for example audit.log:1
  # today through RoleBinding dev/shop of Role dev
  - apiGroups:
      - ""
    resources:
      - pods
    verbs:
      - list
      - watch
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: audit-user-jane
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: audit-user-jane
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: User
    name: jane
`,
    );
    assert.match(stderr, /^3 events in 1 file, 2026-10-01T06:00:00Z to 2026-10-10T06:00:00Z \(9\.0 days\): 3 requests, 3 allowed/);
    assert.match(stderr, /proof: 2 different logged requests asked again of these roles alone: all are allowed/);
  });

  it('reads folders, archives and standard input alike', () => {
    const lines = [...generateAuditLog(2000)];
    const cwd = folderWith({ 'logs/audit-2026-10-01T00-00-00.000.log': lines.slice(0, 1000).join('\n') });
    writeFileSync(join(cwd, 'logs/audit.log.gz'), gzipSync(lines.slice(1000).join('\n')));
    const rules = (text: string): string => text.replace(/^ *#.*\n/gm, '');
    const folder = rbac(cwd, 'generate', '--audit-log', 'logs');
    const piped = runSeawall(['rbac', 'generate', '--audit-log', '-'], { cwd, input: lines.join('\n') });
    assert.equal(folder.status, 0, folder.stderr);
    assert.equal(rules(folder.stdout), rules(piped.stdout));
    assert.match(folder.stdout, /name: audit-shop-queue-operator/);
    assert.doesNotMatch(folder.stdout, /\*|system:/);
    assert.match(folder.stderr, /2,000 events in 2 files/);
  });

  it('makes one role for a group, and nothing of what was denied', () => {
    const log = [TEN_DAYS, pods('delete', 2, { decision: 'forbid', code: 403 })].join('\n');
    const cwd = folderWith({ 'audit.log': log });
    const { stdout } = rbac(cwd, 'generate', '--audit-log', 'audit.log', '--group', 'developers');
    assert.match(stdout, /kind: Group\n {4}name: developers/);
    assert.match(stdout, /verbs:\n {6}- list\n {6}- watch\n/);
    assert.match(rbac(cwd, 'generate', '--audit-log', 'audit.log', '--group', 'developers', '--include-denied').stdout, /- delete/);
  });

  it('puts nothing of a log into comments that could become YAML', () => {
    const reason = 'x';
    const evil = line({ user: 'eve\nrules: []\n#', verb: 'get', uri: '/a\nkind: ClusterRole', groups: [] }).replace('dev/shop', reason);
    const { status, stdout } = rbac(folderWith({ 'audit.log': evil }), 'generate', '--audit-log', 'audit.log');
    assert.equal(status, 0);
    assert.match(stdout, /^# User eve\\nrules: \[\]\\n#: 1 request/m);
    assert.match(stdout, /- "\/a\\nkind: ClusterRole"/);
  });

  it('exits with 3 where lines could not be read, 2 where a file could not, 4 where there is nothing', () => {
    const cwd = folderWith({
      'audit.log': `${TEN_DAYS}\n{"kind":"Event","api\nnonsense\n`,
      'empty.log': '',
      'pods.json': '{"kind":"PodList","apiVersion":"v1"}',
    });
    const broken = rbac(cwd, 'generate', '--audit-log', 'audit.log');
    assert.equal(broken.status, 3);
    assert.match(broken.stderr, /2 lines are no events, the first at audit\.log:4, audit\.log:5/);
    assert.match(broken.stdout, /name: audit-user-omar/);
    assert.equal(rbac(cwd, 'generate', '--audit-log', 'audit.log', '--allow-incomplete').status, 0);
    assert.equal(rbac(cwd, 'generate', '--audit-log', 'none.log').status, 2);
    assert.equal(rbac(cwd, 'generate', '--audit-log', 'empty.log').status, 4);
    assert.match(rbac(cwd, 'generate', '--audit-log', 'pods.json').stderr, /an object is not of an audit log: pods\.json:1/);
    const none = rbac(cwd, 'generate');
    assert.deepEqual([none.status, /which audit log\?/.test(none.stderr)], [2, true]);
  });

  it('helps with names that are nearly right', () => {
    const { status, stderr } = rbac(folderWith({ 'audit.log': TEN_DAYS }), 'generate', '--audit-log', 'audit.log', '--user', 'jan');
    assert.equal(status, 2);
    assert.match(stderr, /holds no request of User jan[^]*did you mean jane\?/);
  });

  it('counts what could be read of an archive that is cut off', () => {
    const lines = [...generateAuditLog(3000)];
    const cwd = folderWith({});
    const packed = gzipSync(lines.join('\n'));
    writeFileSync(join(cwd, 'audit.log.gz'), packed.subarray(0, packed.length >> 1));
    const { status, stdout, stderr } = rbac(cwd, 'generate', '--audit-log', 'audit.log.gz');
    assert.equal(status, 3);
    assert.match(stderr, /the archive is cut off: the events up to there count/);
    assert.match(stdout, /kind: RoleBinding/);
  });

  it('proves in Markdown and JSON, and reports as a table', () => {
    const cwd = folderWith({ 'audit.log': TEN_DAYS, 'policy.yaml': POLICY });
    const markdown = rbac(cwd, 'generate', '--audit-log', 'audit.log', '--proof', 'markdown', '--output', 'roles.yaml');
    assert.match(markdown.stdout, /\*\*The proof holds\.\*\*/);
    assert.match(readFileSync(join(cwd, 'roles.yaml'), 'utf8'), /kind: Role\n/);
    const json = JSON.parse(rbac(cwd, 'generate', '--audit-log', 'audit.log', '-f', 'policy.yaml', '--format', 'json').stdout);
    assert.equal(json.proof.holds, true);
    assert.deepEqual(
      json.use.rules.map(({ requests }: { requests: number }) => requests),
      [3, 0],
    );
    const table = rbac(cwd, 'generate', '--audit-log', 'audit.log', '-f', 'policy.yaml', '--format', 'table').stdout;
    assert.match(table, /RULES THAT NOTHING USED \(1\)\n {2}Role shop\/dev, rule 2: get every resource of apps {2}policy\.yaml:11/);
    assert.match(table, /not used: verbs get; resources secrets/);
  });

  it('names requests that the files decide otherwise than the log', () => {
    const log = [TEN_DAYS, line({ verb: 'list', uri: '/api/v1/nodes', ref: { resource: 'nodes' } })].join('\n');
    const { stdout } = rbac(
      folderWith({ 'audit.log': log, 'policy.yaml': POLICY }),
      'generate',
      '--audit-log',
      'audit.log',
      '-f',
      'policy.yaml',
      '--format',
      'table',
    );
    assert.match(stdout, /DRIFT[^]*User jane: list nodes: 1 time allowed in the log, not by these files {2}audit\.log:4/);
  });
});

describe('seawall rbac generate --remove-unused', () => {
  it('takes out what was not used, and nothing else', () => {
    const cwd = folderWith({ 'audit.log': TEN_DAYS, 'policy.yaml': POLICY });
    const { status, stdout } = rbac(cwd, 'generate', '--remove-unused', '--audit-log', 'audit.log', '-f', 'policy.yaml');
    assert.equal(status, 0);
    assert.match(stdout, /takes out of rule 1: verbs get; resources secrets\n {4}removes rule 2: never used/);
    const [before, after] = [POLICY.split('\n'), readFileSync(join(cwd, 'policy.yaml'), 'utf8').split('\n')];
    assert.deepEqual(after, [...before.slice(0, 8), '    resources: [pods]', '    verbs: [list, watch]', ...before.slice(13)]);
    assert.match(rbac(cwd, 'generate', '--remove-unused', '--audit-log', 'audit.log', '-f', 'policy.yaml').stdout, /^nothing to change/m);
  });

  it('refuses to go by a log of few days', () => {
    const cwd = folderWith({ 'audit.log': pods('list'), 'policy.yaml': POLICY });
    const refused = rbac(cwd, 'generate', '--remove-unused', '--audit-log', 'audit.log', '-f', 'policy.yaml');
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /the log covers 0\.0 days, and 7 are asked for[^]*hint: .*--min-days/);
    assert.equal(readFileSync(join(cwd, 'policy.yaml'), 'utf8'), POLICY);
    const dry = rbac(cwd, 'generate', '--remove-unused', '--dry-run', '--audit-log', 'audit.log', '-f', 'policy.yaml');
    assert.deepEqual(
      [dry.status, dry.stdout.startsWith('--- a/policy.yaml'), /note: the log covers 0\.0 days/.test(dry.stderr)],
      [0, true, true],
    );
    assert.equal(readFileSync(join(cwd, 'policy.yaml'), 'utf8'), POLICY);
    assert.equal(rbac(cwd, 'generate', '--remove-unused', '--min-days', '0', '--audit-log', 'audit.log', '-f', 'policy.yaml').status, 0);
  });

  it('leaves roles of every cluster and roles that others may bind', () => {
    const others = `${POLICY}---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: free}
rules: [{apiGroups: [""], resources: [nodes], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: cluster-admin, labels: {kubernetes.io/bootstrapping: rbac-defaults}}
rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: idle, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: User, name: old, apiGroup: rbac.authorization.k8s.io}]
`;
    const cwd = folderWith({ 'audit.log': TEN_DAYS, 'policy.yaml': others });
    const { stdout } = rbac(cwd, 'generate', '--remove-unused', '--audit-log', 'audit.log', '-f', 'policy.yaml');
    assert.match(stdout, /ClusterRole free {2}policy\.yaml:\d+: no binding among the files leads to it/);
    assert.match(stdout, /ClusterRole cluster-admin {2}policy\.yaml:\d+: every cluster makes it for itself/);
    assert.match(stdout, /RoleBinding shop\/idle[^\n]*\n {4}removes its subject: nobody used it/);
    assert.match(readFileSync(join(cwd, 'policy.yaml'), 'utf8'), /name: cluster-admin}\nsubjects: \[\]\n$/);
  });
});

describe('seawall rbac tighten', () => {
  it('spells stars out by what is known, and says what that leaves out', () => {
    const cwd = folderWith({ 'policy.yaml': POLICY });
    const { status, stdout, stderr } = rbac(cwd, 'tighten', '--dry-run', '-f', 'policy.yaml');
    assert.equal(status, 0);
    assert.match(stdout, /-    resources: \["\*"\]\n\+    resources:\n(\+ {6}- [a-z/]+\n)*\+ {6}- deployments\n/);
    assert.match(stderr, /requests for known resources asked of the changed roles before and after: all are decided\s+as before/);
    assert.match(stderr, /resources that are added later/);
  });

  it('is a filter for a manifest from standard input', () => {
    const cwd = folderWith({ 'audit.log': TEN_DAYS });
    const args = ['rbac', 'generate', '--remove-unused', '-f', '-', '--audit-log'];
    const { status, stdout, stderr } = runSeawall([...args, 'audit.log'], { cwd, input: POLICY });
    assert.deepEqual(
      [status, stdout],
      [
        0,
        POLICY.replace('[pods, secrets]', '[pods]')
          .replace('[get, list, watch]', '[list, watch]')
          .replace(/ {2}- apiGroups: \[apps\][^-]*/, ''),
      ],
    );
    assert.match(stderr, /^CHANGED \(1\)/);
    assert.equal(runSeawall([...args, '-'], { cwd, input: POLICY }).status, 2);
  });

  it('replaces stars by what was used, in roles of one subject', () => {
    const used = line({
      verb: 'get',
      uri: '/apis/apps/v1/namespaces/shop/deployments/web',
      ref: { resource: 'deployments', namespace: 'shop', name: 'web', apiGroup: 'apps' },
    });
    const cwd = folderWith({ 'audit.log': `${TEN_DAYS}\n${used}`, 'policy.yaml': POLICY });
    assert.match(rbac(cwd, 'tighten', 'omar', '-f', 'policy.yaml', '--audit-log', 'audit.log').stdout, /nothing to change/);
    const { status, stdout } = rbac(cwd, 'tighten', 'group:developers', '-f', 'policy.yaml', '--audit-log', 'audit.log');
    assert.deepEqual([status, /CHANGED \(1\)/.test(stdout)], [0, true]);
    assert.equal(readFileSync(join(cwd, 'policy.yaml'), 'utf8'), POLICY.replace('resources: ["*"]', 'resources: [deployments]'));
  });
});
