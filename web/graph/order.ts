import type { Arc } from './layers.ts';

const SWEEPS = 8;

/**
 * The order of things in their columns in which few lines cross: each goes to the mean height of what it is connected with, to and fro. Lines
 * over several columns count as those to the next one do. https://doi.org/10.1109/TSMC.1981.4308636 describes the method.
 */
export function orderLayers(layers: readonly number[], arcs: readonly Arc[]): number[][] {
  const columns: number[][] = [];
  for (const [one, layer] of layers.entries()) {
    while (columns.length <= layer) columns.push([]);
    columns[layer]?.push(one);
  }
  const before: number[][] = layers.map(() => []);
  const behind: number[][] = layers.map(() => []);
  for (const [from, to] of arcs) {
    const [left, right] = (layers[from] ?? 0) <= (layers[to] ?? 0) ? [from, to] : [to, from];
    if (layers[left] === layers[right]) continue;
    before[right]?.push(left);
    behind[left]?.push(right);
  }
  const height = new Float64Array(layers.length);
  const settle = (column: readonly number[]): void => {
    for (const [place, one] of column.entries()) height[one] = (place + 0.5) / column.length;
  };
  for (const column of columns) settle(column);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const isForward = sweep % 2 === 0;
    const neighbours = isForward ? before : behind;
    for (const column of isForward ? columns : columns.toReversed()) {
      const wanted = new Map(column.map((one) => [one, mean(neighbours[one] ?? [], height) ?? height[one] ?? 0]));
      column.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0) || (height[a] ?? 0) - (height[b] ?? 0) || a - b);
      settle(column);
    }
  }
  return columns;
}

function mean(neighbours: readonly number[], height: Float64Array): number | undefined {
  if (neighbours.length === 0) return undefined;
  let sum = 0;
  for (const one of neighbours) sum += height[one] ?? 0;
  return sum / neighbours.length;
}
