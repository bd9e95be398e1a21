import process from 'node:process';
import { type Evaluation, evaluateChecks } from '../../checks/index.ts';
import { isAtLeast, type Severity } from '../../core/index.ts';
import { createReport, RENDERERS, type RenderOptions, type ReportFormat, type ScanReport } from '../../report/index.ts';
import { loadConfig } from '../config/load.ts';
import { checkSettings, selectChecks, settingOf, severityOf, versionOf } from '../config/resolve.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import { isIncomplete, readInput } from '../read-input.ts';
import { SCAN_OPTIONS } from '../shared-options.ts';
import { terminalStyle } from '../terminal.ts';
import { readVersion } from '../version.ts';
import { writeOutput } from '../write-output.ts';

/** Reads, asks the checks, reports in every format asked for. */
export async function run({ arguments: paths, options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  const config = loadConfig((options['config'] ?? process.env['SEAWALL_CONFIG']) as string | undefined, process.cwd());
  const setting = (name: string): unknown => {
    const spec = SCAN_OPTIONS.find((option) => option.name === name);
    return spec && settingOf(spec, options, process.env, config);
  };
  const checks = selectChecks(listOf(setting('check')), listOf(setting('standard')), config);
  const lowest = severityOf(setting('severity'), options['all'] ? 'info' : 'low');
  const failOn = setting('fail-on') === 'never' ? undefined : severityOf(setting('fail-on'), 'high');
  // What is neither reported nor decides about the exit code need not be located and kept.
  const kept = failOn !== undefined && isAtLeast(lowest, failOn) ? failOn : lowest;
  const settings = checkSettings(config, kept, versionOf(setting('kubernetes-version')), new Date());

  const input = readInput(paths, setting('namespace') as string | undefined);
  const { inventory } = input;
  const evaluation = evaluateChecks(inventory, checks, settings);
  const report = createReport({
    version: readVersion(),
    findings: evaluation.findings.filter(({ severity }) => isAtLeast(severity, lowest)),
    suppressed: evaluation.suppressed,
    problems: [...input.problems, ...evaluation.problems],
    tallies: evaluation.tallies,
    counts: { ...inventory.counts, objects: inventory.objects.length, dockerfiles: inventory.dockerfiles.length },
    worlds: inventory.worlds.map(({ name }) => name),
  });
  const style: RenderOptions = { ...terminalStyle(options['color']), all: options['all'] === true };
  for (const output of outputs.length > 0 ? outputs : [{ format: undefined, file: undefined }]) {
    writeOutput(render(report, output.format, style, output.file), output.file);
  }
  return [...input.reasons, ...judge(evaluation, report, failOn, setting('allow-incomplete') === true)];
}

function render(report: ScanReport, format: string | undefined, style: RenderOptions, file: string | undefined): string {
  const isForTerminal = file === undefined;
  return RENDERERS[(format ?? 'table') as ReportFormat](report, isForTerminal ? style : { ...style, colour: false });
}

function judge(evaluation: Evaluation, report: ScanReport, failOn: Severity | undefined, allowIncomplete: boolean): ExitReason[] {
  const reasons: ExitReason[] = [];
  // Findings below the reported severity still fail a run that asks for it.
  if (failOn !== undefined && evaluation.findings.some(({ severity }) => isAtLeast(severity, failOn))) reasons.push('findings');
  if (!allowIncomplete && isIncomplete(report.problems)) reasons.push('incomplete');
  return reasons;
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
