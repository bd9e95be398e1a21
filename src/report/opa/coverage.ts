import type { LineCoverage } from '../../engines/rego/index.ts';
import { type Fields, fields } from './go-json.ts';

export interface CoverageReport {
  readonly files: readonly FileCoverage[];
  readonly covered: number;
  readonly notCovered: number;
  /** Of a hundred. */
  readonly percentage: number;
}

interface FileCoverage {
  readonly file: string;
  readonly covered: readonly LineRange[];
  readonly notCovered: readonly LineRange[];
}

type LineRange = readonly [first: number, last: number];

export function coverageReport(lines: readonly LineCoverage[]): CoverageReport {
  const files = lines
    .map(
      ({ module, covered, notCovered }): FileCoverage => ({ file: module, covered: rangesOf(covered), notCovered: rangesOf(notCovered) }),
    )
    .toSorted((a, b) => (a.file < b.file ? -1 : 1));
  const covered = sum(files.flatMap((file) => file.covered));
  const notCovered = sum(files.flatMap((file) => file.notCovered));
  return { files, covered, notCovered, percentage: share(covered, notCovered) };
}

/** What `opa test --coverage` prints: https://github.com/open-policy-agent/opa/blob/v1.13.1/v1/cover/cover.go */
export function coverageNode({ files, covered, notCovered, percentage }: CoverageReport): Fields {
  return fields(
    ['files', fields(...files.map((file) => [file.file, fileNode(file)] as const))],
    ['covered_lines', covered],
    ['not_covered_lines', notCovered],
    ['coverage', percentage],
  );
}

function fileNode({ covered, notCovered }: FileCoverage): Fields {
  const [yes, no] = [sum(covered), sum(notCovered)];
  const unlessZero = (count: number): number | undefined => (count === 0 ? undefined : count);
  const ranges = (all: readonly LineRange[]): readonly Fields[] | undefined =>
    all.length === 0 ? undefined : all.map(([first, last]) => fields(['start', fields(['row', first])], ['end', fields(['row', last])]));
  return fields(
    ['covered', ranges(covered)],
    ['not_covered', ranges(notCovered)],
    ['covered_lines', unlessZero(yes)],
    ['not_covered_lines', unlessZero(no)],
    ['coverage', unlessZero(share(yes, no))],
  );
}

export function linesNotCovered({ files }: CoverageReport): readonly string[] {
  return files.flatMap(({ file, notCovered }) =>
    notCovered.map(([first, last]) => (first === last ? `${file}:${first}` : `${file}:${first}-${last}`)),
  );
}

function rangesOf(lines: readonly number[]): readonly LineRange[] {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last && last[1] + 1 === line) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges;
}

function sum(ranges: readonly LineRange[]): number {
  return ranges.reduce((all, [first, last]) => all + last - first + 1, 0);
}

function share(covered: number, notCovered: number): number {
  return covered + notCovered === 0 ? 0 : (100 * covered) / (covered + notCovered);
}
