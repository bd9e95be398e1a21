import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { CATALOGUE, type Check, type CheckSettings, defaultSettings, evaluateChecks } from '../src/checks/index.ts';
import { type FixPlan, planFixes } from '../src/fix/index.ts';
import { type InputText, readInventory } from '../src/inventory/index.ts';
import { inputOf, readCases, settingsFor } from './check-fixtures.ts';
import { corpusFiles } from './conformance/corpora.ts';
import { skipWithout } from './conformance/data.ts';

const CHECKS = join(import.meta.dirname, '../src/checks');

function plan(
  inputs: readonly InputText[],
  checks: readonly Check[],
  settings: CheckSettings,
  wanted: (check: string) => boolean,
): FixPlan {
  return planFixes({ inputs, checks, settings, wants: ({ check }) => wanted(check), allowRisky: true });
}

const WITH_FIX = CATALOGUE.filter(({ fix }) => fix !== undefined);

describe('checks with a fix', () => {
  it('are at least seventy', () => {
    assert.ok(WITH_FIX.length >= 70, `${WITH_FIX.length}`);
  });

  for (const check of WITH_FIX) {
    it(`${check.id} takes its own findings away`, () => {
      const failing = readCases(join(CHECKS, `${check.id}.${check.on === 'dockerfile' ? 'dockerfile' : 'yaml'}`)).filter(
        ({ verdict }) => verdict === 'fail',
      );
      const states = failing.flatMap((fixture) => {
        const { outcomes, after, difference } = plan([inputOf(fixture)], [check], settingsFor(check, fixture), () => true);
        assert.deepEqual(difference.appeared, []);
        const left = new Set(after.findings.map(({ message }) => message));
        for (const { state, finding, reason } of outcomes) {
          assert.notEqual(reason, 'the finding would stay', `${fixture.name}: ${finding.message}`);
          if (state === 'made' && !after.findings.some((one) => one.message === finding.message)) assert.ok(!left.has(finding.message));
        }
        return outcomes.map(({ state, reason }) => `${state}${reason ? `: ${reason}` : ''}`);
      });
      assert.ok(states.includes('made'), `no case of it is fixed: ${states.join(', ')}`);
    });
  }
});

describe('a plan over real manifests', { skip: skipWithout('corpora') }, () => {
  const settings: CheckSettings = { ...defaultSettings(new Date('2026-06-01T12:00:00Z')), lowest: 'low' };
  const files = corpusFiles().filter(({ text }) => !text.includes('{{') && text.length < 200_000);

  it('brings nothing new, and reading the changed files again shows what it says', () => {
    const { files: changed, before, after, difference, outcomes } = plan(files, CATALOGUE, settings, () => true);
    assert.ok(outcomes.filter(({ state }) => state === 'made').length > 300);
    assert.deepEqual(difference.appeared, []);
    const texts = new Map(changed.map((file) => [file.name, file.after]));
    const inventory = readInventory(files.map(({ name, text }) => ({ name, text: texts.get(name) ?? text })));
    const { findings } = evaluateChecks(inventory, CATALOGUE, settings);
    assert.equal(findings.length, after.findings.length);
    assert.equal(before.findings.length - after.findings.length, difference.gone.length);
  });

  it('agrees with judging everything again for each single fix', () => {
    const few = files.filter((_, index) => index % 9 === 0);
    const all = plan(few, CATALOGUE, settings, () => true);
    const made = all.outcomes.filter(({ state }) => state === 'made');
    for (const check of new Set(made.map(({ finding }) => finding.check))) {
      const alone = plan(few, CATALOGUE, settings, (id) => id === check);
      const texts = new Map(alone.files.map((file) => [file.name, file.after]));
      const inventory = readInventory(few.map(({ name, text }) => ({ name, text: texts.get(name) ?? text })));
      const { findings } = evaluateChecks(inventory, CATALOGUE, settings);
      const left = findings.filter((finding) => finding.check === check).length;
      const had = alone.before.findings.filter((finding) => finding.check === check).length;
      const taken = alone.outcomes.filter(({ state }) => state === 'made' || state === 'superseded').length;
      assert.equal(left, had - taken, check);
      assert.ok(findings.length <= alone.before.findings.length - taken, check);
    }
  });
});
