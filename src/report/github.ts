import { type Finding, formatSubject, type Problem, type Severity } from '../core/index.ts';
import { checksById, placeOf, type ScanReport } from './report.ts';
import { safeLines } from './safe-text.ts';

/** Workflow commands: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions */
export function renderGithub(report: ScanReport): string {
  const checks = checksById(report);
  const findings = report.findings.map((finding) => annotate(finding, checks.get(finding.check)?.title ?? finding.check));
  const problems = report.problems.filter(({ code }) => code !== 'notice').map(warn);
  return [...findings, ...problems].map((line) => `${line}\n`).join('');
}

function commandOf(severity: Severity): 'error' | 'warning' | 'notice' {
  return severity === 'critical' || severity === 'high' ? 'error' : severity === 'medium' ? 'warning' : 'notice';
}

function annotate(finding: Finding, title: string): string {
  const { file, range } = placeOf(finding);
  const isOneLine = range.start.line === range.end.line;
  // Columns are shown for annotations of one line only.
  const columns = isOneLine ? `,col=${range.start.column},endColumn=${Math.max(range.start.column, range.end.column)}` : '';
  const properties = `file=${property(file)},line=${range.start.line},endLine=${range.end.line}${columns},title=${property(`${finding.check}: ${title}`)}`;
  return `::${commandOf(finding.severity)} ${properties}::${data(`${formatSubject(finding.subject)}: ${finding.message}`)}`;
}

function warn(problem: Problem): string {
  const { place, file } = problem;
  const where = place
    ? `file=${property(place.file)},line=${place.range.start.line},col=${place.range.start.column},`
    : file === undefined
      ? ''
      : `file=${property(file)},`;
  return `::warning ${where}title=not evaluated::${data(problem.hint ? `${problem.message} (${problem.hint})` : problem.message)}`;
}

function data(text: string): string {
  return safeLines(text).replaceAll('%', '%25').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
