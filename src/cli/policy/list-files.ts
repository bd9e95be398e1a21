import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareText, type Problem } from '../../core/index.ts';
import { describeSystemError } from '../../inventory/sources/index.ts';

/** A file as the user would write it down, and the folders between it and what was named, which say where its data belongs. */
export interface ListedFile {
  readonly path: string;
  readonly folders: readonly string[];
  /** Whether the user named the file itself rather than a folder that holds it. */
  readonly isNamed: boolean;
}

export interface ListedFiles {
  readonly files: readonly ListedFile[];
  readonly problems: readonly Problem[];
}

/** The files that paths lead to, in a fixed order. What is hidden is passed over in folders; a folder is entered once, however many links lead to it. */
export function listFiles(paths: readonly string[], cwd: string): ListedFiles {
  const files: ListedFile[] = [];
  const problems: Problem[] = [];
  const visited = new Set<string>();
  const visit = (path: string, folders: readonly string[], isNamed: boolean): void => {
    const absolute = join(path.startsWith('/') ? '/' : cwd, path);
    try {
      if (!statSync(absolute).isDirectory()) {
        files.push({ path, folders, isNamed });
        return;
      }
      const real = realpathSync(absolute);
      if (visited.has(real)) return;
      visited.add(real);
      for (const name of readdirSync(absolute).sort(compareText)) {
        if (name.startsWith('.')) continue;
        const child = join(path, name);
        const isFolder = statSync(join(absolute, name), { throwIfNoEntry: false })?.isDirectory() ?? false;
        visit(child, isFolder ? [...folders, name] : folders, false);
      }
    } catch (error) {
      problems.push({ code: 'unreadable', file: path, message: describeSystemError(error) });
    }
  };
  for (const path of paths) visit(path, [], true);
  return { files, problems };
}
