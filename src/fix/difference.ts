import { type Finding, formatSubject, type Problem } from '../core/index.ts';

/** What a reading found: weaknesses, and what could not be judged. */
export interface Judged {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

export interface Difference {
  readonly gone: readonly Finding[];
  readonly appeared: readonly (Finding | Problem)[];
}

/**
 * What became of two readings of the same files. Findings are the same when they say the same of the same object; paths and lines move with
 * every edit, so equal ones are counted instead.
 */
export function compareJudged(before: Judged, after: Judged): Difference {
  return {
    gone: surplus(before.findings, after.findings, keyOfFinding),
    appeared: [...surplus(after.findings, before.findings, keyOfFinding), ...surplus(after.problems, before.problems, keyOfProblem)],
  };
}

/** Those of `these` that `those` has fewer of. */
function surplus<T>(these: readonly T[], those: readonly T[], keyOf: (one: T) => string): T[] {
  const left = new Map<string, number>();
  for (const one of those) left.set(keyOf(one), (left.get(keyOf(one)) ?? 0) + 1);
  return these.filter((one) => {
    const key = keyOf(one);
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}

export function keyOfFinding({ check, subject, origin, message }: Finding): string {
  return [check, origin[0]?.place.file, formatSubject(subject), message].join('\n');
}

function keyOfProblem({ code, message, place, file }: Problem): string {
  return [code, place?.file ?? file, message].join('\n');
}
