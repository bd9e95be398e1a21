import { accessSync, constants, readFileSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Problem } from '../core/index.ts';
import type { FileChange } from '../fix/index.ts';
import { replaceFile } from './write-output.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** Writes a planned change. A file that is not what was read any more, or may not be written, is left alone; then the problem comes back. */
export function changeFile({ name, before, after }: FileChange, folder: string): Problem | undefined {
  const refuse = (message: string, hint?: string): Problem => ({
    code: 'not-evaluated',
    file: name,
    message: `not changed: ${message}`,
    ...(hint === undefined ? {} : { hint }),
  });
  try {
    const path = realpathSync(resolve(folder, name));
    const current = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
    const mark = current.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
    if (current.slice(mark.length) !== before) return refuse('it was changed by somebody else meanwhile', 'run seawall fix again');
    const { mode } = statSync(path);
    // A file that nobody may write is not meant to be changed, also not by root, who could.
    if ((mode & 0o222) === 0) return refuse('it is read-only');
    accessSync(path, constants.W_OK);
    replaceFile(path, mark + after, mode);
    return undefined;
  } catch (error) {
    if (error instanceof TypeError) return refuse('it is not UTF-8', 'save it as UTF-8');
    return refuse(error instanceof Error ? error.message : String(error));
  }
}
