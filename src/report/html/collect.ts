import { requirementTitle, STANDARDS, uniqueFingerprints } from '../../checks/index.ts';
import {
  assertNever,
  type Evidence,
  type Finding,
  formatFieldPath,
  formatPlace,
  formatProblemPlace,
  type GrantLink,
  type Subject,
} from '../../core/index.ts';
import type { RenderOptions } from '../formats.ts';
import { groupByMessage } from '../group.ts';
import { HiddenText } from '../hidden-text.ts';
import { checksById, placeOf, type ScanReport } from '../report.ts';
import { countUnlistedChecks, type StandardSummary, summarizeStandards } from '../summary.ts';
import { excerptWindow } from './excerpt-window.ts';
import {
  PAGE_SEVERITIES,
  type PageCheck,
  type PageData,
  type PageFile,
  type PageFindingRest,
  type PageFindings,
  type PageStandard,
  type PageSubject,
} from './page-data.ts';

/** Places of one problem that a page lists; the count says how many there are. */
const PROBLEM_PLACES = 200;

export function pageDataOf(report: ScanReport, options: RenderOptions): PageData {
  const { counts, tallies } = report;
  const columns = columnsOf(report, options);
  return {
    version: report.version,
    counts: { files: counts.files, documents: counts.documents, foreign: counts.foreign, objects: counts.objects },
    asked: tallies.length,
    unlisted: countUnlistedChecks(report),
    worlds: report.worlds.filter((name) => name !== ''),
    ...columns,
    files: filesOf(report, columns.fileNames, options),
    standards: summarizeStandards(report).map(standardOf),
    problems: groupByMessage(report.problems).map((group) => {
      const [{ code, message, hint }] = group;
      const places = [...new Set(group.map(formatProblemPlace).filter((place) => place !== ''))];
      return {
        isNotice: code === 'notice',
        message,
        ...(hint === undefined ? {} : { hint }),
        count: group.length,
        places: places.slice(0, PROBLEM_PLACES),
      };
    }),
  };
}

/** Gives equal texts one number, in the order in which they first occur. */
class Numbers<T> {
  readonly values: T[] = [];
  readonly #known = new Map<string, number>();

  of(key: string, make: () => T): number {
    let number = this.#known.get(key);
    if (number === undefined) {
      number = this.values.push(make()) - 1;
      this.#known.set(key, number);
    }
    return number;
  }
}

type Columns = Pick<PageData, 'findings' | 'checks' | 'subjects' | 'texts'> & { readonly fileNames: readonly string[] };

function columnsOf(report: ScanReport, options: RenderOptions): Columns {
  const known = checksById(report);
  const checks = new Numbers<PageCheck>();
  const subjects = new Numbers<PageSubject>();
  const files = new Numbers<string>();
  const texts = new Numbers<string>();
  const all = [...report.findings, ...report.suppressed.map(({ finding }) => finding)];
  const findings = {
    fingerprint: uniqueFingerprints(all),
    check: [] as number[],
    severity: [] as number[],
    subject: [] as number[],
    file: [] as number[],
    range: [] as number[],
    message: [] as number[],
    field: [] as number[],
    rest: {} as Record<number, PageFindingRest>,
  } satisfies PageFindings;
  for (const [index, finding] of all.entries()) {
    const { check, subject } = finding;
    const { file, range } = placeOf(finding);
    const shown = subjectOf(subject);
    const field = formatFieldPath(finding.path);
    findings.check.push(checks.of(check, () => checkOf(check, known.get(check))));
    findings.severity.push(PAGE_SEVERITIES.indexOf(finding.severity));
    findings.subject.push(subjects.of(JSON.stringify(shown), () => shown));
    findings.file.push(files.of(file, () => file));
    findings.range.push(range.start.line, range.start.column, range.end.line, range.end.column);
    findings.message.push(texts.of(finding.message, () => finding.message));
    findings.field.push(texts.of(field, () => field));
    const accepted = report.suppressed[index - report.findings.length]?.by;
    const rest = { ...restOf(finding, options), ...(accepted ? { accepted } : {}) };
    if (Object.keys(rest).length > 0) findings.rest[index] = rest;
  }
  return { findings, checks: checks.values, subjects: subjects.values, texts: texts.values, fileNames: files.values };
}

function subjectOf(subject: Subject): PageSubject {
  if (subject.kind === 'dockerfile') {
    return {
      kind: 'Dockerfile',
      apiVersion: '',
      name: subject.stage === undefined ? subject.file : `${subject.file} stage ${subject.stage}`,
    };
  }
  const { apiVersion, type: kind, namespace, name } = subject;
  return { kind, apiVersion, name, ...(namespace === undefined ? {} : { namespace }) };
}

function checkOf(id: string, check: ReturnType<ReturnType<typeof checksById>['get']>): PageCheck {
  const { title = id, why = '', remedy = '', standards = {}, aliases = {} } = check ?? {};
  return { id, title, why, remedy, standards: { ...standards }, aliases: { ...aliases } };
}

function restOf(finding: Finding, { fixOf }: RenderOptions): PageFindingRest {
  const [first, ...others] = finding.origin;
  const fix = fixOf?.(finding);
  return {
    ...(first?.exact === false ? { isAbsent: true } : {}),
    ...(finding.evidence.length > 0 ? { evidence: finding.evidence.map(describeEvidence) } : {}),
    ...(finding.worlds.length > 0 ? { worlds: finding.worlds } : {}),
    ...(others.length > 0 ? { places: others.map(({ place }) => formatPlace(place)) } : {}),
    ...(fix ? { fix } : {}),
  };
}

function describeEvidence(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'field': {
      const field = formatFieldPath(evidence.path);
      return evidence.value === undefined ? `${field} is absent` : `${field} is ${JSON.stringify(evidence.value)}`;
    }
    case 'level':
      return evidence.level === 'default'
        ? `nothing sets ${evidence.field}: its default decides`
        : `${evidence.field} is decided at the level of the ${evidence.level.replace('-', ' ')}`;
    case 'object': {
      const where = evidence.place ? ` (${formatPlace(evidence.place)})` : '';
      return evidence.missing ? `${evidence.reference} was looked for and is not there` : `${evidence.reference}${where}`;
    }
    case 'grant': {
      const { subject, binding, role, rule, namespace, pods = [] } = evidence;
      const chain = [binding, role, ...(rule ? [rule] : [])].map(describeLink).join(' → ');
      const runs = pods.length > 0 ? `; ${pods.map(describeLink).join(', ')} runs as it` : '';
      return `${subject} in ${namespace === undefined ? 'the whole cluster' : `namespace ${namespace}`}: ${chain}${runs}`;
    }
    case 'requirement':
      return evidence.text;
    default:
      return assertNever(evidence);
  }
}

function describeLink({ reference, place }: GrantLink): string {
  return place ? `${reference} (${formatPlace(place)})` : reference;
}

function standardOf(summary: StandardSummary): PageStandard {
  const { id, passed, failed, notEvaluated, notApplicable } = summary;
  const numbers = [...passed, ...failed, ...notEvaluated, ...notApplicable];
  const requirements = Object.fromEntries(numbers.map((number) => [number, requirementTitle(id, number) ?? '']));
  return { ...summary, url: STANDARDS[id].url, requirements };
}

/** Longer lines are cut: nobody reads them, and a file may be one line. */
const MAX_LINE = 300;

function filesOf(report: ScanReport, names: readonly string[], { inventory }: RenderOptions): PageFile[] {
  if (!inventory) return names.map((name) => ({ name, lines: [] }));
  const hidden = new HiddenText(inventory);
  const needed = new Map<string, Map<number, string>>();
  for (const finding of [...report.findings, ...report.suppressed.map((suppressed) => suppressed.finding)]) {
    const { file, range } = placeOf(finding);
    let lines = needed.get(file);
    if (!lines) needed.set(file, (lines = new Map()));
    const known = lines;
    const lineAt = (line: number): string | undefined => known.get(line) ?? hidden.lineAt(file, line);
    const isAbsent = finding.origin[0]?.exact === false;
    for (const { number, text } of excerptWindow(range.start.line, range.end.line, isAbsent, lineAt)) known.set(number, text);
  }
  return names.map((name) => ({ name, lines: runsOf(needed.get(name) ?? new Map()) }));
}

function runsOf(lines: ReadonlyMap<number, string>): PageFile['lines'] {
  const runs: { first: number; texts: string[] }[] = [];
  for (const [number, text] of [...lines].sort(([a], [b]) => a - b)) {
    const shown = text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)}…` : text;
    const run = runs.at(-1);
    if (run && run.first + run.texts.length === number) run.texts.push(shown);
    else runs.push({ first: number, texts: [shown] });
  }
  return runs.map(({ first, texts }) => ({ first, text: texts.join('\n') }));
}
