import { readFileSync } from 'node:fs';
import {
  type AnalysisOptions,
  applyEdits,
  type CandidateEdit,
  describeStart,
  editedInputs,
  reachedTargets,
  readEdit,
  type Start,
} from '../../attack/index.ts';
import { isRecord, listAt, stringAt } from '../../core/index.ts';
import { readInventory } from '../../inventory/index.ts';
import { safeText } from '../../report/index.ts';
import { finish } from '../answers.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { OptionValues } from '../option-spec.ts';
import { UsageError } from '../usage-error.ts';
import { writeOutput } from '../write-output.ts';
import { parseJewel, parseStart } from './questions.ts';
import { type AttackReading, type AttackState, statesOfAttack } from './read-attack.ts';

/**
 * Makes the edits that a proof names in a copy of what was read, and goes through all that follows with code of its own. It says of each target whether it
 * was reached before and is after; exits with 1 where the proof does not hold.
 */
export function checkProof(file: string, reading: AttackReading, options: OptionValues): readonly ExitReason[] {
  const proof = readProof(file);
  const targets = listAt(proof, 'targets').map(String);
  const question: AnalysisOptions = { jewels: targets.filter((id) => id.includes(':')).map((id) => parseJewel(id.replace(':', '/'))) };
  const words = listAt(proof, 'from').map(String);
  const states = statesOfAttack(reading.inventory, options, question);
  const edits = listAt(proof, 'edits').map((edit) => {
    const read = readEdit(edit, reading.inventory.objects);
    if (typeof read === 'string')
      throw new UsageError(`the proof is not about these files: ${read}`, { hint: 'name the files as they were when the proof was made' });
    return read;
  });
  const after = reread(reading, edits, options, question);
  const lines: string[] = [];
  let holds = true;
  for (const state of states) {
    const other = after.find(({ worlds }) => worlds.some((name) => state.worlds.includes(name))) ?? after[0];
    for (const word of words) {
      for (const named of parseStart(word, state)) {
        const start: Start = { ...named, weaknesses: stringAt(proof, 'weaknesses') === 'any' ? 'any' : 'one' };
        const before = reachedTargets(state.analysis, start);
        const left = other ? reachedTargets(other.analysis, sameWord(word, start, other)) : new Set<string>();
        for (const target of targets) {
          if (!before.has(target) && !left.has(target)) continue;
          holds &&= !left.has(target);
          lines.push(
            `${left.has(target) ? 'OPEN  ' : 'CLOSED'}  ${describeStart(start)} → ${target}${before.has(target) ? '' : ', which was not reached before'}`,
          );
        }
      }
    }
  }
  lines.push(
    holds
      ? `the proof holds: ${edits.length} ${edits.length === 1 ? 'edit' : 'edits'} made, and nothing of this is reached`
      : 'the proof does not hold',
  );
  writeOutput(`${lines.map(safeText).join('\n')}\n`, undefined);
  return [...finish(reading, options), ...(holds ? [] : (['findings'] as const))];
}

function sameWord(word: string, start: Start, state: AttackState): Start {
  return start.kind === 'workload' ? { ...start, ...parseStart(word, state)[0] } : start;
}

function reread(
  reading: AttackReading,
  edits: readonly CandidateEdit[],
  options: OptionValues,
  question: AnalysisOptions,
): readonly AttackState[] {
  const applied = applyEdits(edits);
  const [refused] = applied.refused;
  if (refused) throw new UsageError(`an edit of the proof cannot be made: ${refused.edit.title}: ${refused.reason}`);
  return statesOfAttack(readInventory(editedInputs(reading.inputs, applied)), options, question);
}

function readProof(file: string): Readonly<Record<string, unknown>> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value) && value['schemaVersion'] === 1 && Array.isArray(value['edits'])) return value;
  } catch {
    // Said below, with what to do.
  }
  throw new UsageError(`${file} is no proof`, { hint: 'make one with: seawall paths --proof json > proof.json' });
}
