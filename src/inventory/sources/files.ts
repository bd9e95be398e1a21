import { globSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Problem } from '../../core/index.ts';
import type { InputText } from '../inventory.ts';
import { findIgnoreFile, findLockFile, isDockerfile } from './dockerfiles.ts';
import { decodeText, readText } from './read-text.ts';
import { snapshotFile, snapshotOfBytes } from './snapshot-input.ts';
import { type Chart, describeSystemError, walkFolder } from './walk.ts';

export interface CollectedInputs {
  readonly inputs: readonly InputText[];
  readonly problems: readonly Problem[];
}

export interface CollectOptions {
  /** The bytes of standard input, when `-` is among the paths. */
  readonly stdin?: Uint8Array;
  /** What relative paths start from. */
  readonly cwd: string;
}

/**
 * Reads everything that the given paths name: files, folders, glob patterns, `-` for standard input. Names in reports are the paths
 * as the user wrote them. Each file is read once, however many paths lead to it.
 */
export function collectInputs(paths: readonly string[], options: CollectOptions): CollectedInputs {
  const inputs = new Map<string, InputText>();
  const problems: Problem[] = [];
  const add = (name: string, isNamed: boolean): void => {
    if (inputs.has(name)) return;
    // One that merely lies in a folder is not part of it: it would stand beside the manifests that the cluster was made from.
    const snapshot = isNamed ? snapshotFile(resolve(options.cwd, name), name) : undefined;
    if (snapshot) {
      inputs.set(name, snapshot);
      return;
    }
    const read = readText(resolve(options.cwd, name), name);
    if (!read.ok) problems.push(...read.problems);
    else if (isDockerfile(name, read.value, isNamed)) {
      inputs.set(name, { name, text: read.value, dockerfile: findIgnoreFile(name, options.cwd), ...findLockFile(name, options.cwd) });
    } else if (isNamed || mayHoldObjects(name, read.value)) inputs.set(name, { name, text: read.value });
  };
  for (const path of paths) {
    if (path === '-') {
      const stdin = options.stdin ?? new Uint8Array();
      const snapshot = snapshotOfBytes(stdin, '-');
      const read = snapshot ? undefined : decodeText(stdin, '-');
      if (snapshot) inputs.set('-', snapshot);
      else if (read?.ok) {
        const { value: text } = read;
        inputs.set('-', isDockerfile('-', text, true) ? { name: '-', text, dockerfile: { kind: 'unknown' } } : { name: '-', text });
      } else problems.push(...(read?.problems ?? []));
      continue;
    }
    for (const name of expand(path, options.cwd, problems)) addPath(name, add, problems, options.cwd);
  }
  return { inputs: [...inputs.values()], problems };
}

function addPath(name: string, add: (name: string, isNamed: boolean) => void, problems: Problem[], cwd: string): void {
  const absolute = resolve(cwd, name);
  try {
    if (!statSync(absolute).isDirectory()) {
      add(name, true);
      return;
    }
  } catch (error) {
    problems.push({ code: 'unreadable', file: name, message: describeSystemError(error) });
    return;
  }
  const walked = walkFolder(absolute);
  const prefix = /^\.?\/*$/.test(name) && name !== '/' ? '' : `${name.replace(/^\.\//, '').replace(/\/+$/, '')}/`;
  problems.push(
    ...walked.problems,
    ...walked.charts.filter(({ templates }) => templates.length > 0).map((chart) => describeChart(chart, prefix)),
  );
  for (const file of walked.files) add(prefix + file, false);
}

function expand(path: string, cwd: string, problems: Problem[]): readonly string[] {
  if (!/[*?[{]/.test(path)) return [path];
  try {
    statSync(resolve(cwd, path));
    return [path];
  } catch {
    const found = globSync(path, { cwd })
      .map((name) => name.replaceAll('\\', '/'))
      .sort();
    if (found.length === 0) problems.push({ code: 'unreadable', file: path, message: 'no file matches this pattern' });
    return found;
  }
}

/** Of files met in a folder, `.conf` is read only where it is a kubeconfig (kubeadm names them so). */
function mayHoldObjects(name: string, text: string): boolean {
  return !basename(name).endsWith('.conf') || /^kind:\s*Config\s*$/m.test(text);
}

function describeChart(chart: Chart, prefix: string): Problem {
  const folder = `${prefix}${chart.folder}`.replace(/\/$/, '') || '.';
  const count = chart.templates.length;
  return {
    code: 'not-evaluated',
    file: folder,
    message: `Helm chart not rendered: ${count} ${count === 1 ? 'template is' : 'templates are'} not evaluated`,
    hint: `helm template ${folder} | seawall scan -`,
  };
}
