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

/** What matches one of several. */
export function anyOf(memberships: readonly Membership[]): Membership {
  const [first = NOBODY] = memberships;
  if (memberships.length < 2) return first;
  const fallback = Math.max(...memberships.map((one) => one.fallback)) as Relation;
  const exceptions = new Map<number, Relation>();
  for (const { exceptions: own } of memberships) {
    for (const member of own.keys()) {
      if (exceptions.has(member)) continue;
      let most: Relation = 0;
      for (const one of memberships) most = Math.max(most, relationOf(one, member)) as Relation;
      exceptions.set(member, most);
    }
  }
  return { fallback, exceptions };
}
