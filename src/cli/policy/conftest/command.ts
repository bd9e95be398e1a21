import process from 'node:process';
import type { ExitReason } from '../../exit-codes.ts';
import type { OptionValues } from '../../option-spec.ts';
import { formatUsageError, UsageError } from '../../usage-error.ts';
import { readConfigFile } from './read-config-file.ts';
import type { CheckVerdict } from './run-test.ts';
import { createSettings, type Settings } from './settings.ts';

const REASONS: Readonly<Record<CheckVerdict, readonly ExitReason[]>> = {
  passed: ['clean'],
  failed: ['policyFailure'],
  'failed-strictly': ['policyFailureAndWarnings'],
  errors: ['policyFailure'],
};

/** Runs a command that stands in for one of Conftest's: with its settings, and with 1 for an error of what was asked. */
export async function runAsConftest(
  options: OptionValues,
  work: (settings: Settings, cwd: string) => Promise<CheckVerdict>,
): Promise<readonly ExitReason[]> {
  const cwd = process.cwd();
  try {
    const file = await readConfigFile(configFileOf(options['configFile']), cwd);
    return REASONS[await work(createSettings({ options, environment: process.env, file }), cwd)];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(formatUsageError(error));
    return ['policyFailure'];
  }
}

function configFileOf(given: unknown): string | undefined {
  return typeof given === 'string' ? given : process.env['CONFTEST_CONFIG_FILE'] || undefined;
}
