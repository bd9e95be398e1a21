import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readYaml } from '../formats/index.ts';
import { combineEntries, type ImportedConfig } from './combine.ts';
import type { Entry } from './entry.ts';
import { formatConfig, mergeConfig } from './merge-config.ts';
import { readSource } from './read-source.ts';

const ADDED: ImportedConfig = {
  severities: { 'pod/host-ipc': 'low' },
  exceptions: [{ checks: ['pod/privileged'], files: ['deploy/**'], reason: 'legacy: soon gone', expires: '2026-12-30' }],
};

function merged(text: string, additions = ADDED): string | undefined {
  const result = mergeConfig(text, 'seawall.yaml', additions);
  return result.ok ? result.value : undefined;
}

describe('adding to a seawall.yaml', () => {
  it('keeps every line that stands there, and adds behind the last exception', () => {
    const text = `# ours
failOn: medium # strict

exceptions:
  # the agent
  - checks: [pod/host-network] # measured
    reason: >
      long
      text

# other things
severities:
    pod/host-pid: high # worse here
`;
    const added = `  - checks:
      - pod/privileged
    files:
      - deploy/**
    reason: "legacy: soon gone"
    expires: "2026-12-30"
`;
    assert.equal(merged(text), `${text.replace('      text\n', `      text\n${added}`)}    pod/host-ipc: low\n`);
  });

  it('adds keys that are not there, fills empty ones, and writes as the text does', () => {
    assert.match(merged('failOn: low') ?? '', /^failOn: low\nseverities:\n {2}pod\/host-ipc: low\nexceptions:\n {2}- checks/);
    assert.match(merged('exceptions: [] # none yet\nfailOn: low\n') ?? '', /^exceptions: \[\{ checks: .* \}\] # none yet\nfailOn: low\n/);
    assert.match(merged('exceptions:\nfailOn: low\n') ?? '', /^exceptions:\n {2}- checks:\n[\s\S]*failOn: low\n/);
    assert.match(merged('exceptions:\n- reason: x\n  names: [a]') ?? '', /names: \[a\]\n- checks:\n {2}- pod\/privileged\n {2}files/);
    assert.match(merged('exceptions: [{names: [a], reason: x}]\n') ?? '', /^exceptions: \[\{names: \[a\], reason: x\}, \{ checks/);
    assert.equal(merged(''), formatConfig(ADDED));
    assert.equal(merged('# to be filled'), `# to be filled\n${formatConfig(ADDED)}`);
  });

  it('refuses a text that it cannot add to', () => {
    for (const text of ['- a\n', 'severities: high\n', 'failOn: low\nfailOn: high\n']) assert.equal(merged(text), undefined, text);
  });
});

describe('a new seawall.yaml', () => {
  it('is read back as it was meant, whatever reasons and patterns hold', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
    const exception = fc.record({ names: fc.array(text, { minLength: 1, maxLength: 3 }), reason: text }, { noNullPrototype: true });
    fc.assert(
      fc.property(fc.array(exception, { minLength: 1, maxLength: 4 }), (exceptions) => {
        assert.deepEqual(readYaml(formatConfig({ exceptions })).documents[0]?.value, { exceptions });
      }),
    );
    for (const reason of ['yes', 'null', 'a: b', 'a #b', '- a', '1.5', '0x1', 'ends with colon:', '~', '2026-12-31', 'É'])
      assert.deepEqual(readYaml(formatConfig({ exceptions: [{ names: [reason], reason }] })).documents[0]?.value, {
        exceptions: [{ names: [reason], reason }],
      });
  });
});

describe('entries of several files', () => {
  const entries = (name: string, text: string, form: Parameters<typeof readSource>[1]): readonly Entry[] =>
    readSource({ name, text }, form, '/').entries;
  const trivy = entries('.trivyignore', 'KSV017 # the driver\nKSV014\n', 'trivyignore');
  const checkov = entries('.checkov.yaml', 'skip-check:\n  - CKV_K8S_16\n  - CKV_K8S_22 # caches\nsoft-fail: true\n', 'checkov');

  it('become one exception where they say the same, with the reasons that were given', () => {
    const { config, entries: all } = combineEntries([...trivy, ...checkov], {});
    assert.deepEqual(config.exceptions, [
      { checks: ['pod/privileged'], reason: 'the driver' },
      { checks: ['pod/read-only-root'], reason: 'caches' },
    ]);
    assert.equal(all.length, 5);
  });

  it('do not set for all scanners what one of them says for itself', () => {
    const { config, entries: all } = combineEntries([...trivy, ...checkov], {});
    assert.equal(config.failOn, undefined);
    assert.equal(all.at(-1)?.translation.kind, 'untranslated');
  });

  it('leave alone what the configuration says already', () => {
    const existing: ImportedConfig = { failOn: 'low', exceptions: [{ checks: ['pod/privileged', 'pod/host-pid'], reason: 'ours' }] };
    const { config, entries: all } = combineEntries(checkov, existing);
    assert.deepEqual(config.exceptions, [{ checks: ['pod/read-only-root'], reason: 'caches' }]);
    assert.deepEqual(
      all.map(({ translation }) => translation.kind),
      ['exception', 'exception', 'untranslated'],
    );
  });
});
