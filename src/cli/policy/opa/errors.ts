import { comparePositions, compareText, type Problem } from '../../../core/index.ts';
import { type OpaError, opaErrors } from '../../../report/opa/index.ts';
import type { LoadedSources } from './load.ts';

/** Problems of modules and of a query as OPA gives errors, in the order of the text. */
export function errorsOf(problems: readonly Problem[], { modules }: LoadedSources, query?: string): readonly OpaError[] {
  return opaErrors(
    problems.toSorted(byPlace),
    (file) => modules.find(({ name }) => name === file)?.text ?? (file === 'query' ? query : undefined),
  );
}

function byPlace({ place: a }: Problem, { place: b }: Problem): number {
  if (!a || !b) return a ? 1 : b ? -1 : 0;
  return compareText(a.file, b.file) || comparePositions(a.range.start, b.range.start);
}

/** Whether OPA would have found a problem before it compiled anything. */
export function isLoadingProblem({ code }: Problem): boolean {
  return code === 'unparsable' || code === 'unreadable';
}
