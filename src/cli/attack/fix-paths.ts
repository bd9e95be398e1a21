import process from 'node:process';
import {
  type AnalysisOptions,
  type AppliedEdits,
  type AttackAnalysis,
  describeStart,
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

/**
 * What a fix is asked to close: what the exit code is about, else every workload, since nothing comes from the internet. An attacker gets one
 * weakness unless more are asked for: connections that programs need cannot all be cut.
 */
export function wantedOf({ stories }: Survey, isAsked: (start: Start) => boolean, options: OptionValues): Wanted {
  const asked = stories.filter(({ path }) => isAsked(path.start));
  const chosen = asked.length > 0 ? asked : stories.filter(({ path }) => path.start.kind === 'workload');
  const weaknesses = (options['weaknesses'] as 'one' | 'any' | undefined) ?? 'one';
  const starts = [...new Map(chosen.flatMap((story) => story.starts).map((start) => [describeStart(start), start])).values()];
  return {
    starts: starts.map((start) => ({ ...start, weaknesses })),
    targets: new Set(chosen.flatMap(({ path, also }) => [path.target.id, ...also.map(({ target }) => target.id)])),
  };
}

/** The same cluster with the edits, read and analysed from scratch. */
export function rereader(
  reading: AttackReading,
  state: AttackState,
  options: OptionValues,
  question: AnalysisOptions,
): (applied: AppliedEdits) => AttackAnalysis {
  return (applied) => {
    const states = statesOfAttack(readInventory(editedInputs(reading.inputs, applied)), options, question);
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
  question: AnalysisOptions,
): ProvenFixSet {
  return proveFixSet(state.analysis, wanted, rereader(reading, state, options, question));
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
