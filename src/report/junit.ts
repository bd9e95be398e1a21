import { compareText, type Finding, formatPlace, formatProblemPlace, formatSubject } from '../core/index.ts';
import { placeOf, type ScanReport } from './report.ts';
import { safeLines } from './safe-text.ts';

/** JUnit XML: a suite for each check that was asked, with a case for each finding, or one passing case; problems are errors of a suite of their own. */
export function renderJunit(report: ScanReport): string {
  const byCheck = Map.groupBy(report.findings, ({ check }) => check);
  const asked = report.tallies.filter(({ subjects }) => subjects > 0).toSorted((a, b) => compareText(a.check.id, b.check.id));
  const suites = asked.map(({ check, subjects }) => {
    const failures = byCheck.get(check.id) ?? [];
    const cases =
      failures.length === 0
        ? [`    <testcase name="${xml(`${check.title}: ${subjects} judged, none found`)}" classname="${xml(check.id)}"/>`]
        : failures.map(failureCase);
    return suite(check.id, cases, failures.length, 0);
  });
  const open = report.problems.filter(({ code }) => code !== 'notice');
  if (open.length > 0) {
    const cases = open.map((problem) => {
      const where = formatProblemPlace(problem);
      return [
        `    <testcase name="${xml(where || problem.message)}" classname="not-evaluated">`,
        `      <error message="${xml(problem.message)}" type="${problem.code}">${xml([where, problem.hint].filter(Boolean).join('\n'))}</error>`,
        '    </testcase>',
      ].join('\n');
    });
    suites.push(suite('not-evaluated', cases, 0, open.length));
  }
  const total = asked.reduce((sum, { check }) => sum + Math.max(1, byCheck.get(check.id)?.length ?? 0), open.length);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="seawall" tests="${total}" failures="${report.findings.length}" errors="${open.length}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(name: string, cases: readonly string[], failures: number, errors: number): string {
  return [
    `  <testsuite name="${xml(name)}" tests="${cases.length}" failures="${failures}" errors="${errors}" skipped="0">`,
    ...cases,
    '  </testsuite>',
  ].join('\n');
}

function failureCase(finding: Finding): string {
  const where = formatPlace(placeOf(finding));
  return [
    `    <testcase name="${xml(`${where} ${formatSubject(finding.subject)}`)}" classname="${xml(finding.check)}">`,
    `      <failure message="${xml(finding.message)}" type="${finding.severity}">${xml(`${where}\n${finding.message}`)}</failure>`,
    '    </testcase>',
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** XML 1.0 knows no way to write most control characters; they become visible escapes, and lone surrogates U+FFFD. */
function xml(text: string): string {
  return safeLines(text.toWellFormed())
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
    .replace(/[\n\r\t]/g, (character) => `&#${character.charCodeAt(0)};`);
}
