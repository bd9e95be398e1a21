import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { combineEntries } from './combine.ts';
import type { Entry, SourceReading } from './entry.ts';
import { readSource, sourceFormOf } from './read-source.ts';

function read(name: string, text: string): SourceReading {
  const form = sourceFormOf({ name, text });
  assert.ok(form, `${name} is not recognised`);
  return readSource({ name, text }, form, '/work/repository');
}

/** Line, text and outcome of each entry. */
function outcomes({ entries }: SourceReading): unknown[] {
  return entries.map((entry) => [entry.place.range.start.line, entry.text, outcomeOf(entry)]);
}

function outcomeOf({ translation }: Entry): unknown {
  switch (translation.kind) {
    case 'exception':
      return translation.exception;
    case 'settings':
      return translation.settings;
    default:
      return `${translation.kind}: ${translation.why}`;
  }
}

describe('.trivyignore', () => {
  it('gives each id the comment behind it or above its group, and its last day', () => {
    const reading = read(
      '.trivyignore',
      '# Accepted until the new driver is there\n# (see the wiki)\nKSV017 exp:2026-12-31\nAVD-KSV-0014\n\nKSV-0009 # measures the network\n  KSV010\t\n',
    );
    assert.deepEqual(outcomes(reading), [
      [3, 'KSV017', { checks: ['pod/privileged'], reason: 'Accepted until the new driver is there (see the wiki)', expires: '2026-12-30' }],
      [4, 'AVD-KSV-0014', { checks: ['pod/read-only-root'], reason: 'Accepted until the new driver is there (see the wiki)' }],
      [6, 'KSV-0009', { checks: ['pod/host-network'], reason: 'measures the network' }],
      [7, 'KSV010', { checks: ['pod/host-pid'], reason: 'imported from .trivyignore line 7: no reason was given there' }],
    ]);
  });

  it('says why an id has no counterpart', () => {
    assert.deepEqual(outcomes(read('.trivyignore', 'CVE-2024-1\nAVD-AWS-0104\nKSV999\nKVS017\nC-0057\nKSV017 exp:2026-02-30\n')), [
      [1, 'CVE-2024-1', 'untranslated: a vulnerability of a package; seawall reads no packages'],
      [2, 'AVD-AWS-0104', 'untranslated: a check of something other than Kubernetes'],
      [3, 'KSV999', 'untranslated: no check of the catalogue stands for it'],
      [4, 'KVS017', 'untranslated: unknown id; did you mean KSV017?'],
      [5, 'C-0057', 'untranslated: an id of kubescape, not of trivy'],
      [6, 'KSV017', 'untranslated: "2026-02-30" is no date of the form 2026-12-31, so Trivy passes over this line'],
    ]);
  });
});

describe('.trivyignore.yaml', () => {
  it('keeps paths, statement and expiry of misconfigurations, and lists what is about something else', () => {
    const reading = read(
      '.trivyignore.yaml',
      `misconfigurations:
  - id: AVD-KSV-0017
    paths: [deploy/legacy/**, ./deploy/web.yaml]
    statement: "legacy: gone soon"
    expired_at: 2026-12-31
  # nothing runs here
  - id: KSV014
vulnerabilities:
  - id: CVE-2023-1
    purls: [pkg:deb/debian/libc6]
secrets:
  - id: aws-access-key-id
licences: []
`,
    );
    assert.deepEqual(outcomes(reading), [
      [
        2,
        'AVD-KSV-0017',
        {
          checks: ['pod/privileged'],
          files: ['deploy/legacy/**', 'deploy/web.yaml'],
          reason: 'legacy: gone soon',
          expires: '2026-12-30',
        },
      ],
      [7, 'KSV014', { checks: ['pod/read-only-root'], reason: 'nothing runs here' }],
      [9, 'CVE-2023-1', 'untranslated: a vulnerability of a package; seawall reads no packages'],
      [12, 'aws-access-key-id', "untranslated: a rule of Trivy's search for secrets in any file; seawall has no counterpart"],
      [13, 'licences', 'untranslated: unknown key; did you mean licenses?'],
    ]);
  });

  it('reports wrong types with their place, and reads the entries beside them', () => {
    const { entries, problems } = read(
      '.trivyignore.yaml',
      'misconfigurations:\n  - KSV001\n  - id: 17\n  - id: KSV017\n    paths: deploy\n  - id: KSV014\n    expired_at: soon\n  - id: KSV009\n',
    );
    assert.deepEqual(
      problems.map(({ message, place }) => [place?.range.start.line, message]),
      [
        [2, 'misconfigurations must be a list of mappings with an id and is string'],
        [3, 'id must be a text and is number'],
        [5, 'paths must be a list and is string'],
        [7, 'expired_at must be a date such as 2026-12-31 and is string'],
      ],
    );
    assert.deepEqual(
      entries.map(({ text }) => text),
      ['KSV009'],
    );
  });
});

describe('.checkov.yaml', () => {
  it('translates skipped checks, patterns of ids and paths', () => {
    const reading = read(
      '.checkov.yaml',
      `quiet: true
skip-check:
  - CKV_K8S_16 # the driver needs it
  - CKV_K8S_1[67]
  - CKV_AWS_20,CKV_K8S_999
  - MEDIUM
skip-path: ['/tests/', 'vendor', '^(a|b)$']
`,
    );
    assert.deepEqual(outcomes(reading), [
      [1, 'quiet', 'needless: says what Checkov reads and how it reports, not what is accepted'],
      [3, 'skip-check CKV_K8S_16', { checks: ['pod/privileged'], reason: 'the driver needs it' }],
      [
        4,
        'skip-check CKV_K8S_1[67]',
        { checks: ['pod/host-pid', 'pod/privileged'], reason: 'imported from .checkov.yaml line 4: no reason was given there' },
      ],
      [5, 'skip-check CKV_AWS_20', 'untranslated: a check of something other than Kubernetes'],
      [5, 'skip-check CKV_K8S_999', 'untranslated: no check of the catalogue stands for it'],
      [
        6,
        'skip-check MEDIUM',
        'untranslated: names checks by the severity that the Prisma platform gives them, which seawall does not know',
      ],
      [7, 'skip-path /tests/', { files: ['**/tests/**'], reason: 'imported from .checkov.yaml line 7: no reason was given there' }],
      [
        7,
        'skip-path vendor',
        { files: ['**/*vendor*', '**/*vendor*/**'], reason: 'imported from .checkov.yaml line 7: no reason was given there' },
      ],
      [
        7,
        'skip-path ^(a|b)$',
        'untranslated: a regular expression that glob patterns cannot say; write an exception with files, or a line in .seawallignore',
      ],
    ]);
  });

  it('asks the listed checks alone, and does not fail softly when told so', () => {
    const { entries } = read('.checkov.yaml', 'check: CKV_K8S_16,CKV_K8S_17\nsoft-fail: true\n');
    assert.deepEqual(combineEntries(entries, {}).config, { failOn: 'never', checks: ['pod/privileged', 'pod/host-pid'] });
  });
});

describe('.kube-linter.yaml', () => {
  it('translates what is excluded and ignored, and needs nothing for what is included', () => {
    const reading = read(
      '.kube-linter.yaml',
      `checks:
  addAllBuiltIn: true
  include: [latest-tag]
  exclude:
    - no-read-only-root-fs # caches
    - "run-as-nonroot"
  ignorePaths: [vendor/**, /work/repository/third/*.yaml, '~/x', ../y, /**/charts/**]
customChecks:
  - {name: required-owner, template: required-label}
`,
    );
    const none = 'imported from .kube-linter.yaml line 7: no reason was given there';
    assert.deepEqual(outcomes(reading), [
      [2, 'addAllBuiltIn: true', 'needless: every check of the catalogue is asked already'],
      [3, 'include latest-tag', 'needless: every check of the catalogue is asked already'],
      [5, 'exclude no-read-only-root-fs', { checks: ['pod/read-only-root'], reason: 'caches' }],
      [6, 'exclude run-as-nonroot', 'untranslated: unknown id; did you mean run-as-non-root?'],
      [7, 'ignorePaths vendor/**', { files: ['vendor/**'], reason: none }],
      [7, 'ignorePaths /work/repository/third/*.yaml', { files: ['third/*.yaml'], reason: none }],
      [7, 'ignorePaths ~/x', 'untranslated: it leads out of this folder, and file names in reports do not'],
      [7, 'ignorePaths ../y', 'untranslated: it leads out of this folder, and file names in reports do not'],
      [7, 'ignorePaths /**/charts/**', { files: ['**/charts/**'], reason: none }],
      [9, 'customChecks required-owner', 'untranslated: a template of KubeLinter with parameters; seawall has its own checks'],
    ]);
  });

  it('asks the included checks alone where the defaults are not added', () => {
    const { entries } = read('.kube-linter.yaml', 'checks:\n  doNotAutoAddDefaults: true\n  include: [privileged-container]\n');
    assert.deepEqual(combineEntries(entries, {}).config, { checks: ['pod/privileged'] });
  });
});

describe('.hadolint.yaml', () => {
  it('maps its threshold, and says what has no counterpart', () => {
    const { entries } = read(
      '.hadolint.yaml',
      'failure-threshold: warning\nformat: tty\nno-fail: false\nignored: [SC2086, DL9999]\ntrustedRegistries: "*.gcr.io"\nstrict-labels: true\ndisable-ignore-pragma: true\nignore: [DL3008]\noverride:\n  fatal: [DL3002]\n',
    );
    assert.deepEqual(combineEntries(entries, {}).config, { failOn: 'medium' });
    assert.deepEqual(
      entries.map(({ text, translation }) => `${translation.kind}: ${text}`),
      [
        'settings: failure-threshold: warning',
        'needless: format: tty',
        'needless: no-fail: false',
        'untranslated: ignored SC2086',
        'untranslated: ignored DL9999',
        'untranslated: trustedRegistries *.gcr.io',
        'untranslated: strict-labels',
        'untranslated: disable-ignore-pragma: true',
        'untranslated: ignore',
        'untranslated: override fatal',
      ],
    );
  });
});

const KUBESCAPE = {
  name: 'system components',
  policyType: 'postureExceptionPolicy',
  actions: ['alertOnly'],
  resources: [
    { designatorType: 'Attributes', attributes: { kind: 'DaemonSet', namespace: 'kube-(system|public)', name: 'node-.*' } },
    { designatorType: 'Attributes', attributes: { kind: '.*', cluster: '.*', name: '^etcd$' } },
  ],
  posturePolicies: [{ controlID: 'C-0057' }, { frameworkName: 'NSA', controlID: 'c-0041' }],
};

describe('exceptions of Kubescape', () => {
  it('become one exception for each resource, for the checks of all controls', () => {
    const { entries } = read('exceptions.json', JSON.stringify([KUBESCAPE], undefined, '\t'));
    assert.deepEqual(
      entries.map((entry) => outcomeOf(entry)),
      [
        {
          checks: ['pod/host-network', 'pod/privileged'],
          kinds: ['DaemonSet'],
          namespaces: ['kube-system', 'kube-public'],
          names: ['node-*'],
          reason: 'system components',
        },
        { checks: ['pod/host-network', 'pod/privileged'], names: ['etcd'], reason: 'system components' },
      ],
    );
  });

  it('cover a namespace with what is in it, and every check without policies', () => {
    const one = {
      ...KUBESCAPE,
      resources: [{ attributes: { namespace: 'dev' } }],
      posturePolicies: [],
      expirationDate: '2026-12-31T00:00:00Z',
    };
    assert.deepEqual(
      read('exceptions.json', JSON.stringify([one])).entries.map((entry) => outcomeOf(entry)),
      [
        { namespaces: ['dev'], reason: 'system components', expires: '2026-12-30' },
        { kinds: ['Namespace'], names: ['dev'], reason: 'system components', expires: '2026-12-30' },
      ],
    );
  });

  it('are refused where an exception of ours would cover something else', () => {
    const refusal = (change: object): unknown =>
      read('exceptions.json', JSON.stringify([{ ...KUBESCAPE, ...change }])).entries.map((entry) => outcomeOf(entry));
    const resource = (attributes: object): object => ({ resources: [{ attributes }] });
    for (const [change, why] of [
      [resource({ environment: 'dev' }), /label environment/],
      [resource({ cluster: 'prod' }), /one cluster/],
      [resource({ name: 'web-[a-z]{5}' }), /more than a pattern/],
      [resource({}), /names nothing/],
      [{ resources: [] }, /names no resource/],
      [{ actions: ['shout'] }, /action shout/],
      [{ policyType: 'vulnerabilityExceptionPolicy' }, /not about manifests/],
      [{ posturePolicies: [{ controlID: 'C-9999' }] }, /no check of the catalogue/],
      [{ posturePolicies: [{ controlName: 'Privileged container' }] }, /write its controlID/],
      [{ posturePolicies: [{ frameworkName: 'NSA' }] }, /whole framework/],
      [{ posturePolicies: [{ controlID: 'C-0057', ruleName: 'x' }] }, /one rule/],
    ] as const)
      assert.match(JSON.stringify(refusal(change)), why);
  });
});

describe('files of unknown names', () => {
  it('are recognised by what they hold, and manifests are not', () => {
    const form = (name: string, text: string): unknown => sourceFormOf({ name, text });
    assert.equal(form('accepted.yaml', 'misconfigurations: []\n'), 'trivyignore-yaml');
    assert.equal(form('ci/checks.yaml', 'skip-check: []\n'), 'checkov');
    assert.equal(form('lint.yaml', 'checks: {exclude: []}\n'), 'kube-linter');
    assert.equal(form('ci/hadolint.ci.yaml', 'failure-threshold: error\n'), 'hadolint');
    assert.equal(form('accepted.json', '[{"posturePolicies": [}'), 'kubescape');
    assert.equal(form('checkov-namespace.yaml', 'apiVersion: v1\nkind: Namespace\n'), undefined);
    assert.equal(form('seawall.yaml', 'checks: [pod/*]\n'), undefined);
    assert.equal(form('exceptions.json', '{"a": 1}'), undefined);
  });
});
