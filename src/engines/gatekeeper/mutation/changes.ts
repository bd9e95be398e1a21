import { type FieldPath, isRecord } from '../../../core/index.ts';

/** A field that is other than it was; `undefined` where it was not there. */
export interface Change {
  readonly path: FieldPath;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * The fields that differ between a value and what was made of it, as near to the leaves as they can be told. What both share is not looked at.
 * Items are compared one by one where their number did not shrink; a list that lost some is one change.
 */
export function findChanges(before: unknown, after: unknown, path: FieldPath = []): readonly Change[] {
  if (before === after) return [];
  if (isRecord(before) && isRecord(after) && Object.keys(before).every((key) => Object.hasOwn(after, key))) {
    return Object.keys(after).flatMap((key) =>
      findChanges(Object.hasOwn(before, key) ? before[key] : undefined, after[key], [...path, key]),
    );
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length <= after.length) {
    return after.flatMap((item, i) => findChanges(before[i], item, [...path, i]));
  }
  return [{ path, before, after }];
}
