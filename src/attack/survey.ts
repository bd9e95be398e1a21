import { type AttackAnalysis, type AttackPath, describeStart, type Start } from './find-paths.ts';
import type { AttackClause } from './graph/attack-graph.ts';

/** Paths that are told together: the same steps to the same target from starts of one kind. */
export interface Story {
  /** The path that is told; of several the one of least effort. */
  readonly path: AttackPath;
  /** Starts of which the same is true, the one of `path` first. */
  readonly starts: readonly Start[];
  /** Targets that fall on the way, or by a way of less effort. */
  readonly also: readonly AttackPath[];
}

/** What was asked of every start, the worst first. */
export interface Survey {
  readonly stories: readonly Story[];
  /** Starts from which no target is reached. */
  readonly safe: readonly Start[];
  /** Starts that were not looked at, since there were too many. */
  readonly leftOut: number;
}

export interface SurveyOptions {
  /** Only these targets, by id. */
  readonly targets?: ReadonlySet<string>;
  isCut?(clause: AttackClause): boolean;
}

/** The worse, the higher: what falls counts, what it hangs on that nobody knows, and what it asks of an attacker. */
export function badness({ target, effort, clauses }: AttackPath): number {
  const unknown = clauses.flatMap(({ premises }) => premises).filter(({ kind }) => kind !== 'usual').length;
  return target.worth * 0.8 ** unknown - effort / 10;
}

/** A survey that grows start by start, so that whoever is interrupted can tell what is known by then. */
export interface SurveyBuilder {
  add(start: Start): void;
  /** `leftOut` starts were not looked at. */
  finish(leftOut: number): Survey;
}

export function createSurvey(analysis: AttackAnalysis, options: SurveyOptions = {}): SurveyBuilder {
  const { targets, isCut } = options;
  const safe: Start[] = [];
  const found: Story[] = [];
  return {
    add(start) {
      const own = start.kind === 'internet' ? throughEntries(analysis, start, isCut) : [analysis.paths(start, isCut)];
      const wanted = own.map((paths) => paths.filter(({ target }) => targets?.has(target.id) ?? true)).filter((paths) => paths.length > 0);
      if (wanted.length === 0) safe.push(start);
      for (const paths of wanted) found.push(...separatePaths(paths).map((story) => ({ ...story, starts: [start] })));
    },
    finish(leftOut) {
      const stories = [...Map.groupBy(found, signatureOf).values()].map((same): Story => {
        const [first] = same.toSorted((a, b) => a.path.effort - b.path.effort);
        const story = first as Story;
        const others = same.filter((one) => one !== story).flatMap((one) => one.starts);
        return { ...story, starts: uniqueStarts([...story.starts, ...others]) };
      });
      return { stories: stories.sort((a, b) => badness(b.path) - badness(a.path)), safe, leftOut };
    },
  };
}

/** The survey of at most `most` starts. */
export function surveyStarts(
  analysis: AttackAnalysis,
  starts: readonly Start[],
  most: number = Number.POSITIVE_INFINITY,
  options?: SurveyOptions,
): Survey {
  const survey = createSurvey(analysis, options);
  for (const start of starts.slice(0, most)) survey.add(start);
  return survey.finish(Math.max(0, starts.length - most));
}

/** What falls on the way to something else, or because everything falls, is told with that. */
export function separatePaths(paths: readonly AttackPath[]): { readonly path: AttackPath; readonly also: readonly AttackPath[] }[] {
  const stories: { path: AttackPath; also: AttackPath[] }[] = [];
  const longestFirst = paths.toSorted((a, b) => badness(b) - badness(a));
  const isWithin = (path: AttackPath, other: AttackPath): boolean =>
    path.start === other.start &&
    path.clauses.every((clause) => clause.step === undefined || clause.says === '' || other.clauses.includes(clause));
  for (const path of longestFirst) {
    const story = stories.find((one) => isWithin(path, one.path));
    if (story) {
      story.also.push(path);
      continue;
    }
    const parts = stories.filter((one) => isWithin(one.path, path));
    const [part] = parts;
    // To stay on a node is told with how it is taken.
    if (part && path.target.id === 'persistence') {
      part.also.push(path);
      continue;
    }
    // The longer way says all that the shorter ones do.
    for (const one of parts) stories.splice(stories.indexOf(one), 1);
    stories.push({ path, also: parts.flatMap((one) => [one.path, ...one.also]) });
  }
  return stories;
}

/** More ways in than anybody reads about. */
const MOST_ENTRIES = 25;

/** From the internet every way in is a story of its own. */
function throughEntries(analysis: AttackAnalysis, start: Start, isCut?: (clause: AttackClause) => boolean): (readonly AttackPath[])[] {
  const { graph } = analysis;
  const outside = graph.numberOf({ kind: 'outside' });
  const derivation = analysis.from(start, isCut);
  const entries = graph.clauses
    .filter(
      (clause) => clause.body.length === 1 && clause.body[0] === outside && derivation.efforts[clause.head] !== Number.POSITIVE_INFINITY,
    )
    .map(({ head }) => head);
  const heads = new Set(entries);
  if (heads.size <= 1) return [analysis.paths(start, isCut)];
  return [...heads]
    .slice(0, MOST_ENTRIES)
    .map((head) =>
      analysis.paths(
        start,
        (clause) => (clause.body.length === 1 && clause.body[0] === outside && clause.head !== head) || isCut?.(clause) === true,
      ),
    );
}

/** Stories with the same steps differ in names alone. */
function signatureOf({ path }: Story): string {
  const steps = path.clauses
    .map(({ step, grant }) => step?.id ?? (grant ? `grant ${grant.grant.binding.name}` : ''))
    .filter((id) => id !== '');
  const workloads = path.start.kind === 'workload' ? '' : path.clauses.map(({ says }) => says).join('|');
  return [path.start.kind, path.target.id, ...steps, workloads].join('>');
}

function uniqueStarts(starts: readonly Start[]): Start[] {
  return [...new Map(starts.map((start) => [describeStart(start), start])).values()];
}
