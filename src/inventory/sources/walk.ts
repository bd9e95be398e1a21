import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareText, type Problem } from '../../core/index.ts';
import { isDockerfileName } from '../dockerfile-name.ts';
import { type IgnoreRules, readIgnoreRules } from './ignore-files.ts';

const EXTENSION = /\.(?:ya?ml|json|conf|kubeconfig)$/i;
const SKIPPED_FOLDERS = new Set(['.git', 'node_modules', '.terraform', '.cache']);

export interface WalkedFolder {
  /** Paths relative to the folder, with forward slashes, in a fixed order. */
  readonly files: readonly string[];
  /** Charts met on the way, relative like the files; their templates are not among the files. */
  readonly charts: readonly Chart[];
  readonly problems: readonly Problem[];
}

export interface Chart {
  readonly folder: string;
  readonly templates: readonly string[];
}

/** Lists the manifests and Dockerfiles below a folder. Links are followed once; a link that leads back to where the walk already was ends there. */
export function walkFolder(root: string): WalkedFolder {
  const files: string[] = [];
  const charts: { folder: string; templates: string[] }[] = [];
  const problems: Problem[] = [];
  const visited = new Set<string>();

  const visit = (folder: string, rules: IgnoreRules, chart: { folder: string; templates: string[] } | undefined): void => {
    const entries = listFolder(join(root, folder), visited, folder || root, problems);
    const isChart = entries.some(({ name }) => name === 'Chart.yaml');
    const here = isChart ? { folder, templates: [] } : chart;
    if (isChart && here) charts.push(here);
    for (const { name, isFolder } of entries) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (rules.isIgnored(isFolder ? `${path}/` : path)) continue;
      if (isFolder) {
        if (!SKIPPED_FOLDERS.has(name)) visit(path, rules.enter(path), here);
      } else if (here && path.startsWith(here.folder === '' ? 'templates/' : `${here.folder}/templates/`)) {
        here.templates.push(path);
      } else if (EXTENSION.test(name) || isDockerfileName(name)) {
        files.push(path);
      }
    }
  };
  visit('', readIgnoreRules(root), undefined);
  return { files, charts, problems };
}

function listFolder(path: string, visited: Set<string>, shown: string, problems: Problem[]): { name: string; isFolder: boolean }[] {
  try {
    const real = realpathSync(path);
    if (visited.has(real)) return [];
    visited.add(real);
    return readdirSync(path, { withFileTypes: true })
      .map((entry) => ({ name: entry.name, isFolder: entry.isSymbolicLink() ? isFolderLink(join(path, entry.name)) : entry.isDirectory() }))
      .sort((a, b) => compareText(a.name, b.name));
  } catch (error) {
    problems.push({ code: 'unreadable', file: shown, message: describeSystemError(error) });
    return [];
  }
}

function isFolderLink(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** What the operating system said, without the path, which the problem names already. */
export function describeSystemError(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'no such file or folder',
    EACCES: 'permission denied',
    EPERM: 'operation not permitted',
    ELOOP: 'a chain of links that leads back to itself',
    EISDIR: 'is a folder',
    EMFILE: 'too many open files',
    EIO: 'input/output error',
  };
  return known[code ?? ''] ?? (error instanceof Error ? error.message : String(error));
}
