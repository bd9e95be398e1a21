import { createTwoFilesPatch } from 'diff';
import type { FileChange } from '../fix/index.ts';

/** A unified diff as `git apply` and `patch -p1` read it. */
export function unifiedDiff({ name, before, after }: FileChange): string {
  const path = name.replace(/^\/+/, '');
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 3 });
  return patch.replace(/^=+\n/, '');
}
