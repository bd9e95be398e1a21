import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { it } from 'node:test';
import { array, assert as assertProperty, constantFrom, nat, property, tuple } from 'fast-check';
import { CATALOGUE, defaultSettings, evaluateChecks } from '../src/checks/index.ts';
import { readInventory } from '../src/inventory/index.ts';

const ROOT = join(import.meta.dirname, '..');
const RUNS = process.env['SEAWALL_DEEP'] === '1' ? 20_000 : 400;
const CHECKS = CATALOGUE.filter(({ on }) => on === 'dockerfile');

const texts = [...globSync('examples/**/Dockerfile*', { cwd: ROOT }), ...globSync('src/checks/dockerfile/*.dockerfile', { cwd: ROOT })].map(
  (name) => readFileSync(join(ROOT, name), 'utf8'),
);
const JUNK = [
  '',
  '\n',
  '\r\n',
  ' ',
  '\t',
  '\\',
  '\\\n',
  '`',
  '#',
  '"',
  "'",
  '$',
  '${',
  '}',
  '$(',
  '(',
  ')',
  '[',
  ']',
  '["',
  ',',
  '|',
  '||',
  '&&',
  ';',
  '<<E',
  '<<-"E"',
  '\nE\n',
  '--',
  '--from=',
  '--mount=type=secret,id=',
  '=',
  ':',
  '@',
  '\u0000',
  '\uFEFF',
  '\u2028',
  '😀',
  '\nFROM ',
  '\nRUN ',
  '\nONBUILD ',
  '\nARG X=$X',
  '\nENV X=${X:-${X}}',
  '# escape=`\n',
]; // prettier-ignore

it('the checks of Dockerfiles never end in an exception, and point into the text', () => {
  const edit = tuple(nat({ max: 4000 }), nat({ max: 30 }), constantFrom(...JUNK));
  assertProperty(
    property(nat({ max: texts.length - 1 }), array(edit, { minLength: 1, maxLength: 6 }), (index, edits) => {
      let text = texts[index] ?? '';
      for (const [place, length, junk] of edits) {
        const start = place % (text.length + 1);
        text = text.slice(0, start) + junk + text.slice(start + length);
      }
      const inventory = readInventory([{ name: 'Dockerfile', text, dockerfile: { kind: 'missing' } }]);
      const { findings, problems } = evaluateChecks(inventory, CHECKS, defaultSettings(new Date('2026-11-23T12:00:00Z')));
      const lines = text.split(/\r\n|\n|\r/).length;
      const places = [
        ...findings.flatMap(({ origin }) => origin.map(({ place }) => place)),
        ...[...inventory.problems, ...problems].flatMap(({ place }) => place ?? []),
      ];
      for (const {
        range: { start, end },
      } of places) {
        assert.ok(
          start.line >= 1 && end.line <= lines && (end.line > start.line || end.column >= start.column),
          `${start.line} of ${lines}`,
        );
      }
    }),
    { numRuns: RUNS },
  );
});
