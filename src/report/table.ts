import pc from 'picocolors';
import type { Check } from '../checks/index.ts';
import { type Finding, formatPlace, formatProblemPlace, formatSubject, type Problem, type Severity } from '../core/index.ts';
import type { RenderOptions } from './formats.ts';
import { checksById, placeOf, type ScanReport } from './report.ts';
import { safeText } from './safe-text.ts';
import { countSeverities, formatSeverities, summarizeStandards } from './summary.ts';
import { plural, wrapHanging, wrapText } from './wrap.ts';

type Colors = ReturnType<typeof pc.createColors>;

const PLACES_SHOWN = 5;
const PROBLEMS_SHOWN = 5;

/** For people: weaknesses with their places, worst first; what was not evaluated; how standards came off; one next step. */
export function renderTable(report: ScanReport, options: RenderOptions): string {
  const colors = pc.createColors(options.colour);
  const checks = checksById(report);
  const groups = groupByWeakness(report.findings);
  const sections = [
    ...groups.map((group) => weakness(group, checks.get(group.check), options, colors)),
    ...problemSection(report.problems, options, colors),
    summarySection(report, options, colors),
    ...standardSection(report, options, colors),
    [nextStep(report, groups)],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

interface Group {
  readonly severity: Severity;
  readonly check: string;
  readonly findings: readonly Finding[];
}

/** Findings arrive worst first; those of one check stand together under its worst. */
function groupByWeakness(findings: readonly Finding[]): Group[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.check);
    if (group) group.push(finding);
    else groups.set(finding.check, [finding]);
  }
  return [...groups].map(([check, members]) => ({ severity: members[0]?.severity ?? 'info', check, findings: members }));
}

function weakness(group: Group, check: Check | undefined, options: RenderOptions, colors: Colors): string[] {
  const { columns } = options;
  const label = group.severity.toUpperCase();
  const heading = `${check?.title ?? group.check} (${group.findings.length.toLocaleString('en-US')})`;
  const shown = options.all ? group.findings : group.findings.slice(0, PLACES_SHOWN);
  const rest = group.findings.length - shown.length;
  return [
    `${paint(label, group.severity, colors)}  ${colors.bold(heading)}  ${colors.dim(group.check)}`,
    ...shown.flatMap((finding) => place(finding, columns, colors)),
    ...(rest > 0 ? [colors.dim(`  ... and ${rest.toLocaleString('en-US')} more: --check ${group.check} --all`)] : []),
    ...(check ? wrapHanging('  fix: ', check.remedy.replace(/\s+/g, ' ').trim(), columns) : []),
  ];
}

function place(finding: Finding, columns: number, colors: Colors): string[] {
  const where = safeText(formatPlace(placeOf(finding)));
  const worlds =
    finding.worlds.length > 0 ? ` [only in ${finding.worlds.slice(0, 2).join('; ')}${finding.worlds.length > 2 ? ' ...' : ''}]` : '';
  const what = safeText(`${formatSubject(finding.subject)}: ${finding.message}${worlds}`);
  if (where.length + what.length + 4 <= columns) return [`  ${colors.cyan(where)}  ${what}`];
  return [`  ${colors.cyan(where)}`, ...wrapHanging('    ', what, columns)];
}

function paint(label: string, severity: Severity, colors: Colors): string {
  switch (severity) {
    case 'critical':
      return colors.bold(colors.red(label));
    case 'high':
      return colors.red(label);
    case 'medium':
      return colors.yellow(label);
    default:
      return colors.dim(label);
  }
}

function problemSection(problems: readonly Problem[], options: RenderOptions, colors: Colors): string[][] {
  if (problems.length === 0) return [];
  const open = problems.filter(({ code }) => code !== 'notice');
  const notices = problems.filter(({ code }) => code === 'notice');
  return [
    ...(open.length > 0 ? [[colors.bold(`NOT EVALUATED  ${plural(open.length, 'problem')}`), ...listProblems(open, options)]] : []),
    ...(notices.length > 0 ? [[colors.bold(`NOTICE  ${plural(notices.length, 'remark')}`), ...listProblems(notices, options)]] : []),
  ];
}

function listProblems(problems: readonly Problem[], options: RenderOptions): string[] {
  const shown = options.all ? problems : problems.slice(0, PROBLEMS_SHOWN);
  const lines = shown.flatMap((problem) => {
    const where = formatProblemPlace(problem);
    return [
      ...wrapHanging('  ', safeText(where === '' ? problem.message : `${where}  ${problem.message}`), options.columns),
      ...(problem.hint ? wrapHanging('    hint: ', safeText(problem.hint), options.columns) : []),
    ];
  });
  const rest = problems.length - shown.length;
  return rest > 0 ? [...lines, `  ... and ${rest.toLocaleString('en-US')} more: --all`] : lines;
}

function summarySection(report: ScanReport, { columns }: RenderOptions, colors: Colors): string[] {
  const { counts, findings, suppressed, worlds, tallies } = report;
  const bySeverity = formatSeverities(countSeverities(report));
  const result = findings.length === 0 ? 'no findings' : `${plural(findings.length, 'finding')}: ${bySeverity}`;
  const accepted = suppressed.length > 0 ? `; ${suppressed.length} accepted` : '';
  const asked = `${plural(tallies.length, 'check')} on ${plural(counts.objects, 'object')} in ${plural(counts.files, 'file')}`;
  const foreign = counts.foreign > 0 ? `; ${plural(counts.foreign, 'document')} that are not about Kubernetes left aside` : '';
  const named = worlds.slice(0, 4).join('; ');
  return [
    colors.bold(`${result}${accepted}`),
    ...wrapText(`${asked}${foreign}`, columns),
    ...(worlds.length > 1
      ? wrapText(
          `${worlds.length} alternatives were judged apart: ${safeText(named)}${worlds.length > 4 ? ` and ${worlds.length - 4} more` : ''}`,
          columns,
        )
      : []),
  ];
}

const TITLE_WIDTH = 38;

function standardSection(report: ScanReport, options: RenderOptions, colors: Colors): string[][] {
  const summaries = summarizeStandards(report);
  if (summaries.length === 0 || report.counts.objects === 0) return [];
  const rows = summaries.map(({ title, passed, failed, notEvaluated, notApplicable }) => {
    const list = failed.length > 0 ? `  failed: ${failed.join(' ')}` : '';
    const row = `  ${title.padEnd(TITLE_WIDTH)}${cell(passed)}${cell(failed)}${cell(notEvaluated)}${cell(notApplicable)}`;
    return row.length + list.length <= options.columns ? row + list : clip(row + list, options.columns);
  });
  const heading = `  ${'requirements of'.padEnd(TITLE_WIDTH)}${['passed', 'failed', 'open', 'n/a'].map((name) => name.padStart(7)).join('')}`;
  return [[colors.dim(heading), ...rows]];
}

function cell(requirements: readonly string[]): string {
  return String(requirements.length).padStart(7);
}

function clip(line: string, columns: number): string {
  if (line.length <= columns) return line;
  const cut = line.slice(0, columns - 4);
  return `${cut.slice(0, cut.lastIndexOf(' '))} ...`.trimEnd();
}

function nextStep(report: ScanReport, groups: readonly Group[]): string {
  const [worst] = groups;
  const problem = report.problems.find(({ code }) => code !== 'notice');
  if (worst) return `next: seawall explain ${worst.check}`;
  if (problem?.hint) return `next: ${safeText(problem.hint)}`;
  if (report.counts.objects === 0) return 'next: name a file or a folder with Kubernetes manifests';
  return 'next: keep it so: run this in CI with --format sarif --output seawall.sarif';
}
