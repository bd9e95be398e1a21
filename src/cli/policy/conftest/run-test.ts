import process from 'node:process';
import { didYouMean } from '../../../core/index.ts';
import {
  type CheckResult,
  createChecker,
  findFunctions,
  isPattern,
  matchNamespaces,
  namespacesOf,
} from '../../../engines/conftest/index.ts';
import type { Policy } from '../../../engines/rego/index.ts';
import { safeText } from '../../../report/index.ts';
import { UsageError } from '../../usage-error.ts';
import { configFunctions } from './config-functions.ts';
import { listConfigurations } from './list-configurations.ts';
import { loadPolicy, printProblems, refuse } from './load-policy.ts';
import { readConfigurations } from './read-configurations.ts';
import { readProtoFiles } from './read-proto-files.ts';
import type { Settings } from './settings.ts';
import { updatePolicies } from './update-policies.ts';
import { writeChecks } from './write-checks.ts';

/** What a run comes to, in the terms of Conftest: `errors` are inputs or queries that came to nothing. */
export type CheckVerdict = 'passed' | 'failed' | 'failed-strictly' | 'errors';

/** Judges configurations by policies. Throws a UsageError where nothing can be judged at all. */
export async function runTest(paths: readonly string[], settings: Settings, cwd: string): Promise<CheckVerdict> {
  if (paths.length === 0) throw new UsageError('no files are named', { hint: 'seawall policy test deployment.yaml' });
  const listed = listConfigurations(paths, settings.text('ignore'), cwd);
  refuse(listed.problems, 'files cannot be found');
  if (listed.files.length === 0) throw new UsageError('no files found', { hint: 'of a folder, files count whose name says what they are' });
  const protoFiles = readProtoFiles(settings.list('proto-file-dirs'), cwd);
  const configurations = await readConfigurations(listed.files, {
    parser: settings.text('parser'),
    stdinName: settings.text('stdin-filename'),
    protoFiles,
    isCombined: settings.isOn('combine'),
    cwd,
  });
  const [target = 'policy'] = settings.list('policy');
  updatePolicies(settings.list('update'), target, cwd);
  const { policy, data, host } = await loadPolicy(settings, cwd, { functionsFor: (modules) => configFunctions(modules, cwd, protoFiles) });
  const checker = createChecker(policy, {
    data,
    host,
    wantsTrace: settings.isOn('trace'),
    strictErrors: settings.isOn('show-builtin-errors'),
  });
  const problems = [...configurations.problems];
  const results: CheckResult[] = [];
  const namespaces = namespacesFor(policy, settings);
  problems.push(...findFunctions(policy.modules, namespaces));
  for (const namespace of namespaces) {
    for (const file of configurations.files) {
      const checked = checker.check(file, namespace);
      results.push(checked.result);
      problems.push(...checked.problems);
    }
  }
  const verdict = verdictOf(results, settings.isOn('fail-on-warn'));
  if (problems.length > 0) {
    if (results.length > 0) writeChecks(results, settings, cwd, { showSkipped: false });
    printProblems(problems);
    return 'errors';
  }
  if (settings.isOn('quiet') && verdict === 'passed') return 'passed';
  writeChecks(results, settings, cwd, { showSkipped: false });
  return settings.isOn('no-fail') ? 'passed' : verdict;
}

function verdictOf(results: readonly CheckResult[], failsOnWarnings: boolean): CheckVerdict {
  if (results.some(({ failures }) => failures.length > 0)) return failsOnWarnings ? 'failed-strictly' : 'failed';
  return failsOnWarnings && results.some(({ warnings }) => warnings.length > 0) ? 'failed' : 'passed';
}

/** The namespaces that are asked. One that no policy is in is asked too, as in Conftest, and said to be empty. */
function namespacesFor(policy: Policy, settings: Settings): readonly string[] {
  const known = namespacesOf(policy.modules);
  if (settings.isOn('all-namespaces')) return known;
  const given = settings.list('namespace');
  const wanted = given.length > 0 ? given : ['main'];
  if (!wanted.some(isPattern)) {
    for (const name of wanted) if (!known.includes(name)) warnOfNobody(`no policy is in the namespace ${name}`, name, known);
    return wanted;
  }
  const matched = matchNamespaces(known, wanted);
  if (!matched.ok) {
    const [problem] = matched.problems;
    throw new UsageError(problem?.message ?? '', { ...(problem?.hint !== undefined && { hint: problem.hint }) });
  }
  if (matched.value.length === 0) warnOfNobody(`no policy is in a namespace such as ${wanted.join(', ')}`, '', known);
  return matched.value;
}

function warnOfNobody(text: string, name: string, known: readonly string[]): void {
  const nearest = didYouMean(name, known);
  const hint = nearest === undefined ? `there are: ${known.join(', ')}` : `did you mean ${nearest}?`;
  process.stderr.write(`warning: ${safeText(`${text}, so nothing is judged by it; ${hint}`)}\n`);
}
