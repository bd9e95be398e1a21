import { formatProblemPlace, type Problem } from '../../../core/index.ts';
import type { ObjectProblem } from '../../../engines/gatekeeper/index.ts';
import { safeText } from '../../../report/index.ts';
import type { PlacedObject } from './read-objects.ts';

/** A problem as lines for standard error. */
export function describeProblem(problem: Problem): string {
  const place = formatProblemPlace(problem);
  const hint = problem.hint === undefined ? '' : `\nhint: ${safeText(problem.hint)}\n`;
  const word = problem.code === 'notice' ? 'note' : 'error';
  return `${word}: ${safeText(problem.message)}\n${place === '' ? '' : `  at ${safeText(place)}\n`}${hint}`;
}

/** The same with the places of the objects that the problems are about. */
export function placeProblems(problems: readonly ObjectProblem[], objects: readonly PlacedObject[]): readonly Problem[] {
  const byObject = new Map(objects.map((placed) => [placed.object, placed]));
  return problems.map(({ kind, object, path, message, hint }): Problem => {
    const place = byObject.get(object)?.placeOf(path);
    return {
      code: kind === 'notice' ? 'notice' : 'not-evaluated',
      message,
      ...(place && { place }),
      ...(hint !== undefined && { hint }),
    };
  });
}
