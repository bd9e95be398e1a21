import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compareText, type Problem } from '../../../core/index.ts';
import { parserFor } from '../../../formats/index.ts';
import { describeSystemError } from '../../../inventory/sources/index.ts';
import { UsageError } from '../../usage-error.ts';

export interface ListedConfigurations {
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * The files that are judged: those that are named, and of folders everything that a parser claims, hidden files included, in the order of names.
 * `ignore` leaves out what it matches. `-` is standard input. https://github.com/open-policy-agent/conftest/blob/v0.71.1/runner/test.go
 */
export function listConfigurations(paths: readonly string[], ignore: string | undefined, cwd: string): ListedConfigurations {
  const ignored = ignore === undefined ? undefined : readPattern(ignore);
  const isIgnored = (path: string): boolean => ignored?.test(path) ?? false;
  const files: string[] = [];
  const problems: Problem[] = [];
  const visited = new Set<string>();
  const visit = (folder: string): void => {
    const real = realpathSync(resolve(cwd, folder));
    if (visited.has(real)) return;
    visited.add(real);
    for (const name of readdirSync(real).sort(compareText)) {
      const path = join(folder, name);
      const kind = statSync(resolve(cwd, path), { throwIfNoEntry: false });
      if (kind?.isDirectory()) visit(path);
      else if (kind?.isFile() && !isIgnored(path) && parserFor(path) !== undefined) files.push(path);
    }
  };
  for (const path of paths) {
    if (path === '') continue;
    try {
      if (path === '-') files.push(path);
      else if (statSync(resolve(cwd, path)).isDirectory()) visit(path);
      else if (!isIgnored(path)) files.push(path);
    } catch (error) {
      problems.push({ code: 'unreadable', file: path, message: describeSystemError(error) });
    }
  }
  return { files: [...new Set(files)], problems };
}

/** A pattern as Go writes it; its flags at the beginning are those of the whole pattern. */
function readPattern(pattern: string): RegExp {
  const [all = '', flags = ''] = /^\(\?([ims]+)\)/.exec(pattern) ?? [];
  try {
    return new RegExp(pattern.slice(all.length), `${flags}u`);
  } catch (error) {
    throw new UsageError(`--ignore is no regular expression: ${error instanceof Error ? error.message : pattern}`);
  }
}
