import process from 'node:process';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import { readConfigFile } from '../policy/conftest/read-config-file.ts';
import { type CheckVerdict, runTest } from '../policy/conftest/run-test.ts';
import { createSettings } from '../policy/conftest/settings.ts';
import { formatUsageError, UsageError } from '../usage-error.ts';

const REASONS: Readonly<Record<CheckVerdict, readonly ExitReason[]>> = {
  passed: ['clean'],
  failed: ['policyFailure'],
  'failed-strictly': ['policyFailureAndWarnings'],
  errors: ['policyFailure'],
};

/** Judges configuration files by Rego policies, with the arguments and exit codes of Conftest. */
export async function run({ arguments: paths, options }: Invocation): Promise<readonly ExitReason[]> {
  return reportingErrors(async () => {
    const cwd = process.cwd();
    const file = await readConfigFile(configFileOf(options['configFile']), cwd);
    return REASONS[await runTest(paths, createSettings({ options, environment: process.env, file }), cwd)];
  });
}

function configFileOf(given: unknown): string | undefined {
  return typeof given === 'string' ? given : process.env['CONFTEST_CONFIG_FILE'] || undefined;
}

/** An error of what was asked ends with 1, as in Conftest. */
async function reportingErrors(work: () => Promise<readonly ExitReason[]>): Promise<readonly ExitReason[]> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(formatUsageError(error));
    return ['policyFailure'];
  }
}
