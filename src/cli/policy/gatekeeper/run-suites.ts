import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { formatProblemPlace } from '../../../core/index.ts';
import { createFilter, isSuite, type JsonObject, readSuite, runSuite, type SuiteFilter } from '../../../engines/gatekeeper/index.ts';
import { describeSystemError } from '../../../inventory/sources/index.ts';
import { hasFailed, renderSuites, type SuiteReport } from '../../../report/gator/index.ts';
import { UsageError } from '../../usage-error.ts';
import { listFiles } from '../list-files.ts';
import { templateHost } from './host.ts';
import { readObjectFile } from './read-objects.ts';
import type { PolicyRun } from './run-objects.ts';

export interface SuitesOptions {
  /** A regular expression of the tests to run, as gator has it: `TEST//CASE`. */
  readonly run: string;
  readonly verbose: boolean;
}

/** Runs the suites of files and folders: `gator verify`. A folder stands for the files in it, `FOLDER/...` for those below it too. */
export function runSuites(paths: readonly string[], { run, verbose }: SuitesOptions, cwd: string): PolicyRun {
  const filter = filterOf(run);
  const reports: SuiteReport[] = [];
  for (const path of paths) for (const file of suiteFiles(path, cwd)) reports.push(...judgeFile(file, filter, cwd));
  if (reports.length === 0) {
    throw new UsageError(`no suite of tests in ${paths.join(', ')}`, {
      hint: 'FOLDER/... looks for files of kind Suite in folders below too',
    });
  }
  return { stdout: renderSuites(reports, verbose), stderr: '', reasons: [reports.some(hasFailed) ? 'policyFailure' : 'clean'] };
}

function filterOf(run: string): SuiteFilter {
  try {
    return createFilter(run);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function suiteFiles(named: string, cwd: string): readonly string[] {
  const isRecursive = named.endsWith('...');
  const path = isRecursive ? named.slice(0, -3) || '.' : named;
  try {
    const isFolder = statSync(resolve(cwd, path)).isDirectory();
    if (isRecursive && !isFolder) throw new UsageError(`can only recursively traverse directories, not a directory: ${path}`);
    const { files } = listFiles([path], cwd);
    return files
      .filter((file) => file.isNamed || (/\.ya?ml$/i.test(file.path) && (isRecursive || file.folders.length === 0)))
      .map((file) => file.path);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path}: ${describeSystemError(error)}`);
  }
}

/** The report of a file; none where it is no suite. */
function judgeFile(file: string, filter: SuiteFilter, cwd: string): readonly SuiteReport[] {
  const start = performance.now();
  const read = readObjectFile(file, cwd);
  const failed = (error: string): readonly SuiteReport[] => [{ path: file, error, duration: performance.now() - start, tests: [] }];
  const objects = read.ok ? read.value : [];
  const suiteObject = objects.find(({ object }) => isSuite(object));
  if (!suiteObject) return [];
  const [problem] = read.problems;
  if (problem) return failed(`invalid yaml: ${formatProblemPlace(problem)} ${problem.message}`);
  const { suite, mistakes } = readSuite(suiteObject.object);
  if (mistakes.length > 0) return failed(`invalid yaml: ${mistakes.join('; ')}`);
  const folder = dirname(file);
  const tests = runSuite(suite, filter, {
    clock: () => performance.now(),
    host: templateHost(),
    read: (name) => objectsIn(join(folder, name), cwd),
  });
  return [{ path: file, duration: performance.now() - start, tests }];
}

function objectsIn(file: string, cwd: string): readonly JsonObject[] | string {
  const read = readObjectFile(file, cwd);
  const [problem] = read.problems;
  if (problem) return `${formatProblemPlace(problem)}: ${problem.message}`;
  return read.ok ? read.value.map(({ object }) => object) : [];
}
