import process from 'node:process';
import {
  type AppliedEdits,
  type AttackAnalysis,
  type CrownJewel,
  editedInputs,
  type ProvenFixSet,
  proveFixSet,
  type Start,
  type Survey,
  type Wanted,
} from '../../attack/index.ts';
import type { Problem } from '../../core/index.ts';
import { readInventory } from '../../inventory/index.ts';
import { changeFile } from '../change-file.ts';
import type { OptionValues } from '../option-spec.ts';
import { UsageError } from '../usage-error.ts';
import { type AttackReading, type AttackState, statesOfAttack } from './read-attack.ts';

/** What a fix is asked to close: what the exit code is about, else every workload, since nothing comes from the internet. */
export function wantedOf({ stories }: Survey, isAsked: (start: Start) => boolean): Wanted {
  const asked = stories.filter(({ path }) => isAsked(path.start));
  const chosen = asked.length > 0 ? asked : stories.filter(({ path }) => path.start.kind === 'workload');
  const starts = [...new Set(chosen.flatMap((story) => story.starts))];
  return { starts, targets: new Set(chosen.flatMap(({ path, also }) => [path.target.id, ...also.map(({ target }) => target.id)])) };
}

/** The same cluster with the edits, read and analysed from scratch. */
export function rereader(
  reading: AttackReading,
  state: AttackState,
  options: OptionValues,
  jewels: readonly CrownJewel[],
): (applied: AppliedEdits) => AttackAnalysis {
  return (applied) => {
    const states = statesOfAttack(readInventory(editedInputs(reading.inputs, applied)), options, jewels);
    // Edits may make alternatives equal, or add to one.
    const same = states.find(({ worlds }) => worlds.some((name) => state.worlds.includes(name))) ?? states[0];
    if (!same) throw new UsageError('nothing is left of what was read after the edits');
    return same.analysis;
  };
}

export function fixPaths(
  reading: AttackReading,
  state: AttackState,
  wanted: Wanted,
  options: OptionValues,
  jewels: readonly CrownJewel[],
): ProvenFixSet {
  return proveFixSet(state.analysis, wanted, rereader(reading, state, options, jewels));
}

/** Writes the edited files; what could not be written comes back. */
export function writeFixes({ applied }: ProvenFixSet): Problem[] {
  if (applied.patches.length + applied.deleted.length + applied.added.length > 0) {
    throw new UsageError('a snapshot of a cluster cannot be edited', {
      hint: 'without --apply the edits are printed as commands of kubectl',
    });
  }
  return applied.files.flatMap((file) => changeFile(file, process.cwd()) ?? []);
}
