import type { Relation } from './tally.ts';

/** Which of many numbered things match: all as `fallback` says, but for the exceptions. */
export interface Membership {
  readonly fallback: Relation;
  readonly exceptions: ReadonlyMap<number, Relation>;
}

export const NOBODY: Membership = { fallback: 0, exceptions: new Map() };
export const EVERYBODY: Membership = { fallback: 2, exceptions: new Map() };

export function relationOf({ fallback, exceptions }: Membership, member: number): Relation {
  return exceptions.get(member) ?? fallback;
}
