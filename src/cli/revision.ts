import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import process from 'node:process';
import { UsageError } from './usage-error.ts';

/**
 * Calls back with a folder that holds the tree of a git revision, at the place in it that corresponds to the current folder. Where both have a
 * common ancestor it is that one's tree, so that what others did meanwhile does not count. Neither the index nor the working tree is touched.
 */
export function withRevision<T>(ref: string, use: (folder: string) => T): T {
  const root = git(['rev-parse', '--show-toplevel'], 'this is no git repository, so there is nothing to compare with');
  const commit = git(
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`],
    `there is no git revision "${ref}"`,
    'fetch it first; in CI, check out with the whole history',
  );
  const base = tryGit(['merge-base', commit, 'HEAD']) ?? commit;
  const folder = mkdtempSync(join(tmpdir(), 'seawall-revision-'));
  try {
    const tree = join(folder, 'tree');
    const environment = { GIT_INDEX_FILE: join(folder, 'index') };
    git(['-C', root, 'read-tree', base], `cannot read the tree of ${ref}`, undefined, environment);
    git(['-C', root, 'checkout-index', '--all', `--prefix=${tree}/`], `cannot write the tree of ${ref}`, undefined, environment);
    return use(join(tree, relative(root, process.cwd())));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function git(args: readonly string[], message: string, hint?: string, environment: Readonly<Record<string, string>> = {}): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, { encoding: 'utf8', env: { ...process.env, ...environment } });
  if (status === 0) return stdout.trim();
  const reason = error ? ': git is not installed' : stderr.trim() === '' ? '' : `: ${stderr.trim().split('\n').at(-1)}`;
  throw new UsageError(`${message}${reason}`, hint === undefined ? {} : { hint });
}

function tryGit(args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
