import { type Finding, formatSubject, type Problem, type Severity } from '../core/index.ts';
import { openProblems } from './group.ts';
import { checksById, placeOf, type ScanReport } from './report.ts';
import { safeLines } from './safe-text.ts';

/** Workflow commands: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions */
export function renderGithub(report: ScanReport): string {
  const checks = checksById(report);
  const findings = report.findings.map((finding) => annotate(finding, checks.get(finding.check)?.title ?? finding.check));
  const problems = openProblems(report.problems).map(warn);
  return [...findings, ...problems].map((line) => `${line}\n`).join('');
}

function commandOf(severity: Severity): 'error' | 'warning' | 'notice' {
  return severity === 'critical' || severity === 'high' ? 'error' : severity === 'medium' ? 'warning' : 'notice';
}

function annotate(finding: Finding, title: string): string {
  const { file, range } = placeOf(finding);
  const { start, end } = range;
  // Columns are shown for annotations of one line only.
  const columns = start.line === end.line ? { col: start.column, endColumn: Math.max(start.column, end.column) } : {};
  return command(
    commandOf(finding.severity),
    { ...fileProperty(file), line: start.line, endLine: end.line, ...columns, title: `${finding.check}: ${title}` },
    `${formatSubject(finding.subject)}: ${finding.message}`,
  );
}

function warn({ place, file, message, hint }: Problem): string {
  const where = place
    ? { ...fileProperty(place.file), line: place.range.start.line, col: place.range.start.column }
    : file === undefined
      ? {}
      : fileProperty(file);
  return command('warning', { ...where, title: 'not evaluated' }, hint === undefined ? message : `${message} (${hint})`);
}

/** Standard input is no file of the repository. */
function fileProperty(file: string): { readonly file?: string } {
  return file === '-' ? {} : { file };
}

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${list.join(',')}::${escapeData(message)}`;
}

/** The rules of the toolkit: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function escapeData(text: string): string {
  return safeLines(text).replaceAll('%', '%25').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
