import { uniqueFingerprints } from '../checks/index.ts';
import { compareText, type Finding, formatFieldPath, formatSubject, type GrantLink, type Place, type Problem } from '../core/index.ts';
import { placeOf, type ScanReport } from './report.ts';
import { safeJson } from './safe-text.ts';
import { describeRules, levelOf } from './sarif-rules.ts';

/** SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html */
export function renderSarif(report: ScanReport): string {
  const reported = [...report.findings, ...report.suppressed.map(({ finding }) => finding)];
  const prints = uniqueFingerprints(reported);
  const checks = report.tallies.map(({ check }) => check).toSorted((a, b) => compareText(a.id, b.id));
  const ruleIndex = new Map(checks.map((check, index) => [check.id, index]));
  const results = reported.map((finding, index) => ({
    ...resultOf(finding, ruleIndex.get(finding.check) ?? -1, prints[index] ?? ''),
    ...(report.comparison ? { baselineState: 'new' } : {}),
    ...suppressionOf(report, index),
  }));
  const { rules, taxonomies, supportedTaxonomies } = describeRules(checks);
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'seawall', version: report.version, semanticVersion: report.version, rules, supportedTaxonomies } },
        taxonomies,
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

function resultOf(finding: Finding, ruleIndex: number, fingerprint: string): Record<string, unknown> {
  const related = relatedLocations(finding);
  return {
    ruleId: finding.check,
    ...(ruleIndex >= 0 ? { ruleIndex } : {}),
    level: levelOf(finding.severity),
    message: { text: plainText(`${formatSubject(finding.subject)}: ${finding.message}`) },
    locations: [
      {
        physicalLocation: physicalLocation(placeOf(finding)),
        logicalLocations: [{ fullyQualifiedName: `${formatSubject(finding.subject)}#${formatFieldPath(finding.path)}`, kind: 'resource' }],
      },
    ],
    ...(related.length > 0 ? { relatedLocations: related } : {}),
    partialFingerprints: { 'seawall/v1': fingerprint },
    properties: {
      severity: finding.severity,
      field: formatFieldPath(finding.path),
      exact: finding.origin[0]?.exact ?? false,
      ...(finding.worlds.length > 0 ? { worlds: finding.worlds } : {}),
    },
  };
}

/** Places of the other objects that the verdict rests on. */
function relatedLocations({ evidence }: Finding): Record<string, unknown>[] {
  const locations = evidence
    .flatMap(linksOf)
    .flatMap(({ reference, place }) =>
      place ? [{ physicalLocation: physicalLocation(place), message: { text: plainText(reference) } }] : [],
    );
  // Several grants share a role; the locations must differ (section 3.27.22).
  return [...new Map(locations.map((location) => [JSON.stringify(location), location])).values()];
}

function linksOf(item: Finding['evidence'][number]): readonly GrantLink[] {
  if (item.kind === 'object') return [item];
  return item.kind === 'grant' ? [item.binding, item.role, ...(item.rule ? [item.rule] : []), ...(item.pods ?? [])] : [];
}

/** In a message `[text](target)` is a link (section 3.11.6); what was scanned must not place one. */
function plainText(text: string): string {
  return text.replaceAll('](', '\\](');
}

/** Suppressed findings follow the counted ones. */
function suppressionOf(report: ScanReport, index: number): Record<string, unknown> {
  const suppressed = report.suppressed[index - report.findings.length];
  if (index < report.findings.length || !suppressed) return {};
  const { kind, reason, expires } = suppressed.by;
  return {
    suppressions: [
      {
        kind: kind === 'exception' ? 'external' : 'inSource',
        status: 'accepted',
        justification: reason,
        ...(expires === undefined ? {} : { properties: { expires } }),
      },
    ],
  };
}

function physicalLocation(place: Place): Record<string, unknown> {
  return { artifactLocation: locationOf(place.file), region: regionOf(place) };
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
  const drive = /^[A-Za-z]:(?=\/)/.exec(file)?.[0] ?? '';
  const path = file.slice(drive.length).toWellFormed().split('/').map(encodeURIComponent).join('/');
  if (drive !== '') return { uri: `file:///${drive}${path}` };
  return file.startsWith('/') ? { uri: `file://${path}` } : { uri: path, uriBaseId: 'SRCROOT' };
}

function notificationOf({ code, message, hint, place, file }: Problem): Record<string, unknown> {
  const location = place ? physicalLocation(place) : file === undefined ? undefined : { artifactLocation: locationOf(file) };
  return {
    level: code === 'notice' ? 'note' : 'warning',
    message: { text: plainText(hint === undefined ? message : `${message} (${hint})`) },
    descriptor: { id: code },
    ...(location ? { locations: [{ physicalLocation: location }] } : {}),
  };
}
