import { uniqueFingerprints } from '../checks/index.ts';
import { formatFieldPath } from '../core/index.ts';
import { placeOf, type ScanReport } from './report.ts';
import { safeJson } from './safe-text.ts';
import { countSeverities, summarizeStandards } from './summary.ts';

/** Everything that is known. `schemas/report.schema.json` describes it; `schemaVersion` grows with every change that could break a reader. */
export function renderJson(report: ScanReport): string {
  const prints = uniqueFingerprints(report.findings);
  const document = {
    schemaVersion: 1,
    tool: { name: 'seawall', version: report.version },
    counts: report.counts,
    severities: countSeverities(report),
    worlds: report.worlds.filter((name) => name !== ''),
    ...(report.comparison
      ? { comparison: { against: report.comparison.against, known: report.comparison.known.length, gone: report.comparison.gone } }
      : {}),
    findings: report.findings.map((finding, index) => findingOf(finding, prints[index])),
    suppressed: report.suppressed.map(({ finding, by }) => ({ ...findingOf(finding), by })),
    problems: report.problems,
    checks: report.tallies.map(({ check, subjects, failed, undecided }) => ({
      id: check.id,
      title: check.title,
      severity: check.severity,
      standards: check.standards,
      aliases: check.aliases,
      subjects,
      failed,
      undecided,
    })),
    standards: summarizeStandards(report),
  };
  return safeJson(document);
}

function findingOf(finding: ScanReport['findings'][number], fingerprint?: string): Record<string, unknown> {
  const { check, severity, message, subject, path, origin, evidence, worlds } = finding;
  const place = placeOf(finding);
  return {
    check,
    severity,
    message,
    ...(fingerprint === undefined ? {} : { fingerprint }),
    subject,
    field: formatFieldPath(path),
    path,
    file: place.file,
    range: place.range,
    origin,
    evidence,
    worlds,
  };
}
