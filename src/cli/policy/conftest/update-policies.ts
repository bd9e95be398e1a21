import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { compareText } from '../../../core/index.ts';
import { describeSystemError } from '../../../inventory/sources/index.ts';
import { UsageError } from '../../usage-error.ts';

/** Puts policies from elsewhere on this machine into the first folder of --policy, in place of files of the same name. */
export function updatePolicies(sources: readonly string[], target: string, cwd: string): void {
  for (const source of sources) {
    const from = resolve(cwd, localPath(source));
    const into = resolve(cwd, target);
    try {
      if (statSync(from).isDirectory()) copyFolder(from, into);
      else replace(from, join(into, basename(from)));
    } catch (error) {
      throw new UsageError(`policies cannot be updated from ${source}: ${describeSystemError(error)}`);
    }
  }
}

/** A path, also behind `file://` or go-getter's `file::`. Everything else would need the network. */
function localPath(source: string): string {
  if (source.startsWith('file::')) return localPath(source.slice('file::'.length));
  if (source.startsWith('file://')) return fileURLToPath(source);
  if (/^[a-z][a-z0-9+.-]*:(?:\/\/|:)/i.test(source) || /^(?:[\w.-]+@|(?:github|gitlab)\.com\/|bitbucket\.org\/)/.test(source)) {
    throw new UsageError(`--update reads no address: ${source}`, {
      hint: 'seawall fetches nothing; fetch the policies with git, oras or curl, and name the folder or file:// that they are in',
    });
  }
  return source;
}

function copyFolder(from: string, into: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true }).sort((a, b) => compareText(a.name, b.name))) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) copyFolder(join(from, entry.name), join(into, entry.name));
    else if (entry.isFile()) replace(join(from, entry.name), join(into, entry.name));
  }
}

/** Nobody ever sees half of a file. */
function replace(from: string, path: string): void {
  if (from === path) return;
  mkdirSync(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    copyFileSync(from, temporary);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
