import type { PageCheck, PageData, PageFindingRest, PageProblem, PageStandard, PageSubject } from '../src/report/html/page-data.ts';
import { safeText } from '../src/report/safe-text.ts';

/** Worst first, as the data numbers them. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;

export type Severity = (typeof SEVERITIES)[number];

export interface Subject {
  readonly kind: string;
  readonly apiVersion: string;
  readonly namespace: string;
  /** `Deployment shop/frontend`. */
  readonly label: string;
}

export interface Finding {
  readonly index: number;
  readonly fingerprint: string;
  readonly check: PageCheck;
  /** The place of its severity in SEVERITIES. */
  readonly rank: number;
  readonly subject: Subject;
  readonly file: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
  readonly message: string;
  readonly field: string;
  readonly rest: PageFindingRest;
}

export interface Report extends Pick<PageData, 'version' | 'counts' | 'asked' | 'unlisted' | 'worlds' | 'standards'> {
  readonly findings: readonly Finding[];
  readonly accepted: readonly Finding[];
  readonly byFingerprint: ReadonlyMap<string, Finding>;
  readonly open: readonly PageProblem[];
  readonly notices: readonly PageProblem[];
  readonly standardTitles: ReadonlyMap<string, PageStandard>;
  lineAt(file: string, line: number): string | undefined;
}

const NOTHING: PageFindingRest = {};

/** Turns the columns of the data into findings. Every text that comes from a scanned file is made harmless to look at here, once. */
export function readReport(data: PageData): Report {
  const texts = data.texts.map(safeText);
  const files = data.files.map(({ name }) => safeText(name));
  const subjects = data.subjects.map(subjectOf);
  const { check, severity, subject, file, range, message, field, fingerprint, rest } = data.findings;
  const all: Finding[] = [];
  for (let index = 0; index < fingerprint.length; index++) {
    const checkOf = data.checks[check[index] ?? 0];
    const subjectAt = subjects[subject[index] ?? 0];
    if (!checkOf || !subjectAt) continue;
    all.push({
      index,
      fingerprint: fingerprint[index] ?? '',
      check: checkOf,
      rank: severity[index] ?? 4,
      subject: subjectAt,
      file: files[file[index] ?? 0] ?? '-',
      start: { line: range[4 * index] ?? 1, column: range[4 * index + 1] ?? 1 },
      end: { line: range[4 * index + 2] ?? 1, column: range[4 * index + 3] ?? 1 },
      message: texts[message[index] ?? 0] ?? '',
      field: texts[field[index] ?? 0] ?? '',
      rest: rest[index] ?? NOTHING,
    });
  }
  const problems = data.problems.map(harmless);
  return {
    version: data.version,
    counts: data.counts,
    asked: data.asked,
    unlisted: data.unlisted,
    worlds: data.worlds.map(safeText),
    standards: data.standards,
    findings: all.filter((finding) => !finding.rest.accepted),
    accepted: all.filter((finding) => finding.rest.accepted),
    byFingerprint: new Map(all.map((finding) => [finding.fingerprint, finding])),
    open: problems.filter(({ isNotice }) => !isNotice),
    notices: problems.filter(({ isNotice }) => isNotice),
    standardTitles: new Map(data.standards.map((standard) => [standard.id, standard])),
    lineAt: lineReader(data, files),
  };
}

function subjectOf({ kind, apiVersion, name, namespace = '' }: PageSubject): Subject {
  return {
    kind: safeText(kind),
    apiVersion: safeText(apiVersion),
    namespace: safeText(namespace),
    label: safeText(`${kind} ${namespace === '' ? name : `${namespace}/${name}`}`),
  };
}

function harmless(problem: PageProblem): PageProblem {
  const { message, hint, places } = problem;
  return {
    ...problem,
    message: safeText(message),
    ...(hint === undefined ? {} : { hint: safeText(hint) }),
    places: places.map(safeText),
  };
}

function lineReader(data: PageData, names: readonly string[]): Report['lineAt'] {
  const lines = new Map<string, Map<number, string>>();
  return (file, line) => {
    let known = lines.get(file);
    if (!known) {
      known = new Map();
      for (const { first, text } of data.files[names.indexOf(file)]?.lines ?? []) {
        for (const [offset, one] of text.split('\n').entries()) known.set(first + offset, one);
      }
      lines.set(file, known);
    }
    return known.get(line);
  };
}

export function severityOf(finding: Finding): Severity {
  return SEVERITIES[finding.rank] ?? 'info';
}

export function placeLabel({ file, start }: Finding): string {
  return `${file}:${start.line}:${start.column}`;
}
