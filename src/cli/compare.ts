import { existsSync } from 'node:fs';
import { warn } from './answers.ts';
import type { OptionValues } from './option-spec.ts';
import { listOption } from './read-worlds.ts';
import { withRevision } from './revision.ts';
import { UsageError } from './usage-error.ts';

/** Both sides of a comparison. A side is a path or, where there is none of that name, a git revision of what `--from` names, which is also the second side unless one is given. */
export function readSides<T>(
  [first, second]: readonly string[],
  options: OptionValues,
  command: string,
  readSide: (options: OptionValues, from?: readonly string[], cwd?: string) => T,
): [T, T] {
  if (first === undefined) {
    throw new UsageError('what is to be compared?', { hint: `for example: ${command} main, or ${command} before/ after/` });
  }
  const read = (side: string | undefined): T => {
    if (side === undefined) return readSide(options);
    if (side === '-' || existsSync(side)) return readSide(options, [side]);
    return withRevision(side, (folder) => readSide(options, listOption(options['from']), folder));
  };
  return [read(first), read(second)];
}

/** Two states can be compared, alternatives cannot. */
export function onlyState<T extends { readonly worlds: readonly string[] }>(states: readonly T[], side: string): T {
  const [state, another] = states;
  if (!state) throw new UsageError(`there is nothing to compare in ${side}`);
  if (another) {
    const names = states.flatMap(({ worlds }) => worlds.filter((name) => name !== '')).slice(0, 4);
    warn([
      `${side} holds ${states.length} alternatives of one cluster; the first is compared (${names[0] ?? ''}). Name the folder of another to compare that`,
    ]);
  }
  return state;
}
