import process from 'node:process';
import { VIOLATION_OUTPUTS, type ViolationOutput } from '../../../report/gator/index.ts';
import type { ExitReason } from '../../exit-codes.ts';
import type { OptionValues } from '../../option-spec.ts';
import { formatUsageError, UsageError } from '../../usage-error.ts';
import { type PolicyRun, runObjects } from './run-objects.ts';
import { runSuites } from './run-suites.ts';

/** Runs a command that stands in for one of gator's: with 1 for an error of what was asked. */
export function runAsGator(form: 'gator' | 'suites', paths: readonly string[], options: OptionValues): readonly ExitReason[] {
  try {
    const { stdout, stderr, reasons } = form === 'gator' ? judge(paths, options) : verify(paths, options);
    process.stdout.write(stdout);
    process.stderr.write(stderr);
    return reasons;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(formatUsageError(error));
    return ['policyFailure'];
  }
}

function judge(paths: readonly string[], options: OptionValues): PolicyRun {
  const filenames = options['filename'];
  const named = Array.isArray(filenames) ? (filenames as readonly string[]) : [];
  const isOn = (name: string): boolean => options[name] === true;
  return runObjects(
    [...named, ...paths],
    { output: outputOf(options['output']), denyOnly: isOn('denyOnly'), verbose: isOn('verbose') },
    process.cwd(),
  );
}

function verify(paths: readonly string[], options: OptionValues): PolicyRun {
  const run = options['run'];
  return runSuites(paths, { run: typeof run === 'string' ? run : '', verbose: options['verbose'] === true }, process.cwd());
}

function outputOf(given: OptionValues[string]): ViolationOutput {
  if (given === undefined || given === 'stdout') return 'text';
  const output = VIOLATION_OUTPUTS.find((name) => name === given);
  if (output === undefined) throw new UsageError(`--output cannot be "${String(given)}" with --filename`, { hint: 'it is json or yaml' });
  return output;
}
