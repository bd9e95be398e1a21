import process from 'node:process';
import { evaluateChecks, withConstraints } from '../../checks/index.ts';
import { plural } from '../../report/index.ts';
import { formatBaseline } from '../baseline-file.ts';
import { BASELINE_FILE } from '../command-table.ts';
import { loadConfig } from '../config/load.ts';
import { checkSettings, listOf, selectChecks, settingOf, versionOf } from '../config/resolve.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation, OptionSpec } from '../option-spec.ts';
import { readInput } from '../read-input.ts';
import { CHECK, KUBERNETES_VERSION, NAMESPACE, STANDARD } from '../shared-options.ts';
import { readVersion } from '../version.ts';
import { writeOutput } from '../write-output.ts';

/** Writes every finding down, whatever its severity; those that are accepted already need no second place. */
export async function run({ arguments: paths, options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  const config = loadConfig((options['config'] ?? process.env['SEAWALL_CONFIG']) as string | undefined, process.cwd());
  const setting = (option: OptionSpec): unknown => settingOf(option, options, process.env, config);
  const checks = selectChecks(listOf(setting(CHECK)), listOf(setting(STANDARD)), config);
  const input = readInput(paths, setting(NAMESPACE) as string | undefined);
  const { findings } = evaluateChecks(
    input.inventory,
    checks,
    await withConstraints(
      checkSettings(config, 'info', versionOf(setting(KUBERNETES_VERSION), input.inventory.snapshots), new Date()),
      input.inventory,
    ),
  );
  if (input.inventory.objects.length === 0) return input.reasons;
  const file = outputs[0]?.file ?? BASELINE_FILE;
  writeOutput(formatBaseline(findings, readVersion()), file);
  process.stderr.write(`${plural(findings.length, 'finding')} written to ${file === '-' ? 'standard output' : file}\n`);
  return input.reasons;
}
