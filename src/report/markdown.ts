import type { Check } from '../checks/index.ts';
import { formatPlace, formatProblemPlace, formatSubject, type Problem } from '../core/index.ts';
import { groupByWeakness, openProblems, type Weakness } from './group.ts';
import { code, escapeForeign, escapeProse } from './markdown-text.ts';
import { checksById, placeOf, type ScanReport } from './report.ts';
import { safeText } from './safe-text.ts';
import { countSeverities, describeComparison, formatSeverities, formatSubjectCounts, summarizeStandards } from './summary.ts';
import { plural } from './wrap.ts';

const ROWS = 50;

/** GitHub refuses comments of more than 65,536 characters; the rest is for the tables below the details. */
const ROOM = 62_000;

/** For a comment on a pull request: a table of weaknesses, details to unfold as far as they fit, what was not evaluated. */
export function renderMarkdown(report: ScanReport): string {
  const checks = checksById(report);
  const comparison = describeComparison(report);
  const weaknesses = groupByWeakness(report.findings);
  const open = openProblems(report.problems);
  const overview = weaknesses.map(({ check, severity, findings }) => {
    return `| ${severity} | ${escapeProse(checks.get(check)?.title ?? check)} \`${check}\` | ${findings.length} |`;
  });
  const details = [
    ...(open.length > 0 ? [problemDetails(open)] : []),
    ...weaknesses.map((weakness) => weaknessDetails(weakness, checks.get(weakness.check))),
  ];
  const accepted = report.suppressed.length > 0 ? ` ${plural(report.suppressed.length, 'finding')} accepted.` : '';
  return [
    `## Seawall: ${headline(report)}`,
    '',
    ...(comparison === undefined ? [] : [`${escapeProse(`${comparison[0]?.toUpperCase()}${comparison.slice(1)}`)}.`, '']),
    ...(open.length > 0 ? [`**${plural(open.length, 'problem')}**: something could not be evaluated.`, ''] : []),
    ...(overview.length > 0 ? ['| severity | weakness | places |', '|---|---|---|', ...overview, ''] : []),
    ...whatFits(details, ROOM - lengthOf(overview)),
    ...standardsTable(report),
    `${plural(report.tallies.length, 'check')} on ${formatSubjectCounts(report.counts)} in ${plural(report.counts.files, 'file')}.${accepted}`,
    '',
  ].join('\n');
}

function headline(report: ScanReport): string {
  const what = report.comparison ? 'new findings' : 'findings';
  if (report.findings.length === 0) return `no ${what}`;
  return `${formatSeverities(countSeverities(report))}${report.comparison ? ', all new' : ''}`;
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function whatFits(details: readonly (readonly string[])[], characters: number): string[] {
  const lines: string[] = [];
  let room = characters;
  for (const [index, block] of details.entries()) {
    room -= lengthOf(block);
    if (room < 0) return [...lines, `Details of ${details.length - index} more are left out here; \`seawall scan --all\` lists them.`, ''];
    lines.push(...block);
  }
  return lines;
}

function weaknessDetails({ check: id, findings }: Weakness, check: Check | undefined): string[] {
  return foldable(`${check?.title ?? id} (${findings.length})`, [
    ...(check ? [escapeProse(check.why), '', `**Remedy:** ${escapeProse(check.remedy)}`, ''] : []),
    ...rows(
      findings.map((finding) => {
        return `- ${code(formatPlace(placeOf(finding)))} ${escapeForeign(`${formatSubject(finding.subject)}: ${finding.message}`)}`;
      }),
    ),
  ]);
}

function problemDetails(problems: readonly Problem[]): string[] {
  return foldable(
    `Not evaluated: ${plural(problems.length, 'problem')}`,
    rows(problems.map((problem) => `- ${code(formatProblemPlace(problem) || '-')} ${escapeForeign(problem.message)}`)),
  );
}

function rows(all: readonly string[]): string[] {
  return all.length > ROWS ? [...all.slice(0, ROWS), `- ... and ${all.length - ROWS} more`] : [...all];
}

/** Markdown is read inside an HTML block only after an empty line, so the summary is HTML and the content is Markdown. */
function foldable(summary: string, content: readonly string[]): string[] {
  const html = safeText(summary).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [`<details><summary>${html}</summary>`, '', ...content, '', '</details>', ''];
}

function standardsTable(report: ScanReport): string[] {
  const summaries = summarizeStandards(report);
  if (summaries.length === 0) return [];
  return [
    '| standard | passed | failed | open | not applicable |',
    '|---|---|---|---|---|',
    ...summaries.map(({ title, passed, failed, notEvaluated, notApplicable }) => {
      return `| ${escapeProse(title)} | ${passed.length} | ${failed.length} | ${notEvaluated.length} | ${notApplicable.length} |`;
    }),
    '',
  ];
}
