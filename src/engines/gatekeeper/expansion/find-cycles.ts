/** The groups of nodes that lead to each other, in their order; a node that leads to itself alone is none. */
export function findCycles<T>(nodes: readonly T[], leadsTo: (from: T, to: T) => boolean): readonly (readonly T[])[] {
  const next = nodes.map((from) => nodes.flatMap((to, i) => (leadsTo(from, to) ? [i] : [])));
  const reached = nodes.map((_, i) => reachableFrom(i, next));
  const groups = new Map<number, number[]>();
  for (const i of nodes.keys()) {
    const first = [...nodes.keys()].find((j) => i === j || (reached[i]?.has(j) && reached[j]?.has(i))) ?? i;
    groups.set(first, [...(groups.get(first) ?? []), i]);
  }
  return [...groups.values()].filter(({ length }) => length > 1).map((group) => group.flatMap((i) => nodes.slice(i, i + 1)));
}

function reachableFrom(start: number, next: readonly (readonly number[])[]): ReadonlySet<number> {
  const reached = new Set<number>();
  const waiting = [start];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const to of next[node] ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      waiting.push(to);
    }
  }
  return reached;
}
