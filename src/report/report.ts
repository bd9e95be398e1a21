import type { Check, CheckTally, SuppressedFinding } from '../checks/index.ts';
import { comparePositions, compareSeverity, compareText, type Finding, type Place, type Problem } from '../core/index.ts';

/** Everything a report can say, as plain data in a fixed order: the same input gives the same bytes in every format. */
export interface ScanReport {
  /** The version of the program. */
  readonly version: string;
  /** Worst first, then by check, file and position. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly problems: readonly Problem[];
  /** One for each check that was asked. */
  readonly tallies: readonly CheckTally[];
  readonly counts: {
    readonly files: number;
    readonly documents: number;
    readonly foreign: number;
    readonly objects: number;
    readonly dockerfiles: number;
  };
  /** Names of the alternatives; one empty name where there are none. */
  readonly worlds: readonly string[];
  /** Where only new findings are listed: what they are compared with. */
  readonly comparison?: Comparison;
}

export interface Comparison {
  /** A baseline file, or a revision. */
  readonly against: string;
  /** Findings that were there before, and are not listed. */
  readonly known: readonly Finding[];
  /** How many findings of before are gone. */
  readonly gone: number;
}

export function createReport(parts: ScanReport): ScanReport {
  return {
    ...parts,
    findings: parts.findings.toSorted(compareFindings),
    suppressed: parts.suppressed.toSorted((a, b) => compareFindings(a.finding, b.finding)),
  };
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    compareSeverity(a.severity, b.severity) ||
    compareText(a.check, b.check) ||
    comparePlaces(placeOf(a), placeOf(b)) ||
    compareText(a.message, b.message)
  );
}

function comparePlaces(a: Place, b: Place): number {
  return compareText(a.file, b.file) || comparePositions(a.range.start, b.range.start);
}

const NOWHERE: Place = { file: '-', range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } } };

/** Where the user looks for it: the nearest link of its origin. */
export function placeOf(finding: Finding): Place {
  return finding.origin[0]?.place ?? NOWHERE;
}

/** The check a finding belongs to, with the tally it was found under. */
export function checksById(report: ScanReport): ReadonlyMap<string, Check> {
  return new Map(report.tallies.map(({ check }) => [check.id, check]));
}
