import { readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Problem } from '../core/index.ts';
import type { InputText } from '../inventory/index.ts';
import { collectInputs, readText } from '../inventory/sources/index.ts';
import { SOURCE_NAMES, type SourceForm, sourceFormOf } from '../migration/index.ts';

export interface ImportSources {
  /** Files of other scanners. */
  readonly sources: readonly { readonly input: InputText; readonly form: SourceForm }[];
  /** What a scan of the same paths would read. */
  readonly manifests: readonly InputText[];
  readonly problems: readonly Problem[];
}

/** Objects of Kubernetes, and Dockerfiles. */
const MAY_HOLD_INLINE = /^\s*["']?kind["']?\s*:|^\s*FROM\s/m;

const HINT = `these names are understood: ${Object.keys(SOURCE_NAMES).join(', ')}`;

/** Finds what can be imported: of folders, the files by their usual names and the manifests below; of files, whatever they hold. */
export function findImportSources(paths: readonly string[], cwd: string): ImportSources {
  const sources = new Map<string, { readonly input: InputText; readonly form: SourceForm }>();
  const problems: Problem[] = [];
  const folders: string[] = [];
  const others: string[] = [];
  const read = (name: string, isNamed: boolean): void => {
    const text = readText(resolve(cwd, name), name);
    if (!text.ok) {
      problems.push(...text.problems);
      return;
    }
    const input = { name, text: text.value };
    const form = sourceFormOf(input);
    if (form !== undefined) sources.set(name, { input, form });
    else if (isNamed && MAY_HOLD_INLINE.test(input.text)) others.push(name);
    else if (isNamed)
      problems.push({ code: 'not-evaluated', file: name, message: 'neither a file of another scanner nor a manifest', hint: HINT });
  };
  for (const path of paths.length > 0 ? paths : ['.']) {
    if (!isFolder(resolve(cwd, path))) {
      read(path, true);
      continue;
    }
    folders.push(path);
    const prefix = /^\.?\/*$/.test(path) ? '' : `${path.replace(/^\.\//, '').replace(/\/+$/, '')}/`;
    const names = listFolder(path, cwd, problems);
    for (const name of Object.keys(SOURCE_NAMES)) if (names.has(name)) read(prefix + name, false);
  }
  // Problems of manifests are those of a scan, which reports them.
  const { inputs } = collectInputs([...folders, ...others], { cwd });
  return { sources: [...sources.values()], manifests: inputs.filter(({ name }) => !sources.has(name)), problems };
}

function listFolder(path: string, cwd: string, problems: Problem[]): ReadonlySet<string> {
  try {
    return new Set(readdirSync(resolve(cwd, path)));
  } catch (error) {
    problems.push({ code: 'unreadable', file: path, message: error instanceof Error ? error.message : String(error) });
    return new Set();
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
