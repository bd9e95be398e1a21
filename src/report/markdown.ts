import { formatPlace, formatProblemPlace, formatSubject } from '../core/index.ts';
import { checksById, placeOf, type ScanReport } from './report.ts';
import { safeText } from './safe-text.ts';
import { countSeverities, formatSeverities, summarizeStandards } from './summary.ts';
import { plural } from './wrap.ts';

const ROWS = 50;

/** For a comment on a pull request: a table of weaknesses, details to unfold, what was not evaluated. */
export function renderMarkdown(report: ScanReport): string {
  const checks = checksById(report);
  const groups = Map.groupBy(report.findings, ({ check }) => check);
  const lines = [`## Seawall: ${report.findings.length === 0 ? 'no findings' : formatSeverities(countSeverities(report))}`, ''];
  if (groups.size > 0) {
    lines.push('| severity | weakness | places |', '|---|---|---|');
    for (const [id, findings] of groups) {
      lines.push(`| ${findings[0]?.severity ?? ''} | ${escape(checks.get(id)?.title ?? id)} \`${id}\` | ${findings.length} |`);
    }
    lines.push('');
  }
  for (const [id, findings] of groups) {
    const check = checks.get(id);
    lines.push(`<details><summary>${escape(check?.title ?? id)} (${findings.length})</summary>`, '');
    if (check) lines.push(escape(check.why), '', `**Remedy:** ${escape(check.remedy)}`, '');
    for (const finding of findings.slice(0, ROWS)) {
      lines.push(`- ${code(formatPlace(placeOf(finding)))} ${escape(`${formatSubject(finding.subject)}: ${finding.message}`)}`);
    }
    if (findings.length > ROWS) lines.push(`- ... and ${findings.length - ROWS} more`);
    lines.push('', '</details>', '');
  }
  const open = report.problems.filter(({ code: kind }) => kind !== 'notice');
  if (open.length > 0) {
    lines.push(`<details><summary>Not evaluated: ${plural(open.length, 'problem')}</summary>`, '');
    for (const problem of open.slice(0, ROWS)) lines.push(`- ${code(formatProblemPlace(problem) || '-')} ${escape(problem.message)}`);
    if (open.length > ROWS) lines.push(`- ... and ${open.length - ROWS} more`);
    lines.push('', '</details>', '');
  }
  lines.push('| standard | passed | failed | open | not applicable |', '|---|---|---|---|---|');
  for (const { title, passed, failed, notEvaluated, notApplicable } of summarizeStandards(report)) {
    lines.push(`| ${title} | ${passed.length} | ${failed.length} | ${notEvaluated.length} | ${notApplicable.length} |`);
  }
  lines.push(
    '',
    `${plural(report.tallies.length, 'check')} on ${plural(report.counts.objects, 'object')} in ${plural(report.counts.files, 'file')}.`,
    '',
  );
  return lines.join('\n');
}

/** Characters that Markdown or HTML would take for their own. */
function escape(text: string): string {
  return safeText(text)
    .replace(/[\\`*_{}[\]<>#|~]/g, (character) => (character === '<' ? '&lt;' : character === '>' ? '&gt;' : `\\${character}`))
    .replace(/@/g, '@\u200b');
}

/** Inline code, with a fence longer than any run of backticks in the text. */
function code(text: string): string {
  const safe = safeText(text).replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${safe} ${fence}` : `${fence}${safe}${fence}`;
}
