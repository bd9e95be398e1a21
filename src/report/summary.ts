import { STANDARD_IDS, STANDARDS, type StandardId } from '../checks/index.ts';
import { SEVERITIES, type Severity } from '../core/index.ts';
import type { ScanReport } from './report.ts';
import { plural } from './wrap.ts';

export type SeverityCounts = Readonly<Record<Severity, number>>;

export function countSeverities(report: ScanReport): SeverityCounts {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of report.findings) counts[severity]++;
  return counts;
}

/** `2 critical, 5 high`; only what occurs. */
export function formatSeverities(counts: SeverityCounts): string {
  return SEVERITIES.filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity].toLocaleString('en-US')} ${severity}`)
    .join(', ');
}

/** How many checks found something and list nothing: what they found is less severe than the report was asked for. */
export function countUnlistedChecks(report: ScanReport): number {
  const { findings, suppressed, comparison } = report;
  const listed = new Set(
    [...findings, ...suppressed.map(({ finding }) => finding), ...(comparison?.known ?? [])].map(({ check }) => check),
  );
  return report.tallies.filter(({ check, failed }) => failed > 0 && !listed.has(check.id)).length;
}

/** What the findings were compared with, and how that came out; `undefined` where all findings are listed. */
export function describeComparison({ comparison }: ScanReport): string | undefined {
  if (!comparison) return undefined;
  const { against, known, gone } = comparison;
  const verb = known.length === 1 ? 'was' : 'were';
  return `compared with ${against}: ${plural(known.length, 'finding')} ${verb} there before, ${gone.toLocaleString('en-US')} ${gone === 1 ? 'is' : 'are'} gone`;
}

/** How a standard came off. A requirement fails when one of its checks found something; it applies when one of them had a subject. */
export interface StandardSummary {
  readonly id: StandardId;
  readonly title: string;
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly notEvaluated: readonly string[];
  readonly notApplicable: readonly string[];
}

export function summarizeStandards(report: ScanReport): StandardSummary[] {
  return STANDARD_IDS.map((id) => summarize(report, id)).filter(
    ({ passed, failed, notEvaluated, notApplicable }) => passed.length + failed.length + notEvaluated.length + notApplicable.length > 0,
  );
}

function summarize(report: ScanReport, id: StandardId): StandardSummary {
  const states = new Map<string, { subjects: number; failed: number; undecided: number }>();
  for (const tally of report.tallies) {
    for (const requirement of tally.check.standards[id] ?? []) {
      const state = states.get(requirement) ?? { subjects: 0, failed: 0, undecided: 0 };
      states.set(requirement, {
        subjects: state.subjects + tally.subjects,
        failed: state.failed + tally.failed,
        undecided: state.undecided + tally.undecided,
      });
    }
  }
  const pick = (test: (state: { subjects: number; failed: number; undecided: number }) => boolean): string[] =>
    [...states]
      .filter(([, state]) => test(state))
      .map(([requirement]) => requirement)
      .sort(compareRequirements);
  return {
    id,
    title: STANDARDS[id].title,
    failed: pick(({ failed }) => failed > 0),
    notEvaluated: pick(({ failed, undecided }) => failed === 0 && undecided > 0),
    passed: pick(({ subjects, failed, undecided }) => subjects > 0 && failed === 0 && undecided === 0),
    notApplicable: pick(({ subjects }) => subjects === 0),
  };
}

/** `5.2.10` after `5.2.9`. */
function compareRequirements(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** `3 objects and 2 Dockerfiles`. */
export function formatSubjectCounts({ objects, dockerfiles }: ScanReport['counts']): string {
  const dockerfilePart = dockerfiles === 0 ? [] : [plural(dockerfiles, 'Dockerfile')];
  return [...(objects > 0 || dockerfiles === 0 ? [plural(objects, 'object')] : []), ...dockerfilePart].join(' and ');
}
