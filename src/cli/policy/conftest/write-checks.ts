import process from 'node:process';
import type { CheckResult } from '../../../engines/conftest/index.ts';
import { CHECK_OUTPUTS, type CheckOutput, renderChecks, renderTraces } from '../../../report/conftest/index.ts';
import { terminalStyle } from '../../terminal.ts';
import { UsageError } from '../../usage-error.ts';
import { readVersion } from '../../version.ts';
import type { Settings } from './settings.ts';

/** Prints results as --output says, and traces before them on standard error. */
export function writeChecks(
  results: readonly CheckResult[],
  settings: Settings,
  cwd: string,
  { showSkipped }: { readonly showSkipped: boolean },
): void {
  const { colour } = terminalStyle(settings.isOn('no-color') ? 'never' : 'auto');
  if (settings.isOn('trace')) process.stderr.write(renderTraces(results, colour));
  process.stdout.write(
    renderChecks(results, outputOf(settings), {
      colour,
      suppressExceptions: settings.isOn('suppress-exceptions'),
      showSkipped,
      junitHideMessage: settings.isOn('junit-hide-message'),
      githubHidePassed: settings.isOn('github-hide-passed'),
      version: readVersion(),
      cwd,
    }),
  );
}

export function outputOf(settings: Settings): CheckOutput {
  const given = settings.text('output') ?? 'stdout';
  const output = CHECK_OUTPUTS.find((name) => name === given);
  if (output === undefined) throw new UsageError(`--output cannot be "${given}"`, { hint: `it is one of: ${CHECK_OUTPUTS.join(', ')}` });
  return output;
}
