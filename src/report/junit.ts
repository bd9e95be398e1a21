import { type CheckTally, STANDARD_IDS, type SuppressedFinding } from '../checks/index.ts';
import { compareText, type Finding, formatPlace, formatProblemPlace, formatSubject, type Problem } from '../core/index.ts';
import { openProblems } from './group.ts';
import { type JunitCase, type JunitSuite, writeJunit, xml } from './junit-document.ts';
import { placeOf, type ScanReport } from './report.ts';

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
  return writeJunit(suites);
}

function suiteOf(tally: CheckTally, findings: readonly Finding[], accepted: readonly SuppressedFinding[]): JunitSuite {
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

function failedCase(finding: Finding): JunitCase {
  const where = formatPlace(placeOf(finding));
  const text = xml(`${where}\n${finding.message}`);
  return {
    result: 'failed',
    name: `${where} ${formatSubject(finding.subject)}`,
    className: finding.check,
    detail: `<failure message="${xml(finding.message)}" type="${finding.severity}">${text}</failure>`,
  };
}

function acceptedCase({ finding, by }: SuppressedFinding): JunitCase {
  return {
    result: 'skipped',
    name: `${formatPlace(placeOf(finding))} ${formatSubject(finding.subject)}`,
    className: finding.check,
    detail: `<skipped message="${xml(`${finding.message}; accepted by ${by.kind}: ${by.reason}`)}"/>`,
  };
}

/** A check passes when it judged something and found nothing; not when it could judge nothing, nor when what it found is not listed. */
function caseWithoutFinding({ check, subjects, failed, undecided }: CheckTally): JunitCase {
  const open =
    failed > 0 ? 'found only what is less severe than asked for' : undecided === subjects ? 'nothing could be judged' : undefined;
  return open === undefined
    ? { result: 'passed', name: `${check.title}: ${subjects - undecided} judged, none found`, className: check.id }
    : { result: 'skipped', name: check.title, className: check.id, detail: `<skipped message="${open}"/>` };
}

function errorCase(problem: Problem): JunitCase {
  const where = formatProblemPlace(problem);
  const text = xml([where, problem.hint].filter(Boolean).join('\n'));
  return {
    result: 'error',
    name: where || problem.message,
    className: 'not-evaluated',
    detail: `<error message="${xml(problem.message)}" type="${problem.code}">${text}</error>`,
  };
}
