import { uniqueFingerprints } from '../checks/index.ts';
import { formatSubject, type Severity } from '../core/index.ts';
import { placeOf, type ScanReport } from './report.ts';
import { safeJson } from './safe-text.ts';

const SEVERITY: Readonly<Record<Severity, string>> = { critical: 'blocker', high: 'critical', medium: 'major', low: 'minor', info: 'info' };

/** Code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export function renderGitlab(report: ScanReport): string {
  const prints = uniqueFingerprints(report.findings);
  const issues = report.findings.map((finding, index) => {
    const { file, range } = placeOf(finding);
    return {
      description: `${formatSubject(finding.subject)}: ${finding.message}`,
      check_name: finding.check,
      fingerprint: prints[index],
      severity: SEVERITY[finding.severity],
      location: { path: file, lines: { begin: range.start.line, end: range.end.line }, positions: { begin: range.start, end: range.end } },
    };
  });
  return safeJson(issues);
}
