import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import process from 'node:process';
import type { ExportedFile } from '../../policies/index.ts';
import { UsageError } from '../usage-error.ts';
import { replaceFile } from '../write-output.ts';

/**
 * Writes files into a folder, each whole; a new folder appears with all of them or not at all. Files that are there and say something else
 * are left alone unless `isForced`, and then nothing is written. The other files of the folder come back.
 */
export function writeFolder(files: readonly ExportedFile[], name: string, isForced: boolean): readonly string[] {
  const folder = resolve(name);
  try {
    if (!existsSync(folder)) {
      createFolder(files, folder);
      return [];
    }
    if (!statSync(folder).isDirectory()) throw new UsageError(`${name} is a file`, { hint: 'several files need a folder' });
    if (!isForced) refuseChanges(files, folder, name);
    for (const { path, text } of files) {
      const file = join(folder, path);
      if (textOf(file) === text) continue;
      mkdirSync(dirname(file), { recursive: true });
      replaceFile(file, text);
    }
    const written = new Set(files.map(({ path }) => path));
    return globSync('**/*.{rego,yaml}', { cwd: folder })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => !written.has(file))
      .sort();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot write ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Throws for the first file whose text would be lost. */
export function refuseChanges(files: readonly ExportedFile[], folder: string, name: string): void {
  for (const { path, text } of files) {
    const before = textOf(join(folder, path));
    if (before !== undefined && before !== text)
      throw new UsageError(`${join(name, path)} is there already and says something else`, { hint: '--force replaces it' });
  }
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function createFolder(files: readonly ExportedFile[], folder: string): void {
  const temporary = join(dirname(folder), `.${basename(folder)}.${process.pid}.tmp`);
  try {
    for (const { path, text } of files) {
      const file = join(temporary, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    renameSync(temporary, folder);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    throw error;
  }
}
