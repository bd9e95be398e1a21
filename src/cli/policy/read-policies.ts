import { resolve } from 'node:path';
import process from 'node:process';
import { type Problem } from '../../core/index.ts';
import { RegoObject, type SourceModule } from '../../engines/rego/index.ts';
import { readText } from '../../inventory/sources/index.ts';
import { listFiles } from './list-files.ts';
import { mergeData, nestData } from './merge-data.ts';
import { readData } from './read-data.ts';

/** What policy commands work with: modules of Rego, and the documents under `data`. */
export interface PolicySources {
  readonly modules: readonly SourceModule[];
  readonly data: RegoObject;
  readonly problems: readonly Problem[];
}

export interface PolicySelection {
  readonly cwd?: string;
  /** Whether a file is wanted; it is asked about each file found in a folder, with the folders below the one named, and each one named. */
  readonly accepts?: (path: string, folders: readonly string[]) => boolean;
}

const DATA_FILE = /\.(?:json|ya?ml)$/i;

/**
 * Reads modules (`.rego`) and data (`.json`, `.yaml`, `.yml`) from files and folders, as OPA's loader does: data of a file in a folder belongs
 * under the names of the folders that lead to it, and `a.b:file.json` puts a file under `data.a.b`. Everything readable is read; the rest is a problem.
 * https://www.openpolicyagent.org/docs/cli#eval
 */
export function readPolicies(paths: readonly string[], selection: PolicySelection = {}): PolicySources {
  const { cwd = process.cwd(), accepts = () => true } = selection;
  const modules: SourceModule[] = [];
  const data = new RegoObject();
  const problems: Problem[] = [];
  for (const named of paths) {
    const { prefix, path } = splitPrefix(named);
    const listed = listFiles([path], cwd);
    problems.push(...listed.problems);
    for (const { path: file, folders, isNamed } of listed.files) {
      const isModule = file.endsWith('.rego');
      if (!accepts(file, folders) || (!isModule && !DATA_FILE.test(file) && !isNamed)) continue;
      const text = readText(resolve(cwd, file), file);
      if (!text.ok) problems.push(...text.problems);
      else if (isModule) modules.push({ name: file, text: text.value });
      else {
        const value = readData(text.value, file);
        if (!value.ok) problems.push(...value.problems);
        else problems.push(...mergeData(data, nestData([...prefix, ...folders], value.value), file));
      }
    }
  }
  return { modules, data, problems };
}

/** `a.b:path` as OPA reads it; a drive letter or a scheme is no prefix. */
function splitPrefix(named: string): { readonly prefix: readonly string[]; readonly path: string } {
  const match = /^([A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)*):(?!\/\/)(.+)$/.exec(named);
  const [, prefix = '', path = named] = match ?? [];
  const names = prefix.split('.').filter((name) => name !== '');
  return { prefix: names[0] === 'data' ? names.slice(1) : names, path };
}
