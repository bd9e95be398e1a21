import { formatPlace, type Place } from './position.ts';

/**
 * Something that could not be read or decided. A problem never stops the rest of the work, and always reaches the report.
 * `unreadable` names an input the user pointed at and that could not be opened at all; `unparsable` a text that is not what it claims;
 * `not-evaluated` something that was read but on which no verdict could be reached; `bad-shape` a field of a type the API server refuses;
 * `limit` a bound that protects against hostile input; `notice` something worth knowing that leaves no verdict open.
 */
export type ProblemCode = 'unreadable' | 'unparsable' | 'not-evaluated' | 'bad-shape' | 'limit' | 'notice';

export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint?: string;
  /** The file concerned, where there is no place inside it. */
  readonly file?: string;
  readonly place?: Place;
}

/** Where the problem lies: `file:line:column`, a file, or nothing. */
export function formatProblemPlace(problem: Problem): string {
  return problem.place ? formatPlace(problem.place) : (problem.file ?? '');
}
