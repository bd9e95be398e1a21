import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { PEERS } from '../scripts/attack-steps-page.ts';
import { factKey, PHASES, STEPS } from '../src/attack/index.ts';
import { requirementTitle } from '../src/checks/index.ts';
import { movesOf, readStepCases, sceneOf } from './attack-fixtures.ts';

const FOLDER = join(import.meta.dirname, '../src/attack/steps');

describe('the steps of attacks', () => {
  it('have ids of their own, in the phase that they belong to', () => {
    assert.equal(new Set(STEPS.map(({ id }) => id)).size, STEPS.length);
    for (const { id, phase } of STEPS) {
      assert.equal(id.split('/')[0], phase);
      assert.ok(Object.hasOwn(PHASES, phase));
    }
  });

  it('name techniques that the matrices have', () => {
    for (const { id, mitre, microsoft, reference, condition, effort } of STEPS) {
      for (const technique of mitre) assert.ok(requirementTitle('mitre', technique), `${id}: ${technique}`);
      for (const technique of microsoft) assert.ok(requirementTitle('microsoft', technique), `${id}: ${technique}`);
      assert.ok(mitre.length + microsoft.length > 0, id);
      assert.match(reference, /^https:\/\//, id);
      assert.ok(condition.endsWith('.') && effort >= 1, id);
    }
  });

  it('are compared with those of other tools under ids that exist', () => {
    const ids = new Set(STEPS.map(({ id }) => id));
    assert.deepEqual(
      Object.keys(PEERS).filter((id) => !ids.has(id)),
      [],
    );
  });

  it('have no fixture that is left over', () => {
    const files = globSync('*/*.yaml', { cwd: FOLDER }).map((file) => file.replaceAll('\\', '/').replace(/\.yaml$/, ''));
    assert.deepEqual(files.sort(), STEPS.map(({ id }) => id).sort());
  });
});

for (const step of STEPS) {
  describe(step.id, () => {
    const cases = readStepCases(join(FOLDER, `${step.id}.yaml`));

    it('has cases that hold, and near misses', () => {
      for (const kind of ['holds', 'near miss'])
        assert.ok(
          cases.some((one) => one.kind === kind),
          kind,
        );
    });

    for (const one of cases) {
      it(`${one.kind}: ${one.name}`, () => {
        const moves = movesOf(step, one);
        assert.deepEqual(moves, [...one.expected].sort());
        assert.equal(moves.length > 0, one.kind === 'holds');
        // Moves are told only when they are taken: what they say of themselves must be there then.
        for (const move of step.moves(sceneOf(one))) {
          assert.notEqual(factKey(move.to), '');
          for (const { text } of move.grounds?.() ?? []) assert.notEqual(text, '');
          for (const { key, title, cost, changes, adds, removes } of move.cuts?.() ?? []) {
            assert.ok(key !== '' && title !== '' && cost >= 1 && cost <= 100);
            assert.ok(changes.length > 0 || adds !== undefined || removes !== undefined, title);
          }
        }
      });
    }
  });
}
