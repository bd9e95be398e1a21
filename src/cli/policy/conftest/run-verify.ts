import process from 'node:process';
import { matchNamespaces, namespacesOf, resultsOfTests, verifyPolicy } from '../../../engines/conftest/index.ts';
import { REPORT_SCOPES, renderTestReport } from '../../../report/conftest/index.ts';
import { UsageError } from '../../usage-error.ts';
import { configFunctions } from './config-functions.ts';
import { loadPolicy, printProblems } from './load-policy.ts';
import { problemError } from './read-config-file.ts';
import { readProtoFiles } from './read-proto-files.ts';
import type { CheckVerdict } from './run-test.ts';
import type { Settings } from './settings.ts';
import { outputOf, writeChecks } from './write-checks.ts';

/** Runs the unit tests of policies. */
export async function runVerify(settings: Settings, cwd: string): Promise<CheckVerdict> {
  const given = settings.text('report') ?? (settings.isOn('var-values') ? 'fails' : undefined);
  const scope = REPORT_SCOPES.find((name) => name === given);
  if (given !== undefined && scope === undefined)
    throw new UsageError(`--report cannot be "${given}"`, { hint: `it is one of: ${REPORT_SCOPES.join(', ')}` });
  if (scope !== undefined && outputOf(settings) !== 'stdout')
    throw new UsageError('report flag is supported with stdout only', { hint: 'leave --output or --report out' });
  const protoFiles = readProtoFiles(settings.list('proto-file-dirs'), cwd);
  const { policy, data, host } = await loadPolicy(settings, cwd, {
    functionsFor: (modules) => configFunctions(modules, cwd, protoFiles),
    areTestsApart: true,
  });
  const known = namespacesOf(policy.modules);
  const wanted = settings.list('namespace');
  const matched = matchNamespaces(known, wanted.length === 0 ? ['*'] : wanted);
  if (!matched.ok) throw problemError(matched.problems[0] ?? { code: 'unparsable', message: 'the namespaces cannot be read' });
  const { tests, problems } = verifyPolicy(policy, {
    data,
    host,
    wantsTrace: settings.isOn('trace') || scope !== undefined,
    strictErrors: settings.isOn('show-builtin-errors'),
    accepts: (namespace) => matched.value.includes(namespace),
  });
  const hasFailed = tests.some(({ verdict }) => verdict === 'failed');
  if (!settings.isOn('quiet') || hasFailed) {
    if (scope !== undefined) process.stdout.write(renderTestReport(tests, scope, settings.isOn('var-values')));
    else writeChecks(resultsOfTests(tests), settings, cwd, { showSkipped: true });
  }
  printProblems(problems);
  if (problems.length > 0) return 'errors';
  return hasFailed ? 'failed' : 'passed';
}
