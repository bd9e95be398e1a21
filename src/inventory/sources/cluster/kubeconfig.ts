import { readFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { indexLines, isRecord, listAt, recordAt, stringAt } from '../../../core/index.ts';
import { readYaml } from '../../../formats/index.ts';
import { describeSystemError } from '../walk.ts';
import { ConnectionError } from './connection-error.ts';

/** An entry of a kubeconfig, with the folder that relative paths in it start from. */
export interface KubeconfigEntry {
  readonly value: Readonly<Record<string, unknown>>;
  readonly folder: string;
}

/** One kubeconfig, or several merged. */
export interface Kubeconfig {
  readonly files: readonly string[];
  readonly currentContext: string | undefined;
  readonly contexts: ReadonlyMap<string, KubeconfigEntry>;
  readonly clusters: ReadonlyMap<string, KubeconfigEntry>;
  readonly users: ReadonlyMap<string, KubeconfigEntry>;
}

export interface KubeconfigOptions {
  /** `--kubeconfig`: this file alone, and it must exist. */
  readonly file?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

const MAX_SIZE = 10_000_000;

/**
 * Reads and merges as kubectl does: of several files in KUBECONFIG the first that says something wins, entry by entry and never field by
 * field; files that are not there are passed over.
 * https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/#merging-kubeconfig-files
 *
 * `undefined` where there is no file at all. Throws a ConnectionError for one that cannot be read.
 */
export function loadKubeconfig({ file, env, home }: KubeconfigOptions): Kubeconfig | undefined {
  const listed = env['KUBECONFIG']?.split(delimiter).filter((path) => path !== '') ?? [];
  const isDefault = file === undefined && listed.length === 0;
  const paths = file === undefined ? (isDefault ? [join(home, '.kube', 'config')] : listed) : [file];
  const read = [...new Set(paths.map((path) => resolve(path)))].flatMap((path) => readKubeconfig(path, file === undefined) ?? []);
  if (read.length === 0 && isDefault) return undefined;
  if (read.length === 0) throw new ConnectionError(`none of the files in KUBECONFIG exists: ${listed.join(', ')}`);
  return {
    files: read.map(({ path }) => path),
    currentContext: read.map(({ value }) => stringAt(value, 'current-context')).find((name) => name !== undefined && name !== ''),
    contexts: mergeEntries(read, 'contexts', 'context'),
    clusters: mergeEntries(read, 'clusters', 'cluster'),
    users: mergeEntries(read, 'users', 'user'),
  };
}

interface ReadFile {
  readonly path: string;
  readonly value: unknown;
}

function readKubeconfig(path: string, mayBeMissing: boolean): ReadFile | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (mayBeMissing && (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new ConnectionError(`cannot read the kubeconfig ${path}: ${describeSystemError(error)}`);
  }
  if (text.length > MAX_SIZE) throw new ConnectionError(`${path} is too large for a kubeconfig`);
  const { documents, errors } = readYaml(text);
  const [error] = errors;
  if (error) {
    const { line, column } = indexLines(text).positionAt(error.offset);
    throw new ConnectionError(`the kubeconfig ${path}:${line}:${column} is no YAML: ${error.message}`);
  }
  const value = documents[0]?.value;
  if (value !== undefined && value !== null && !isRecord(value)) throw new ConnectionError(`${path} is no kubeconfig`);
  return { path, value };
}

function mergeEntries(files: readonly ReadFile[], list: string, member: string): Map<string, KubeconfigEntry> {
  const entries = new Map<string, KubeconfigEntry>();
  for (const { path, value } of files) {
    for (const item of listAt(value, list)) {
      const name = stringAt(item, 'name');
      if (name === undefined || entries.has(name)) continue;
      entries.set(name, { value: recordAt(item, member), folder: dirname(path) });
    }
  }
  return entries;
}
