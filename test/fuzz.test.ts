import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { it } from 'node:test';
import fc from 'fast-check';
import { CATALOGUE, defaultSettings, evaluateChecks } from '../src/checks/index.ts';
import { reachedLevel } from '../src/engines/pod-security/index.ts';
import { readInventory } from '../src/inventory/index.ts';
import { LATEST_VERSION } from '../src/kubernetes/index.ts';
import { createReport, loadRenderer, RENDERERS } from '../src/report/index.ts';
import { corpusFiles } from './conformance/corpora.ts';
import { skipWithout } from './conformance/data.ts';

const renderHtml = await loadRenderer('html');

const ROOT = join(import.meta.dirname, '..');
const RUNS = process.env['SEAWALL_DEEP'] === '1' ? 20_000 : 400;

/** Real manifests, cut to a length at which a mutation is likely to matter. */
function readTexts(): string[] {
  const examples = globSync('examples/**/*.{yaml,json}', { cwd: ROOT }).map((name) => readFileSync(join(ROOT, name), 'utf8'));
  const corpora = skipWithout('corpora') === false ? corpusFiles().map(({ text }) => text) : [];
  return [...examples, ...corpora].filter((text) => text.length < 20_000);
}

const texts = readTexts();
const JUNK = [
  '',
  '\n',
  ' ',
  '\t',
  '- ',
  ': ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '&a ',
  '*a',
  '<<: ',
  '---\n',
  '...\n',
  '!!int ',
  '|\n',
  '>',
  '#',
  '%',
  '@',
  '`',
  '\u0000',
  '\ufeff',
  '\u2028',
  '0777',
  'null',
  '~',
  'yes',
  '{}',
  '[]',
  '3',
  '-1',
  '1e999',
  'true',
  '__proto__: ',
  'constructor: ',
  '\ud800',
];

/** A change at a random place: something put in, taken out, doubled, or a value replaced by one of another type. */
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(40),
  junk: fc.constantFrom(...JUNK),
  kind: fc.constantFrom('insert', 'delete', 'replace', 'double', 'value'),
});

function mutate(text: string, { at, length, junk, kind }: { at: number; length: number; junk: string; kind: string }): string {
  const start = Math.floor(at * text.length);
  const rest = text.slice(start + length);
  switch (kind) {
    case 'insert':
      return text.slice(0, start) + junk + text.slice(start);
    case 'delete':
      return text.slice(0, start) + rest;
    case 'replace':
      return text.slice(0, start) + junk + rest;
    case 'double':
      return text.slice(0, start + length) + text.slice(start);
    default:
      return text.slice(0, start) + text.slice(start).replace(/: [^\n]*/, `: ${junk}`);
  }
}

it('no change to a real manifest makes anything throw, and every place lies within the text', () => {
  fc.assert(
    fc.property(fc.nat(texts.length - 1), fc.array(mutation, { minLength: 1, maxLength: 6 }), (index, mutations) => {
      const text = mutations.reduce(mutate, texts[index] ?? '');
      const inventory = readInventory([{ name: 'a.yaml', text }]);
      const evaluation = evaluateChecks(inventory, CATALOGUE, defaultSettings(new Date('2026-06-01T00:00:00Z')));
      for (const object of inventory.objects) for (const pod of object.pods) reachedLevel(pod, LATEST_VERSION);
      const report = createReport({
        version: '0.0.0',
        findings: evaluation.findings,
        suppressed: evaluation.suppressed,
        problems: [...inventory.problems, ...evaluation.problems],
        tallies: evaluation.tallies,
        counts: { ...inventory.counts, objects: inventory.objects.length, dockerfiles: inventory.dockerfiles.length },
        worlds: inventory.worlds.map(({ name }) => name),
      });
      for (const render of [...Object.values(RENDERERS), renderHtml])
        assert.equal(typeof render(report, { columns: 80, colour: true, all: true, inventory }), 'string');
      const lines = text.split(/\r\n|\n|\r/).length;
      for (const { origin } of report.findings) {
        const { start, end } = origin[0]?.place.range ?? { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } };
        assert.ok(start.line >= 1 && end.line <= lines && (end.line > start.line || end.column >= start.column));
      }
    }),
    { numRuns: RUNS },
  );
});
