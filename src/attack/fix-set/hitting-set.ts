export interface HittingSet {
  /** Numbers of the elements, sorted. */
  readonly chosen: readonly number[];
  readonly cost: number;
  /** No hitting set costs less. */
  readonly bound: number;
}

/** So many nodes of the search tree are looked at; then the best that was found stands, with the gap to the bound. */
const MOST_NODES = 200_000;

/**
 * The cheapest set that has an element of every conflict, by branch and bound: one branch for each element of the smallest open conflict, without those that
 * branches before it have tried. Conflicts without common elements bound from below.
 */
export function cheapestHittingSet(conflicts: readonly (readonly number[])[], costOf: (element: number) => number): HittingSet {
  const minimal = withoutSupersets(conflicts);
  let best = greedy(minimal, costOf);
  let nodes = 0;
  let isComplete = true;
  const search = (open: readonly (readonly number[])[], chosen: readonly number[], cost: number, banned: ReadonlySet<number>): void => {
    if (open.length === 0) {
      if (cost < best.cost) best = { chosen: chosen.toSorted((a, b) => a - b), cost };
      return;
    }
    if (++nodes > MOST_NODES) {
      isComplete = false;
      return;
    }
    const free = open.map((conflict) => conflict.filter((element) => !banned.has(element)));
    if (free.some(({ length }) => length === 0) || cost + disjointBound(free, costOf) >= best.cost) return;
    const [smallest = []] = free.toSorted((a, b) => a.length - b.length);
    const tried = new Set(banned);
    for (const element of smallest.toSorted((a, b) => costOf(a) - costOf(b) || a - b)) {
      search(
        open.filter((conflict) => !conflict.includes(element)),
        [...chosen, element],
        cost + costOf(element),
        tried,
      );
      tried.add(element);
    }
  };
  search(minimal, [], 0, new Set());
  return { ...best, bound: isComplete ? best.cost : disjointBound(minimal, costOf) };
}

/** What hits a conflict hits those that hold it. */
function withoutSupersets(conflicts: readonly (readonly number[])[]): (readonly number[])[] {
  const kept: Set<number>[] = [];
  for (const conflict of conflicts.toSorted((a, b) => a.length - b.length)) {
    const own = new Set(conflict);
    if (!kept.some((other) => [...other].every((element) => own.has(element)))) kept.push(own);
  }
  return kept.map((conflict) => [...conflict]);
}

/** Element by element the one that hits most for its cost, then without those that turned out to be needless. */
function greedy(conflicts: readonly (readonly number[])[], costOf: (element: number) => number): { chosen: number[]; cost: number } {
  const chosen: number[] = [];
  for (let open = conflicts; open.length > 0; ) {
    const hits = new Map<number, number>();
    for (const element of open.flat()) hits.set(element, (hits.get(element) ?? 0) + 1);
    const [best] = [...hits].sort(([a, x], [b, y]) => y / costOf(b) - x / costOf(a) || a - b);
    if (!best) break;
    chosen.push(best[0]);
    open = open.filter((conflict) => !conflict.includes(best[0]));
  }
  const needed = chosen.filter((element, index) =>
    conflicts.some((conflict) => conflict.includes(element) && !chosen.some((other, at) => at !== index && conflict.includes(other))),
  );
  const isHit = conflicts.every((conflict) => conflict.some((element) => needed.includes(element)));
  const result = (isHit ? needed : chosen).toSorted((a, b) => a - b);
  return { chosen: result, cost: result.reduce((sum, element) => sum + costOf(element), 0) };
}

function disjointBound(conflicts: readonly (readonly number[])[], costOf: (element: number) => number): number {
  const used = new Set<number>();
  let bound = 0;
  for (const conflict of conflicts.toSorted((a, b) => a.length - b.length)) {
    if (conflict.some((element) => used.has(element))) continue;
    for (const element of conflict) used.add(element);
    bound += Math.min(...conflict.map(costOf));
  }
  return bound;
}
