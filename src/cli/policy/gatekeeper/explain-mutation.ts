import { formatFieldPath, formatPlace } from '../../../core/index.ts';
import { type Change, type Mutators, nameMutator, namesOf } from '../../../engines/gatekeeper/index.ts';
import { safeText } from '../../../report/index.ts';
import type { MutatedObject } from './run-mutate.ts';

/** Longer values are not shown. */
const MAX_VALUE = 80;

/** Which mutator changed which field of an object, as lines for people. */
export function explainMutation({ placed, applied, hasFailed }: MutatedObject): string {
  const { kind, namespace, name } = namesOf(placed.object);
  const head = `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name} (${formatPlace(placed.placeOf([]))})`;
  const lines = applied.flatMap(({ mutator, changes }) => [
    `  ${nameMutator(mutator)}`,
    ...changes.map(
      (change) => `    ${formatFieldPath(change.path)}: ${describe(change, mutator.kind === 'AssignImage', kind === 'Secret')}`,
    ),
  ]);
  if (lines.length === 0) lines.push(hasFailed ? '  left as it is, since a mutator fails' : '  no mutator changes it');
  return `${[head, ...lines].map(safeText).join('\n')}\n`;
}

/** The mutators that change none of the objects, with the kinds that they are for. */
export function explainIdle({ ordered, conflicting }: Mutators, mutated: readonly MutatedObject[]): string {
  const busy = new Set(mutated.flatMap(({ applied }) => applied.map(({ mutator }) => mutator)));
  const idle = ordered.filter((mutator) => !busy.has(mutator));
  const lines = idle.map((mutator) => {
    const kinds = [...new Set((mutator.applyTo ?? []).flatMap((entry) => entry.kinds))].join(', ');
    const reason = conflicting.has(mutator) ? 'it contradicts another one' : kinds === '' ? 'none matches' : `it is for ${kinds}`;
    return `  ${nameMutator(mutator)}: ${reason}`;
  });
  return lines.length === 0 ? '' : `${['mutators that change nothing here', ...lines].map(safeText).join('\n')}\n`;
}

/** What was there before may be a secret, and is shown only where it cannot be one. */
function describe({ before, after }: Change, isImage: boolean, isSecret: boolean): string {
  const isShown = isImage || typeof before === 'number' || typeof before === 'boolean';
  if (before === undefined) return isSecret ? 'added' : `added ${show(after)}`;
  if (isSecret) return 'replaced';
  return isShown ? `${show(before)} becomes ${show(after)}` : `replaced by ${show(after)}`;
}

function show(value: unknown): string {
  const text = JSON.stringify(value);
  if (text.length <= MAX_VALUE) return text;
  return Array.isArray(value) ? `a list of ${value.length}` : 'a longer value';
}
