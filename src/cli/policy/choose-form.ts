import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Whose arguments `policy test` takes this time. */
export type TestForm = 'conftest' | 'gator' | 'suites' | 'unit-tests';

export interface FormQuestion {
  readonly paths: readonly string[];
  readonly cwd: string;
  /** Whether manifests are named by --filename, as for gator test. */
  readonly hasFilenames: boolean;
  /** Whether policies are named by --policy. */
  readonly hasPolicy: boolean;
}

/**
 * Decides by what is there: --filename makes it gator test; a named file of kind Suite, or PATH/..., makes it gator verify, as does a folder with
 * such a file where neither --policy nor a folder called policy says otherwise; in the same case .rego files and folders with rules called
 * test_ make it opa test. Whoever names --policy means Conftest, unless a Suite is named itself.
 */
export function chooseForm({ paths, cwd, hasFilenames, hasPolicy }: FormQuestion): TestForm {
  if (hasFilenames) return 'gator';
  const named = paths.filter((path) => path !== '' && path !== '-');
  if (named.some((path) => path.endsWith('...') || (isYaml(path) && isSuite(resolve(cwd, path))))) return 'suites';
  if (hasPolicy || named.length === 0 || existsSync(resolve(cwd, 'policy'))) return 'conftest';
  const absolute = named.map((path) => resolve(cwd, path));
  if (absolute.some((path) => isFolder(path) && someFile(path, (file) => isYaml(file) && isSuite(file)))) return 'suites';
  return absolute.every((path) => (isFolder(path) ? someFile(path, holdsTests) : path.endsWith('.rego'))) ? 'unit-tests' : 'conftest';
}

/** More files than a folder of policies has; what is behind them is not looked for. */
const MAX_LOOKED_AT = 20_000;

function someFile(root: string, holds: (file: string) => boolean): boolean {
  const folders = [root];
  let looked = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile() && ++looked <= MAX_LOOKED_AT && holds(path)) return true;
    }
  }
  return false;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

/** https://open-policy-agent.github.io/gatekeeper/website/docs/gator/#writing-test-suites */
function isSuite(path: string): boolean {
  const text = textOf(path);
  return /^["']?kind["']?:\s*["']?Suite\b/m.test(text) && /^["']?apiVersion["']?:\s*["']?test\.gatekeeper\.sh\//m.test(text);
}

function holdsTests(path: string): boolean {
  return path.endsWith('.rego') && /^\s*(?:todo_)?test_\w/m.test(textOf(path));
}

function textOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, 'utf8') : '';
}
