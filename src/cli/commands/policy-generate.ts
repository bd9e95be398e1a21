import { dirname, resolve } from 'node:path';
import process from 'node:process';
import { CATALOGUE, type Check, namesCheck } from '../../checks/index.ts';
import {
  type EnforcementAction,
  type ExportOptions,
  gatekeeperFiles,
  obstacleOf,
  type PolicyForm,
  regoFiles,
} from '../../policies/index.ts';
import { plural } from '../../report/index.ts';
import { writeResults } from '../answers.ts';
import { type Config, loadConfig } from '../config/load.ts';
import { checkSettings, listOf, selectChecks, settingOf, versionOf } from '../config/resolve.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation, OptionValues } from '../option-spec.ts';
import { describeObstacles, exportJson, exportTable } from '../policy/export-table.ts';
import { POLICY_GENERATE } from '../policy/generate-command.ts';
import { refuseChanges, writeFolder } from '../policy/write-folder.ts';
import { terminalStyle } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { writeOutput } from '../write-output.ts';

/** Selects, says what cannot be exported and why, and writes the rest. */
export async function run({ options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  const config = loadConfig((options['config'] ?? process.env['SEAWALL_CONFIG']) as string | undefined, process.cwd());
  const setting = (name: string): unknown => {
    const spec = POLICY_GENERATE.options.find((option) => option.name === name);
    return spec && settingOf(spec, options, process.env, config);
  };
  const patterns = listOf(setting('check'));
  const checks = selectChecks(patterns, listOf(setting('standard')), config);
  if (options['list'] === true) {
    writeResults(outputs, options, (format, style) => (format === 'json' ? exportJson(checks) : exportTable(checks, style)));
    return ['clean'];
  }
  if (outputs.some(({ format }) => format !== undefined))
    throw new UsageError('--format is for --list', { hint: '--as says in which form to export' });
  const form: PolicyForm = options['as'] === 'gatekeeper' ? 'gatekeeper' : 'rego';
  const exported = checks.filter((check) => obstacleOf(check, form) === undefined);
  // What seawall.yaml names is for scans.
  refuseNamed(listOf(options['check']), form);
  if (exported.length === 0) throw nothingLeft(checks, form);
  const output = outputs.at(-1)?.file;
  const { parameters, severities, kubernetesVersion } = settingsOf(config, setting('kubernetes-version'));
  const written =
    form === 'rego'
      ? writeRego(exported, { parameters, severities, kubernetesVersion }, output, options)
      : writeGatekeeper(exported, { parameters, severities, kubernetesVersion }, output, options);
  report(checks, exported, form, config, patterns.length > 0 || listOf(setting('standard')).length > 0);
  if (written !== undefined) process.stderr.write(`${plural(exported.length, 'check')} in ${written}\n`);
  return ['clean'];
}

function settingsOf(config: Config, version: unknown): ExportOptions {
  // What an export holds does not depend on the time.
  return checkSettings(config, 'info', versionOf(version), new Date(0));
}

/** A check that was named and not only matched by a pattern is wanted: leaving it out would be no answer. */
function refuseNamed(patterns: readonly string[], form: PolicyForm): void {
  for (const pattern of patterns) {
    if (pattern.includes('*')) continue;
    const named = CATALOGUE.filter((check) => namesCheck(pattern, check));
    const [first] = named;
    if (!first || named.some((check) => obstacleOf(check, form) === undefined)) continue;
    throw new UsageError(`${first.id} cannot be exported: ${obstacleOf(first, form)}`, {
      hint: 'seawall policy generate --list says which checks can',
    });
  }
}

function nothingLeft(checks: readonly Check[], form: PolicyForm): UsageError {
  const [first] = checks;
  if (!first) return new UsageError('no check is left to export', { hint: 'seawall.yaml may set their severity to never' });
  return new UsageError(
    checks.length === 1
      ? `${first.id} cannot be exported: ${obstacleOf(first, form)}`
      : `none of these ${checks.length} checks can be exported, such as ${first.id}: ${obstacleOf(first, form)}`,
    { hint: 'seawall policy generate --list says which checks can' },
  );
}

/** The folder that was written to. */
function writeRego(checks: readonly Check[], settings: ExportOptions, output: string | undefined, options: OptionValues): string {
  if (options['enforcementAction'] !== undefined)
    throw new UsageError('--enforcement-action is for Gatekeeper', { hint: 'add --as gatekeeper, or leave it out' });
  if (output === undefined || output === '-')
    throw new UsageError('policies in Rego are several files', { hint: 'name a folder for them: --output policy/' });
  const files = regoFiles(checks, settings);
  noteOthers(writeFolder(files, output, options['force'] === true), output);
  return output;
}

/** The file or folder that was written to; `undefined` for standard output. */
function writeGatekeeper(
  checks: readonly Check[],
  settings: ExportOptions,
  output: string | undefined,
  options: OptionValues,
): string | undefined {
  const enforcementAction = (options['enforcementAction'] ?? 'dryrun') as EnforcementAction;
  const files = gatekeeperFiles(checks, { ...settings, enforcementAction });
  const isStream = output === undefined || output === '-';
  if (isStream || /\.ya?ml$/.test(output)) {
    const text = files.map((file) => file.text).join('---\n');
    if (!isStream && options['force'] !== true) {
      const path = output.split(/[\\/]/).at(-1) ?? output;
      refuseChanges([{ path, text }], dirname(resolve(output)), dirname(output));
    }
    writeOutput(text, output);
    return isStream ? undefined : output;
  }
  noteOthers(writeFolder(files, output, options['force'] === true), output);
  return output;
}

function noteOthers(others: readonly string[], folder: string): void {
  if (others.length === 0) return;
  process.stderr.write(`note: ${folder} holds ${plural(others.length, 'other file')}, such as ${others[0]}, left as they are\n`);
}

/** What the policies lack against a scan. */
function report(checks: readonly Check[], exported: readonly Check[], form: PolicyForm, config: Config, isSelected: boolean): void {
  const rest = checks.filter((check) => !exported.includes(check));
  const { columns } = terminalStyle('never');
  if (rest.length > 0 && isSelected)
    process.stderr.write(`not exported: ${plural(rest.length, 'check')}\n${describeObstacles(rest, form, columns).join('\n')}\n`);
  else if (rest.length > 0) process.stderr.write(`not exported: ${plural(rest.length, 'check')}; --list says why\n`);
  const exceptions = config.exceptions?.length ?? 0;
  if (exceptions > 0)
    process.stderr.write(
      `note: ${plural(exceptions, 'exception')} of the configuration ${exceptions === 1 ? 'is' : 'are'} not part of the policies\n`,
    );
}
