/** Boxes and arrows, as far as it matters which of them are alike. */
export interface Shape {
  /** Of what sort each box is; boxes of different sorts are never equal. */
  readonly sorts: readonly string[];
  readonly arrows: readonly { readonly from: number; readonly to: number; readonly sort: string }[];
}

/**
 * A class for each box. After all rounds two boxes are of one class where the same arrows lead from and to boxes that are alike; after fewer only
 * their nearer surroundings count. The partition is refined until it is stable: https://doi.org/10.1137/0216062
 */
export function classesOf({ sorts, arrows }: Shape, rounds: number): number[] {
  let classes = numbered(sorts);
  for (let round = 0; round < rounds; round++) {
    const signs: Set<string>[] = sorts.map(() => new Set());
    for (const { from, to, sort } of arrows) {
      signs[from]?.add(`>${classes[to]} ${sort}`);
      signs[to]?.add(`<${classes[from]} ${sort}`);
    }
    const next = numbered(signs.map((own, at) => `${classes[at]}|${[...own].sort().join('|')}`));
    const isStable = Math.max(-1, ...next) === Math.max(-1, ...classes);
    classes = next;
    if (isStable) break;
  }
  return classes;
}

function numbered(keys: readonly string[]): number[] {
  const numbers = new Map<string, number>();
  return keys.map((key) => {
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  });
}
