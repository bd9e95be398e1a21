/** Numbers of rules: a bitset where that is smaller, else a sorted list, so that memory stays in proportion to what is stored. */
export type IdSet =
  | { readonly kind: 'bits'; readonly words: Uint32Array; readonly count: number }
  | { readonly kind: 'list'; readonly ids: Int32Array };

/** A set of distinct numbers below `size`; they need not be sorted. */
export function idSet(ids: readonly number[], size: number): IdSet {
  const words = (size + 31) >>> 5;
  if (ids.length <= words) return { kind: 'list', ids: Int32Array.from(ids).sort() };
  const bits = new Uint32Array(words);
  let count = 0;
  for (const id of ids) {
    const before = bits[id >>> 5] ?? 0;
    bits[id >>> 5] = before | (1 << (id & 31));
    if ((before >>> (id & 31)) % 2 === 0) count++;
  }
  return { kind: 'bits', words: bits, count };
}

export function has(set: IdSet | undefined, id: number): boolean {
  if (set === undefined) return false;
  if (set.kind === 'bits') return (((set.words[id >>> 5] ?? 0) >>> (id & 31)) & 1) === 1;
  const { ids } = set;
  let [low, high] = [0, ids.length - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = ids[middle] ?? 0;
    if (found === id) return true;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

export function sizeOf(set: IdSet | undefined): number {
  if (set === undefined) return 0;
  return set.kind === 'bits' ? set.count : set.ids.length;
}

/** Calls `visit` with each number in ascending order. */
export function forEachId(set: IdSet | undefined, visit: (id: number) => void): void {
  if (set === undefined) return;
  if (set.kind === 'list') {
    for (const id of set.ids) visit(id);
    return;
  }
  const { words } = set;
  for (let index = 0; index < words.length; index++) {
    let word = words[index] ?? 0;
    while (word !== 0) {
      const bit = 31 - Math.clz32(word & -word);
      visit(index * 32 + bit);
      word &= word - 1;
    }
  }
}
