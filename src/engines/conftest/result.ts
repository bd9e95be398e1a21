import type { RegoObject } from '../rego/index.ts';

/** Where a policy says that its message comes from, by `_loc`. The line is the text of a number, or empty. */
export interface MessageLocation {
  readonly file: string;
  readonly line: string;
}

/** One message of a rule, with the other members of the object that it came in, and the query that gave it. */
export interface CheckMessage {
  readonly message: string;
  readonly location?: MessageLocation;
  readonly metadata?: RegoObject;
}

/** A query that was asked on the way to a result: what it printed, and how it went where that was wanted. */
export interface AskedQuery {
  readonly query: string;
  readonly hasPassed: boolean;
  readonly trace: readonly string[];
  readonly prints: readonly string[];
}

/** What the rules of one namespace say about one file. */
export interface CheckResult {
  readonly fileName: string;
  readonly namespace: string;
  readonly successes: number;
  readonly skipped: readonly CheckMessage[];
  readonly warnings: readonly CheckMessage[];
  readonly failures: readonly CheckMessage[];
  readonly exceptions: readonly CheckMessage[];
  readonly queries: readonly AskedQuery[];
}

export interface Totals {
  readonly tests: number;
  readonly successes: number;
  readonly warnings: number;
  readonly failures: number;
  readonly exceptions: number;
  readonly skipped: number;
}

export function totalsOf(results: readonly CheckResult[]): Totals {
  const sum = (count: (result: CheckResult) => number): number => results.reduce((all, result) => all + count(result), 0);
  const totals = {
    successes: sum(({ successes }) => successes),
    warnings: sum(({ warnings }) => warnings.length),
    failures: sum(({ failures }) => failures.length),
    exceptions: sum(({ exceptions }) => exceptions.length),
    skipped: sum(({ skipped }) => skipped.length),
  };
  return { tests: Object.values(totals).reduce((all, count) => all + count, 0), ...totals };
}

/** `10 tests, 5 passed, 1 warning, 4 failures, 0 exceptions`. */
export function formatTotals({ tests, successes, warnings, failures, exceptions }: Totals): string {
  const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
  return [
    counted(tests, 'test'),
    `${successes} passed`,
    counted(warnings, 'warning'),
    counted(failures, 'failure'),
    counted(exceptions, 'exception'),
  ].join(', ');
}
