import { type Check, STANDARD_IDS, STANDARDS } from '../checks/index.ts';
import { compareText, type Finding, formatFieldPath, formatSubject, type Place, type Problem, type Severity } from '../core/index.ts';
import { uniqueFingerprints } from './fingerprint.ts';
import { placeOf, type ScanReport } from './report.ts';
import { safeJson } from './safe-text.ts';

/** SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function renderSarif(report: ScanReport): string {
  const reported = [...report.findings, ...report.suppressed.map(({ finding }) => finding)];
  const prints = uniqueFingerprints(reported);
  const rules = report.tallies.map(({ check }) => check).toSorted((a, b) => compareText(a.id, b.id));
  const ruleIndex = new Map(rules.map((check, index) => [check.id, index]));
  const results = reported.map((finding, index) => ({
    ...resultOf(finding, ruleIndex.get(finding.check) ?? -1, prints[index] ?? ''),
    ...suppressionOf(report, index),
  }));
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'seawall', version: report.version, semanticVersion: report.version, rules: rules.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'the folder that seawall was started in' } } },
        artifacts: [...new Set(reported.map((finding) => placeOf(finding).file))]
          .sort(compareText)
          .map((file) => ({ location: locationOf(file) })),
        invocations: [
          {
            executionSuccessful: report.problems.every(({ code }) => code === 'notice'),
            toolExecutionNotifications: report.problems.map(notificationOf),
          },
        ],
        results,
      },
    ],
  };
  return safeJson(log);
}

/** Scores that GitHub shows as critical (9.0 and above), high (7.0), medium (4.0) and low. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '3.0', info: '0.5' };

function levelOf(severity: Severity): 'error' | 'warning' | 'note' {
  return severity === 'critical' || severity === 'high' ? 'error' : severity === 'medium' ? 'warning' : 'note';
}

function ruleOf(check: Check): Record<string, unknown> {
  const standards = STANDARD_IDS.flatMap((id) => (check.standards[id] ?? []).map((requirement) => `${STANDARDS[id].title} ${requirement}`));
  return {
    id: check.id,
    name: check.id.replace(/(?:^|[/-])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: check.title },
    fullDescription: { text: check.why },
    help: {
      text: `${check.why}\n\nRemedy: ${check.remedy}`,
      markdown: `${check.why}\n\n**Remedy:** ${check.remedy}${standards.length > 0 ? `\n\n${standards.map((text) => `- ${text}`).join('\n')}` : ''}`,
    },
    defaultConfiguration: { level: levelOf(check.severity) },
    properties: {
      'security-severity': SECURITY_SEVERITY[check.severity],
      tags: ['security', 'kubernetes', ...Object.keys(check.standards)],
    },
  };
}

function resultOf(finding: Finding, ruleIndex: number, fingerprint: string): Record<string, unknown> {
  const place = placeOf(finding);
  return {
    ruleId: finding.check,
    ...(ruleIndex >= 0 ? { ruleIndex } : {}),
    level: levelOf(finding.severity),
    message: { text: `${formatSubject(finding.subject)}: ${finding.message}` },
    locations: [
      {
        physicalLocation: { artifactLocation: locationOf(place.file), region: regionOf(place) },
        logicalLocations: [{ fullyQualifiedName: `${formatSubject(finding.subject)}#${formatFieldPath(finding.path)}`, kind: 'resource' }],
      },
    ],
    partialFingerprints: { 'seawall/v1': fingerprint },
    properties: {
      severity: finding.severity,
      field: formatFieldPath(finding.path),
      exact: finding.origin[0]?.exact ?? false,
      ...(finding.worlds.length > 0 ? { worlds: finding.worlds } : {}),
    },
  };
}

/** Suppressed findings follow the counted ones. */
function suppressionOf(report: ScanReport, index: number): Record<string, unknown> {
  const suppressed = report.suppressed[index - report.findings.length];
  if (index < report.findings.length || !suppressed) return {};
  const { kind, reason } = suppressed.by;
  return { suppressions: [{ kind: kind === 'exception' ? 'external' : 'inSource', justification: reason }] };
}

function regionOf({ range: { start, end } }: Place): Record<string, number> {
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: Math.max(end.column, end.line === start.line ? start.column : 1),
  };
}

function locationOf(file: string): Record<string, string> {
  if (file === '-') return { uri: 'stdin' };
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return file.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: 'SRCROOT' };
}

function notificationOf(problem: Problem): Record<string, unknown> {
  const { place, file } = problem;
  const physicalLocation = place
    ? { artifactLocation: locationOf(place.file), region: regionOf(place) }
    : file === undefined
      ? undefined
      : { artifactLocation: locationOf(file) };
  return {
    level: problem.code === 'notice' ? 'note' : 'warning',
    message: { text: problem.hint ? `${problem.message} (${problem.hint})` : problem.message },
    descriptor: { id: problem.code },
    ...(physicalLocation ? { locations: [{ physicalLocation }] } : {}),
  };
}
