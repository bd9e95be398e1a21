import { type Finding, SEVERITIES, type Severity, severityOf } from './report.ts';
import type { Grouping } from './view.ts';

export interface Group {
  readonly key: string;
  readonly title: string;
  /** What stands in small letters beside the title. */
  readonly detail: string;
  readonly worst: Severity;
  readonly findings: readonly Finding[];
  /** How many of each severity, worst first. */
  readonly counts: readonly number[];
}

export type Row =
  | { readonly kind: 'group'; readonly key: string; readonly group: Group; readonly isOpen: boolean }
  | { readonly kind: 'finding'; readonly key: string; readonly finding: Finding };

/** The group with the worst findings first, and where these are equal the one with more of them. */
export function groupFindings(findings: readonly Finding[], grouping: Grouping): Group[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding, grouping);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups].map(([key, members]) => groupOf(key, members, grouping)).sort(compareGroups);
}

function keyOf({ check, subject, file }: Finding, grouping: Grouping): string {
  switch (grouping) {
    case 'weakness':
      return check.id;
    case 'workload':
      return `${subject.apiVersion} ${subject.label}`;
    default:
      return file;
  }
}

function groupOf(key: string, findings: readonly Finding[], grouping: Grouping): Group {
  const counts = SEVERITIES.map(() => 0);
  for (const { rank } of findings) counts[rank] = (counts[rank] ?? 0) + 1;
  const [first] = findings;
  const worst = SEVERITIES[counts.findIndex((count) => count > 0)] ?? 'info';
  const common = { key, worst, findings, counts };
  if (!first) return { ...common, title: key, detail: '' };
  switch (grouping) {
    case 'weakness':
      return { ...common, title: first.check.title, detail: key };
    case 'workload':
      return { ...common, title: first.subject.label, detail: first.subject.apiVersion };
    default:
      return { ...common, title: key === '-' ? 'standard input' : key, detail: '' };
  }
}

function compareGroups(a: Group, b: Group): number {
  for (const rank of SEVERITIES.keys()) {
    const difference = (b.counts[rank] ?? 0) - (a.counts[rank] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.title < b.title ? -1 : 1;
}

/** So few findings need not be folded away. */
const FEW = 25;

/** `toggled` holds the groups that are not as they would be by themselves. */
export function rowsOf(groups: readonly Group[], toggled: ReadonlySet<string>): Row[] {
  const isOpenByItself = groups.length === 1 || groups.reduce((sum, { findings }) => sum + findings.length, 0) <= FEW;
  const rows: Row[] = [];
  for (const group of groups) {
    const isOpen = isOpenByItself !== toggled.has(group.key);
    rows.push({ kind: 'group', key: `group ${group.key}`, group, isOpen });
    if (!isOpen) continue;
    for (const finding of group.findings) rows.push({ kind: 'finding', key: finding.fingerprint, finding });
  }
  return rows;
}

/** `2 critical, 5 high`; only what occurs. */
export function countsInWords(counts: readonly number[]): string {
  return SEVERITIES.flatMap((severity, rank) => (counts[rank] ? [`${counts[rank].toLocaleString('en-US')} ${severity}`] : [])).join(', ');
}

export function severityCounts(findings: readonly Finding[]): number[] {
  const counts = SEVERITIES.map(() => 0);
  for (const finding of findings) {
    const rank = SEVERITIES.indexOf(severityOf(finding));
    counts[rank] = (counts[rank] ?? 0) + 1;
  }
  return counts;
}
