import type { Problem } from './problem.ts';

/** A value together with what could not be read on the way to it, or only the reasons why there is none. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export function succeed<T>(value: T, problems: readonly Problem[] = []): Outcome<T> {
  return { ok: true, value, problems };
}

export function fail<T>(...problems: readonly Problem[]): Outcome<T> {
  return { ok: false, problems };
}
