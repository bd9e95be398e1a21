import { type CheckTally, STANDARD_IDS, type SuppressedFinding } from '../checks/index.ts';
import { compareText, type Finding, formatPlace, formatProblemPlace, formatSubject, type Problem } from '../core/index.ts';
import { openProblems } from './group.ts';
import { placeOf, type ScanReport } from './report.ts';
import { safeLines } from './safe-text.ts';

/**
 * JUnit XML as Jenkins and GitLab read it: a suite for each check that was asked, with a failed case for each finding, a skipped one for
 * each accepted finding, or one passed case; problems are errors in a suite of their own.
 */
export function renderJunit(report: ScanReport): string {
  const findings = Map.groupBy(report.findings, ({ check }) => check);
  const accepted = Map.groupBy(report.suppressed, ({ finding }) => finding.check);
  const open = openProblems(report.problems);
  const suites = report.tallies
    .filter(({ subjects }) => subjects > 0)
    .toSorted((a, b) => compareText(a.check.id, b.check.id))
    .map((tally) => suiteOf(tally, findings.get(tally.check.id) ?? [], accepted.get(tally.check.id) ?? []));
  if (open.length > 0) suites.push({ name: 'not-evaluated', properties: [], cases: open.map(errorCase) });
  const sum = (result: Case['result']): number => suites.reduce((total, { cases }) => total + count(cases, result), 0);
  const tests = suites.reduce((total, { cases }) => total + cases.length, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="seawall" tests="${tests}" failures="${sum('failed')}" errors="${sum('error')}">`,
    ...suites.map(writeSuite),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Case {
  readonly result: 'passed' | 'failed' | 'error' | 'skipped';
  readonly name: string;
  readonly className: string;
  /** What the result rests on, as the element inside the case. */
  readonly detail?: string;
}

interface Suite {
  readonly name: string;
  readonly properties: readonly (readonly [string, string])[];
  readonly cases: readonly Case[];
}

function suiteOf(tally: CheckTally, findings: readonly Finding[], accepted: readonly SuppressedFinding[]): Suite {
  const { check } = tally;
  const cases = [...findings.map(failedCase), ...accepted.map(acceptedCase)];
  const standards = STANDARD_IDS.flatMap((id) => {
    const requirements = check.standards[id] ?? [];
    return requirements.length > 0 ? [[id, requirements.join(' ')] as const] : [];
  });
  return {
    name: check.id,
    properties: [['severity', check.severity], ...standards],
    cases: cases.length > 0 ? cases : [caseWithoutFinding(tally)],
  };
}

function failedCase(finding: Finding): Case {
  const where = formatPlace(placeOf(finding));
  const text = xml(`${where}\n${finding.message}`);
  return {
    result: 'failed',
    name: `${where} ${formatSubject(finding.subject)}`,
    className: finding.check,
    detail: `<failure message="${xml(finding.message)}" type="${finding.severity}">${text}</failure>`,
  };
}

function acceptedCase({ finding, by }: SuppressedFinding): Case {
  return {
    result: 'skipped',
    name: `${formatPlace(placeOf(finding))} ${formatSubject(finding.subject)}`,
    className: finding.check,
    detail: `<skipped message="${xml(`${finding.message}; accepted by ${by.kind}: ${by.reason}`)}"/>`,
  };
}

/** A check passes when it judged something and found nothing; not when it could judge nothing, nor when what it found is not listed. */
function caseWithoutFinding({ check, subjects, failed, undecided }: CheckTally): Case {
  const open =
    failed > 0 ? 'found only what is less severe than asked for' : undecided === subjects ? 'nothing could be judged' : undefined;
  return open === undefined
    ? { result: 'passed', name: `${check.title}: ${subjects - undecided} judged, none found`, className: check.id }
    : { result: 'skipped', name: check.title, className: check.id, detail: `<skipped message="${open}"/>` };
}

function errorCase(problem: Problem): Case {
  const where = formatProblemPlace(problem);
  const text = xml([where, problem.hint].filter(Boolean).join('\n'));
  return {
    result: 'error',
    name: where || problem.message,
    className: 'not-evaluated',
    detail: `<error message="${xml(problem.message)}" type="${problem.code}">${text}</error>`,
  };
}

function count(cases: readonly Case[], result: Case['result']): number {
  return cases.filter((one) => one.result === result).length;
}

function writeSuite({ name, properties, cases }: Suite): string {
  const counts = `tests="${cases.length}" failures="${count(cases, 'failed')}" errors="${count(cases, 'error')}" skipped="${count(cases, 'skipped')}"`;
  const list = properties.map(([key, value]) => `      <property name="${xml(key)}" value="${xml(value)}"/>`);
  return [
    `  <testsuite name="${xml(name)}" ${counts}>`,
    ...(list.length > 0 ? ['    <properties>', ...list, '    </properties>'] : []),
    ...cases.map(writeCase),
    '  </testsuite>',
  ].join('\n');
}

function writeCase({ name, className, detail }: Case): string {
  const start = `    <testcase name="${xml(name)}" classname="${xml(className)}"`;
  return detail === undefined ? `${start}/>` : `${start}>\n      ${detail}\n    </testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** XML 1.0 (section 2.2) knows no way to write most control characters; they become visible escapes, and what else it excludes U+FFFD. */
function xml(text: string): string {
  return safeLines(text)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
    .replace(/[\n\r\t]/g, (character) => `&#${character.charCodeAt(0)};`);
}
