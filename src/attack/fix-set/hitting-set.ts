export interface HittingSet {
  /** Numbers of the elements, sorted. */
  readonly chosen: readonly number[];
  readonly cost: number;
  /** No hitting set costs less. */
  readonly bound: number;
}

type Conflict = readonly number[];
type CostOf = (element: number) => number;

/** So many nodes of the search tree are looked at for each part; then the best that was found stands, with the gap to the bound. */
const MOST_NODES = 20_000;

/**
 * The cheapest set that has an element of every conflict. Conflicts that share no element are problems of their own; in each, what is
 * needless is taken away first, and the rest is searched by branch and bound.
 */
export function cheapestHittingSet(conflicts: readonly Conflict[], costOf: CostOf): HittingSet {
  const chosen: number[] = [];
  let cost = 0;
  let bound = 0;
  for (const part of partsOf(conflicts)) {
    const solved = solvePart(part, costOf);
    chosen.push(...solved.chosen);
    cost += solved.cost;
    bound += solved.bound;
  }
  return { chosen: chosen.sort((a, b) => a - b), cost, bound };
}

/** Conflicts that hang together by common elements. */
function partsOf(conflicts: readonly Conflict[]): Conflict[][] {
  const leader = new Map<number, number>();
  const find = (element: number): number => {
    let root = element;
    for (let next = leader.get(root) ?? root; next !== root; next = leader.get(root) ?? root) root = next;
    leader.set(element, root);
    return root;
  };
  for (const [first = 0, ...rest] of conflicts) for (const other of rest) leader.set(find(other), find(first));
  return [...Map.groupBy(conflicts, ([first = 0]) => find(first)).values()];
}

function solvePart(conflicts: readonly Conflict[], costOf: CostOf): HittingSet {
  const { forced, rest } = reduce(conflicts, costOf);
  const forcedCost = costOfAll(forced, costOf);
  if (rest.length === 0) return { chosen: forced, cost: forcedCost, bound: forcedCost };
  // What was taken away may have let the rest fall apart.
  const parts = partsOf(rest);
  const solved = parts.length > 1 ? cheapestHittingSet(rest, costOf) : search(rest, costOf);
  return { chosen: [...forced, ...solved.chosen], cost: forcedCost + solved.cost, bound: forcedCost + solved.bound };
}

/**
 * Takes away conflicts that hold others, and elements that hit no more than another one that costs no more; a conflict of one element forces it. Every
 * cheapest set of what is left is, with what was forced, a cheapest set of the whole.
 */
function reduce(conflicts: readonly Conflict[], costOf: CostOf): { readonly forced: number[]; readonly rest: readonly Conflict[] } {
  const forced: number[] = [];
  let open: readonly Conflict[] = conflicts;
  for (;;) {
    open = withoutSupersets(open);
    const single = open.find(({ length }) => length === 1)?.[0];
    if (single !== undefined) {
      forced.push(single);
      open = open.filter((conflict) => !conflict.includes(single));
      continue;
    }
    const needless = dominated(open, costOf);
    if (needless.size === 0) return { forced, rest: open };
    open = open.map((conflict) => conflict.filter((element) => !needless.has(element)));
  }
}

function withoutSupersets(conflicts: readonly Conflict[]): Conflict[] {
  const kept: ReadonlySet<number>[] = [];
  const byElement = new Map<number, ReadonlySet<number>[]>();
  for (const conflict of conflicts.toSorted((a, b) => a.length - b.length)) {
    const own = new Set(conflict);
    // A kept one inside this one shares its first element with it.
    const isSuperset = [...own].some((element) => byElement.get(element)?.some((other) => [...other].every((one) => own.has(one))));
    if (isSuperset) continue;
    kept.push(own);
    const [first = 0] = own;
    const known = byElement.get(first);
    if (known) known.push(own);
    else byElement.set(first, [own]);
  }
  return kept.map((conflict) => [...conflict]);
}

function dominated(conflicts: readonly Conflict[], costOf: CostOf): ReadonlySet<number> {
  const hits = new Map<number, Set<number>>();
  for (const [index, conflict] of conflicts.entries()) {
    for (const element of conflict) {
      const known = hits.get(element);
      if (known) known.add(index);
      else hits.set(element, new Set([index]));
    }
  }
  const needless = new Set<number>();
  for (const [element, own] of hits) {
    const [first = 0] = own;
    // Whoever hits all of these hits the first of them.
    for (const other of conflicts[first] ?? []) {
      if (other === element || needless.has(other)) continue;
      const others = hits.get(other) as ReadonlySet<number>;
      if (others.size < own.size || costOf(other) > costOf(element)) continue;
      const isSame = others.size === own.size && costOf(other) === costOf(element);
      if ((isSame && other > element) || ![...own].every((index) => others.has(index))) continue;
      needless.add(element);
      break;
    }
  }
  return needless;
}

/** Branches on the elements of the smallest open conflict, each without those that branches before it have tried. */
function search(conflicts: readonly Conflict[], costOf: CostOf): HittingSet {
  let best = greedy(conflicts, costOf);
  let nodes = 0;
  const visit = (open: readonly Conflict[], chosen: readonly number[], cost: number, banned: ReadonlySet<number>): void => {
    if (open.length === 0) {
      if (cost < best.cost) best = { chosen, cost };
      return;
    }
    if (++nodes > MOST_NODES) return;
    const free = open.map((conflict) => conflict.filter((element) => !banned.has(element)));
    if (free.some(({ length }) => length === 0) || cost + dualBound(free, costOf) >= best.cost) return;
    const smallest = free.reduce((least, one) => (one.length < least.length ? one : least));
    const tried = new Set(banned);
    for (const element of smallest.toSorted((a, b) => costOf(a) - costOf(b) || a - b)) {
      visit(
        open.filter((conflict) => !conflict.includes(element)),
        [...chosen, element],
        cost + costOf(element),
        tried,
      );
      tried.add(element);
    }
  };
  visit(conflicts, [], 0, new Set());
  return { ...best, bound: nodes > MOST_NODES ? dualBound(conflicts, costOf) : best.cost };
}

/** Element by element the one that hits most for its cost, then without those that turned out to be needless. */
function greedy(conflicts: readonly Conflict[], costOf: CostOf): { chosen: readonly number[]; cost: number } {
  const chosen: number[] = [];
  for (let open = conflicts; open.length > 0; ) {
    const hits = new Map<number, number>();
    for (const element of open.flat()) hits.set(element, (hits.get(element) ?? 0) + 1);
    const [best] = [...hits].sort(([a, x], [b, y]) => y / costOf(b) - x / costOf(a) || a - b);
    if (!best) break;
    chosen.push(best[0]);
    open = open.filter((conflict) => !conflict.includes(best[0]));
  }
  const needed = new Set(chosen);
  for (const element of chosen.toSorted((a, b) => costOf(b) - costOf(a))) {
    needed.delete(element);
    if (!conflicts.every((conflict) => conflict.some((one) => needed.has(one)))) needed.add(element);
  }
  return { chosen: [...needed], cost: costOfAll(needed, costOf) };
}

function costOfAll(elements: Iterable<number>, costOf: CostOf): number {
  let cost = 0;
  for (const element of elements) cost += costOf(element);
  return cost;
}

/**
 * Each conflict pays what its cheapest element has left, and all of its elements lose that much: no set costs less than what was paid, since an
 * element is never paid more than it costs (the dual of the linear relaxation, by ascent).
 */
function dualBound(conflicts: readonly Conflict[], costOf: CostOf): number {
  const left = new Map<number, number>();
  let bound = 0;
  for (const conflict of conflicts.toSorted((a, b) => a.length - b.length)) {
    let pays = Number.POSITIVE_INFINITY;
    for (const element of conflict) pays = Math.min(pays, left.get(element) ?? costOf(element));
    if (pays === 0) continue;
    for (const element of conflict) left.set(element, (left.get(element) ?? costOf(element)) - pays);
    bound += pays;
  }
  return bound;
}
