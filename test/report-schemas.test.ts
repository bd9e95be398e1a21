import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import AjvDraft4 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { CATALOGUE, defaultSettings, evaluateChecks } from '../src/checks/index.ts';
import { type InputText, readInventory } from '../src/inventory/index.ts';
import { collectInputs } from '../src/inventory/sources/index.ts';
import { createReport, RENDERERS, type ScanReport } from '../src/report/index.ts';

const ROOT = join(import.meta.dirname, '..');
const OPTIONS = { columns: 100, colour: false, all: false };

function reportOn(files: readonly InputText[]): ScanReport {
  const inventory = readInventory(files);
  const exceptions = [{ checks: ['pod/privileged'], reason: 'accepted <here> & there', expires: '2999-12-31' }];
  const evaluation = evaluateChecks(inventory, CATALOGUE, { ...defaultSettings(new Date('2026-11-23T12:00:00Z')), exceptions });
  return createReport({
    version: '0.0.0',
    findings: evaluation.findings,
    suppressed: evaluation.suppressed,
    problems: [...inventory.problems, ...evaluation.problems],
    tallies: evaluation.tallies,
    counts: { ...inventory.counts, objects: inventory.objects.length, dockerfiles: inventory.dockerfiles.length },
    worlds: inventory.worlds.map(({ name }) => name),
  });
}

const shop = collectInputs(['examples/shop'], { cwd: ROOT }).inputs;

/** Names and values that mean something to XML, Markdown, terminals or workflow commands. */
const HOSTILE = `apiVersion: v1
kind: Pod
metadata: {name: "]]><b>\\u001b[31m::error::%0A|\`\`\`@all\\n# h"}
spec:
  hostNetwork: true
  containers: [{name: "a\\u0000\\u202eb", image: "x:latest", securityContext: {privileged: true}}, 3]
---
a: [
`;

const REPORTS: Readonly<Record<string, ScanReport>> = {
  'the example': reportOn(shop),
  'hostile names': reportOn([{ name: 'od d/"<&>\':,%\n.yaml', text: HOSTILE }]),
  'nothing at all': reportOn([]),
};

const sarifSchema = (): object => {
  const base = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/package.json');
  return JSON.parse(readFileSync(join(base, '../lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as object;
};

const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;

for (const [name, report] of Object.entries(REPORTS)) {
  describe(`a report on ${name}`, () => {
    it('is valid SARIF 2.1.0', () => {
      const ajv = new AjvDraft4.default({ strict: false, allErrors: true, unicodeRegExp: false });
      addFormats.default(ajv as never);
      const validate = ajv.compile(sarifSchema());
      assert.ok(validate(JSON.parse(RENDERERS.sarif(report, OPTIONS))), JSON.stringify(validate.errors?.slice(0, 3)));
    });

    it('is valid JSON by our own schema', () => {
      const validate = new Ajv({ allErrors: true, strict: false }).compile(
        JSON.parse(readFileSync(join(ROOT, 'schemas/report.schema.json'), 'utf8')) as object,
      );
      assert.ok(validate(JSON.parse(RENDERERS.json(report, OPTIONS))), JSON.stringify(validate.errors?.slice(0, 3)));
    });

    it('is valid JUnit XML', { skip: hasXmllint || process.env['CI'] === 'true' ? false : 'no xmllint' }, () => {
      const file = join(mkdtempSync(join(tmpdir(), 'seawall-')), 'junit.xml');
      writeFileSync(file, RENDERERS.junit(report, OPTIONS));
      const { status, stderr } = spawnSync('xmllint', ['--noout', '--schema', join(import.meta.dirname, 'schemas/junit-10.xsd'), file], {
        encoding: 'utf8',
      });
      assert.equal(status, 0, stderr);
    });

    it('is a code quality report with unique fingerprints', () => {
      const issues = JSON.parse(RENDERERS.gitlab(report, OPTIONS)) as {
        fingerprint: string;
        severity: string;
        location: { path: string; lines: { begin: number } };
      }[];
      assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, issues.length);
      for (const { severity, location } of issues) {
        assert.ok(['info', 'minor', 'major', 'critical', 'blocker'].includes(severity));
        assert.ok(location.lines.begin >= 1 && location.path !== '');
      }
    });

    it('has one line for each annotation, and no control character anywhere', () => {
      for (const line of RENDERERS.github(report, OPTIONS).split('\n').slice(0, -1))
        assert.match(line, /^::(?:error|warning|notice) [^\n]*::/);
      for (const format of Object.keys(RENDERERS) as (keyof typeof RENDERERS)[]) {
        const characters = [...RENDERERS[format](report, OPTIONS)].filter(
          (character) => character !== '\n' && (character < ' ' || character === '\u007f' || character === '\u202e'),
        );
        assert.deepEqual(characters, [], format);
      }
    });

    it('fits into the columns it is given, but for places that cannot be broken', () => {
      for (const columns of [80, 160]) {
        const long = RENDERERS.table(report, { ...OPTIONS, columns })
          .split('\n')
          .filter((line) => line.length > columns && line.trim().includes(' '));
        assert.deepEqual(
          long.filter((line) => !/^ {2}\S+:\d+:\d+$|^[A-Z]+ {2}/.test(line)),
          [],
        );
      }
    });
  });
}
