/**
 * A set of whole numbers as the places where membership changes: `[80, 81, 443, 445]` holds 80, 443 and 444. Boundaries rise strictly,
 * so equal sets have equal boundaries.
 */
export type Boundaries<T extends number | bigint> = readonly T[];

type Keep = (inLeft: boolean, inRight: boolean) => boolean;

const EITHER: Keep = (inLeft, inRight) => inLeft || inRight;
const BOTH: Keep = (inLeft, inRight) => inLeft && inRight;
const FIRST_ONLY: Keep = (inLeft, inRight) => inLeft && !inRight;

export function unite<T extends number | bigint>(left: Boundaries<T>, right: Boundaries<T>): Boundaries<T> {
  if (left.length === 0) return right;
  return right.length === 0 ? left : combine(left, right, EITHER);
}

export function intersect<T extends number | bigint>(left: Boundaries<T>, right: Boundaries<T>): Boundaries<T> {
  return left.length === 0 || right.length === 0 ? [] : combine(left, right, BOTH);
}

export function subtract<T extends number | bigint>(left: Boundaries<T>, right: Boundaries<T>): Boundaries<T> {
  return left.length === 0 || right.length === 0 ? left : combine(left, right, FIRST_ONLY);
}

function combine<T extends number | bigint>(left: Boundaries<T>, right: Boundaries<T>, keep: Keep): Boundaries<T> {
  const result: T[] = [];
  let [i, j, isInside] = [0, 0, false];
  while (i < left.length || j < right.length) {
    const [a, b] = [left[i], right[j]];
    const at = (b === undefined || (a !== undefined && a < b) ? a : b) as T;
    if (a === at) i++;
    if (b === at) j++;
    const isKept = keep(i % 2 === 1, j % 2 === 1);
    if (isKept !== isInside) result.push(at);
    isInside = isKept;
  }
  return result;
}

export function includes<T extends number | bigint>(set: Boundaries<T>, value: T): boolean {
  let [low, high] = [0, set.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((set[middle] as T) <= value) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1;
}

/** The ranges of a set, each with its first number and the first one after it. */
export function* rangesOf<T extends number | bigint>(set: Boundaries<T>): Generator<readonly [start: T, end: T]> {
  for (let index = 0; index + 1 < set.length; index += 2) yield [set[index] as T, set[index + 1] as T];
}
