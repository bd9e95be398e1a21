import type { Box } from './graph.ts';

export type Way = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/** The nearest box in a direction; what lies more to the side counts as farther. */
export function nextBox(boxes: readonly Box[], from: number | undefined, way: Way): number | undefined {
  const start = from === undefined ? undefined : boxes[from];
  if (!start) return boxes.length > 0 ? 0 : undefined;
  const [x, y] = middle(start);
  let [best, nearest] = [-1, Number.POSITIVE_INFINITY];
  for (const [at, box] of boxes.entries()) {
    if (at === from) continue;
    const [dx, dy] = [middle(box)[0] - x, middle(box)[1] - y];
    const [along, aside] = {
      ArrowLeft: [-dx, dy],
      ArrowRight: [dx, dy],
      ArrowUp: [-dy, dx],
      ArrowDown: [dy, dx],
    }[way] as [number, number];
    if (along < 4) continue;
    const distance = along + 3 * Math.abs(aside);
    if (distance < nearest) [best, nearest] = [at, distance];
  }
  return best < 0 ? undefined : best;
}

function middle({ x, y, width, height }: Box): readonly [number, number] {
  return [x + width / 2, y + height / 2];
}
