import process from 'node:process';
import {
  type Check,
  type CheckSettings,
  compareWithKnown,
  countFindings,
  evaluateChecks,
  type KnownFindings,
  withConstraints,
} from '../../checks/index.ts';
import { type Finding, isAtLeast, type Severity } from '../../core/index.ts';
import { createReport, loadRenderer, type RenderOptions, type ReportFormat, type ScanReport } from '../../report/index.ts';
import { readBaseline } from '../baseline-file.ts';
import { loadConfig } from '../config/load.ts';
import { checkSettings, listOf, selectChecks, settingOf, severityOf, versionOf } from '../config/resolve.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import { isIncomplete, readInput, reasonsOf } from '../read-input.ts';
import { withRevision } from '../revision.ts';
import { SCAN_OPTIONS } from '../shared-options.ts';
import { terminalStyle } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
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
  const baseline = setting('baseline') as string | undefined;
  const ref = options['changedSince'] as string | undefined;
  if (baseline !== undefined && ref !== undefined) throw new UsageError('--baseline and --changed-since both say what is known; give one');
  const input = readInput(paths, setting('namespace') as string | undefined);
  const { inventory } = input;
  // A baseline holds findings of every severity, and which of them are gone is only seen when all are kept.
  const settings: CheckSettings = await withConstraints(
    {
      ...checkSettings(
        config,
        baseline === undefined ? kept : 'info',
        versionOf(setting('kubernetes-version'), inventory.snapshots),
        new Date(),
      ),
      fixes: outputs.some(({ format }) => format === 'html'),
    },
    inventory,
  );

  const evaluation = evaluateChecks(inventory, checks, settings);
  const before =
    baseline === undefined
      ? ref && withRevision(ref, (folder) => findingsAt(folder, paths, setting('namespace') as string | undefined, checks, settings))
      : readBaseline(baseline, checks);
  const compared = before ? compareWithKnown(evaluation.findings, before) : undefined;
  const fresh = compared?.fresh ?? evaluation.findings;
  const isListed = ({ severity }: Finding): boolean => isAtLeast(severity, lowest);
  const report = createReport({
    version: readVersion(),
    findings: fresh.filter(isListed),
    ...(compared ? { comparison: { against: baseline ?? ref ?? '', known: compared.known.filter(isListed), gone: compared.gone } } : {}),
    suppressed: evaluation.suppressed,
    problems: [...input.problems, ...evaluation.problems],
    tallies: evaluation.tallies,
    counts: { ...inventory.counts, objects: inventory.objects.length, dockerfiles: inventory.dockerfiles.length },
    worlds: inventory.worlds.map(({ name }) => name),
  });
  const style: RenderOptions = {
    ...terminalStyle(options['color']),
    all: options['all'] === true,
    inventory,
    ...(settings.fixes ? { fixOf: (await import('../fix-proposals.ts')).fixProposals(evaluation.fixable, inventory) } : {}),
  };
  for (const output of outputs.length > 0 ? outputs : [{ format: undefined, file: undefined }]) {
    writeOutput(await render(report, output.format, style, output.file), output.file);
  }
  return [...reasonsOf(input, setting('allow-empty') === true), ...judge(fresh, report, failOn, setting('allow-incomplete') === true)];
}

/** What was there at a revision, judged like today. Paths that did not exist then held nothing. */
function findingsAt(
  folder: string,
  paths: readonly string[],
  namespace: string | undefined,
  checks: readonly Check[],
  settings: CheckSettings,
): KnownFindings {
  const existing = (paths.length > 0 ? paths : ['.']).filter((path) => path !== '-');
  const { inventory } = readInput(existing, namespace, folder);
  return countFindings(evaluateChecks(inventory, checks, settings).findings);
}

async function render(report: ScanReport, format: string | undefined, style: RenderOptions, file: string | undefined): Promise<string> {
  const isForTerminal = file === undefined;
  const write = await loadRenderer((format ?? 'table') as ReportFormat);
  return write(report, isForTerminal ? style : { ...style, colour: false });
}

function judge(findings: readonly Finding[], report: ScanReport, failOn: Severity | undefined, allowIncomplete: boolean): ExitReason[] {
  const reasons: ExitReason[] = [];
  // Findings below the reported severity still fail a run that asks for it.
  if (failOn !== undefined && findings.some(({ severity }) => isAtLeast(severity, failOn))) reasons.push('findings');
  if (!allowIncomplete && isIncomplete(report.problems)) reasons.push('incomplete');
  return reasons;
}
