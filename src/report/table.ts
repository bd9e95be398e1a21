import pc from 'picocolors';
import { formatProblemPlace, type Problem } from '../core/index.ts';
import type { RenderOptions } from './formats.ts';
import { groupByMessage, groupByWeakness, openProblems, type Weakness } from './group.ts';
import { checksById, type ScanReport } from './report.ts';
import { safeText } from './safe-text.ts';
import {
  countSeverities,
  countUnlistedChecks,
  describeComparison,
  formatSeverities,
  formatSubjectCounts,
  summarizeStandards,
} from './summary.ts';
import { type Colors, weaknessLines } from './table-weakness.ts';
import { plural, wrapHanging, wrapText } from './wrap.ts';

const PROBLEMS_SHOWN = 5;

/** For people: weaknesses with their places, worst first; what was not evaluated; how standards came off; one next step. */
export function renderTable(report: ScanReport, options: RenderOptions): string {
  const colors = pc.createColors(options.colour);
  const checks = checksById(report);
  const weaknesses = groupByWeakness(report.findings);
  const sections = [
    ...weaknesses.map((weakness) => weaknessLines(weakness, checks.get(weakness.check), options, colors)),
    ...problemSections(report.problems, options, colors),
    summarySection(report, options, colors),
    standardSection(report, options, colors),
    nextStep(report, weaknesses, options),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function problemSections(problems: readonly Problem[], options: RenderOptions, colors: Colors): string[][] {
  const open = openProblems(problems);
  const notices = problems.filter(({ code }) => code === 'notice');
  return [
    open.length > 0 ? [colors.bold(`NOT EVALUATED  ${plural(open.length, 'problem')}`), ...listProblems(open, options, colors)] : [],
    notices.length > 0 ? [colors.bold(`NOTICE  ${plural(notices.length, 'remark')}`), ...listProblems(notices, options, colors)] : [],
  ];
}

function listProblems(problems: readonly Problem[], options: RenderOptions, colors: Colors): string[] {
  const groups = groupByMessage(problems);
  const shown = options.all ? groups : groups.slice(0, PROBLEMS_SHOWN);
  const rest = groups.slice(shown.length).reduce((sum, group) => sum + group.length, 0);
  return [
    ...shown.flatMap((group) => (group.length === 1 ? oneProblem(group[0], options) : manyProblems(group, options, colors))),
    ...(rest > 0 ? [colors.dim(`  ... and ${rest.toLocaleString('en-US')} more: --all`)] : []),
  ];
}

function oneProblem(problem: Problem, { columns }: RenderOptions): string[] {
  const where = formatProblemPlace(problem);
  return [
    ...wrapHanging('  ', safeText(where === '' ? problem.message : `${where}  ${problem.message}`), columns),
    ...(problem.hint === undefined ? [] : wrapHanging('    hint: ', safeText(problem.hint), columns)),
  ];
}

function manyProblems(group: readonly [Problem, ...Problem[]], options: RenderOptions, colors: Colors): string[] {
  const [{ message, hint }] = group;
  const places = group.map(formatProblemPlace).filter((where) => where !== '');
  const shown = options.all ? places : places.slice(0, PROBLEMS_SHOWN);
  const rest = places.length - shown.length;
  const label = group.every((problem) => problem.hint === hint) ? 'hint' : 'hint for the first';
  return [
    ...wrapHanging('  ', `${safeText(message)} (${group.length.toLocaleString('en-US')})`, options.columns),
    ...shown.map((where) => `    ${colors.cyan(safeText(where))}`),
    ...(rest > 0 ? [colors.dim(`    ... and ${rest.toLocaleString('en-US')} more: --all`)] : []),
    ...(hint === undefined ? [] : wrapHanging(`    ${label}: `, safeText(hint), options.columns)),
  ];
}

function summarySection(report: ScanReport, { columns }: RenderOptions, colors: Colors): string[] {
  const { counts, findings, suppressed, worlds, tallies } = report;
  const comparison = describeComparison(report);
  const newOnes = comparison === undefined ? '' : 'new ';
  const result =
    findings.length === 0
      ? `no ${newOnes}findings`
      : `${plural(findings.length, `${newOnes}finding`)}: ${formatSeverities(countSeverities(report))}`;
  const accepted = suppressed.length > 0 ? `; ${suppressed.length.toLocaleString('en-US')} accepted` : '';
  const asked = `${plural(tallies.length, 'check')} on ${formatSubjectCounts(counts)} in ${plural(counts.files, 'file')}`;
  const foreign = counts.foreign > 0 ? `; ${plural(counts.foreign, 'document')} that are not about Kubernetes left aside` : '';
  const unlisted = countUnlistedChecks(report);
  const named = worlds.slice(0, 4).map(safeText).join('; ');
  return [
    ...wrapText(`${result}${accepted}`, columns).map(colors.bold),
    ...(comparison === undefined ? [] : wrapText(safeText(comparison), columns)),
    ...wrapText(`${asked}${foreign}`, columns),
    ...(unlisted > 0 ? wrapText(`${plural(unlisted, 'check')} found only what is less severe than asked for: --all`, columns) : []),
    ...(worlds.length > 1
      ? wrapText(
          `${worlds.length} alternatives were judged apart: ${named}${worlds.length > 4 ? ` and ${worlds.length - 4} more` : ''}`,
          columns,
        )
      : []),
  ];
}

const TITLE_WIDTH = 38;

function standardSection(report: ScanReport, { columns }: RenderOptions, colors: Colors): string[] {
  const summaries = summarizeStandards(report);
  if (summaries.length === 0 || report.counts.objects + report.counts.dockerfiles === 0) return [];
  const rows = summaries.map(({ title, passed, failed, notEvaluated, notApplicable }) => {
    const row = `  ${title.padEnd(TITLE_WIDTH)}${cell(passed)}${cell(failed)}${cell(notEvaluated)}${cell(notApplicable)}`;
    return `${row}${listThatFits(failed, columns - row.length)}`;
  });
  const heading = `  ${'requirements of'.padEnd(TITLE_WIDTH)}${['passed', 'failed', 'open', 'n/a'].map((name) => name.padStart(7)).join('')}`;
  return [colors.dim(heading), ...rows];
}

function cell(requirements: readonly string[]): string {
  return String(requirements.length).padStart(7);
}

/** As many failed requirements as there is room for; none where there is room for none. */
function listThatFits(failed: readonly string[], width: number): string {
  let list = '  failed:';
  for (const [index, requirement] of failed.entries()) {
    const reserve = index === failed.length - 1 ? 0 : ' ...'.length;
    if (list.length + 1 + requirement.length + reserve > width) return index === 0 ? '' : `${list} ...`;
    list += ` ${requirement}`;
  }
  return failed.length === 0 ? '' : list;
}

function nextStep(report: ScanReport, [worst]: readonly Weakness[], { columns }: RenderOptions): string[] {
  const hint = openProblems(report.problems)[0]?.hint;
  if (worst) return [`next: seawall explain ${worst.check}`];
  if (hint !== undefined) return wrapHanging('next: ', safeText(hint), columns);
  if (report.counts.objects + report.counts.dockerfiles === 0)
    return ['next: name a file or a folder with Kubernetes manifests or Dockerfiles'];
  return wrapHanging('next: ', 'keep it so: run this in CI with --format sarif --output seawall.sarif', columns);
}
