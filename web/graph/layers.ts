export type Arc = readonly [from: number, to: number];

/**
 * A column for each of so many things, from 0: `first` ones before all others and `last` ones behind them, and of the rest each behind those
 * that lead to it, as far as circles allow. The same input gives the same columns.
 */
export function layersOf(count: number, arcs: readonly Arc[], first: ReadonlySet<number>, last: ReadonlySet<number>): number[] {
  const inner = arcs.filter(([from, to]) => from !== to && ![from, to].some((end) => first.has(end) || last.has(end)));
  const next = neighbours(count, inner);
  const entered = new Set(arcs.flatMap(([from, to]) => (first.has(from) && !first.has(to) ? [to] : [])));
  const distances = distancesOf(count, next, inner, entered, (one) => !first.has(one) && !last.has(one));
  const forward = withoutCircles(count, inner, distances);
  const longest = longestPaths(count, forward);
  const rest = Array.from({ length: count }, (_, one) => one).filter((one) => !first.has(one) && !last.has(one));
  const depth = rest.reduce((most, one) => Math.max(most, longest[one] ?? 0), 0);
  // Where nearly everything leads to everything, the longest path is a thread that shows nothing.
  const columns = depth > 1 + 1.2 * Math.sqrt(rest.length) ? distances : longest;
  const lead = firstLayers(count, arcs, first);
  const shift = first.size === 0 ? 0 : 1 + Math.max(...[...first].map((one) => lead[one] ?? 0));
  const end = shift + rest.reduce((most, one) => Math.max(most, (columns[one] ?? 0) + 1), 0);
  return Array.from({ length: count }, (_, one) => {
    if (first.has(one)) return lead[one] ?? 0;
    return last.has(one) ? end : shift + (columns[one] ?? 0);
  });
}

/** Those that stand first may lead to each other: the internet to a way in. */
function firstLayers(count: number, arcs: readonly Arc[], first: ReadonlySet<number>): number[] {
  const own = arcs.filter(([from, to]) => from !== to && first.has(from) && first.has(to));
  const next = neighbours(count, own);
  const distances = distancesOf(count, next, own, new Set(), (one) => first.has(one));
  const depth = longestPaths(count, withoutCircles(count, own, distances));
  const deepest = Math.max(0, ...[...first].map((one) => depth[one] ?? 0));
  // What nobody leads to but the internet stands beside the ways in.
  return depth.map((one, index) => (one === 0 && next[index]?.length === 0 ? deepest : one));
}

function neighbours(count: number, arcs: readonly Arc[]): number[][] {
  const next: number[][] = Array.from({ length: count }, () => []);
  for (const [from, to] of arcs) next[from]?.push(to);
  return next;
}

/** Steps from where traffic enters: `entered`, else what nothing leads to, else what leads to most. */
function distancesOf(
  count: number,
  next: readonly (readonly number[])[],
  arcs: readonly Arc[],
  entered: ReadonlySet<number>,
  isWanted: (one: number) => boolean,
): number[] {
  const distances: number[] = Array.from({ length: count }, () => -1);
  const isReached = new Set(arcs.map(([, to]) => to));
  const spread = (roots: readonly number[]): void => {
    const queue = roots.filter((one) => distances[one] === -1);
    for (const one of queue) distances[one] = 0;
    for (let at = 0; at < queue.length; at++) {
      const one = queue[at] ?? 0;
      for (const other of next[one] ?? []) {
        if (distances[other] !== -1) continue;
        distances[other] = (distances[one] ?? 0) + 1;
        queue.push(other);
      }
    }
  };
  const all = Array.from({ length: count }, (_, one) => one).filter(isWanted);
  spread(all.filter((one) => entered.has(one) || (!isReached.has(one) && (next[one]?.length ?? 0) > 0)));
  const byReach = all.toSorted((a, b) => (next[b]?.length ?? 0) - (next[a]?.length ?? 0) || a - b);
  for (const one of byReach) spread([one]);
  return distances.map((distance) => Math.max(0, distance));
}

/** Leaves out lines that lead back to where traffic was before, and among equals those that lead both ways and one of each circle. */
function withoutCircles(count: number, arcs: readonly Arc[], distances: readonly number[]): Arc[] {
  const level = (one: number): number => distances[one] ?? 0;
  const known = new Set(arcs.map(([from, to]) => from * count + to));
  const equal = arcs.filter(([from, to]) => level(from) === level(to) && !known.has(to * count + from));
  const isForward = new Set(equal);
  const back = backArcs(count, equal);
  return arcs.filter((arc) => level(arc[0]) < level(arc[1]) || (isForward.has(arc) && !back.has(arc)));
}

function backArcs(count: number, arcs: readonly Arc[]): Set<Arc> {
  const own: Arc[][] = Array.from({ length: count }, () => []);
  for (const arc of arcs) own[arc[0]]?.push(arc);
  const state = new Uint8Array(count);
  const back = new Set<Arc>();
  const order = own.map((_, one) => one).sort((a, b) => (own[b]?.length ?? 0) - (own[a]?.length ?? 0) || a - b);
  for (const start of order) {
    if (state[start] !== 0) continue;
    const stack: { readonly one: number; at: number }[] = [{ one: start, at: 0 }];
    state[start] = 1;
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const arc = own[top.one]?.[top.at++];
      if (!arc) {
        state[top.one] = 2;
        stack.pop();
      } else if (state[arc[1]] === 1) back.add(arc);
      else if (state[arc[1]] === 0) {
        state[arc[1]] = 1;
        stack.push({ one: arc[1], at: 0 });
      }
    }
  }
  return back;
}

function longestPaths(count: number, arcs: readonly Arc[]): number[] {
  const next = neighbours(count, arcs);
  const waiting = new Int32Array(count);
  for (const [, to] of arcs) waiting[to] = (waiting[to] ?? 0) + 1;
  const depth: number[] = Array.from({ length: count }, () => 0);
  const queue = depth.map((_, one) => one).filter((one) => waiting[one] === 0);
  for (let at = 0; at < queue.length; at++) {
    const one = queue[at] ?? 0;
    for (const other of next[one] ?? []) {
      depth[other] = Math.max(depth[other] ?? 0, (depth[one] ?? 0) + 1);
      waiting[other] = (waiting[other] ?? 0) - 1;
      if (waiting[other] === 0) queue.push(other);
    }
  }
  return depth;
}
