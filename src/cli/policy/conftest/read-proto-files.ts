import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ProtoFile } from '../../../formats/index.ts';
import { readText } from '../../../inventory/sources/index.ts';
import { UsageError } from '../../usage-error.ts';
import { listFiles } from '../list-files.ts';
import { problemError } from './read-config-file.ts';

/** The definitions of messages in the folders of --proto-file-dirs. */
export function readProtoFiles(folders: readonly string[], cwd: string): readonly ProtoFile[] {
  for (const folder of folders) {
    if (!statSync(resolve(cwd, folder), { throwIfNoEntry: false })?.isDirectory())
      throw new UsageError(`--proto-file-dirs: ${folder} is no folder`);
  }
  const { files } = listFiles(folders, cwd);
  return files
    .filter(({ path }) => path.endsWith('.proto'))
    .map(({ path }) => {
      const text = readText(resolve(cwd, path), path);
      if (text.ok) return { name: path, text: text.value };
      throw problemError(text.problems[0] ?? { code: 'unreadable', file: path, message: 'it cannot be read' });
    });
}
