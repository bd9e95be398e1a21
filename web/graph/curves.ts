import type { Box, Graph } from './graph.ts';
import type { Layout } from './layout.ts';

/** Eight numbers for each line: where it starts, two points that bend it, where it ends. */
export type Curves = Float32Array;

export function curvesOf({ lines }: Graph, { nodes }: Layout): Curves {
  const curves = new Float32Array(8 * lines.length);
  for (const [at, { from, to }] of lines.entries()) {
    const [source, target] = [nodes[from], nodes[to]];
    if (source && target) curves.set(curve(source, target), 8 * at);
  }
  return curves;
}

/** Out of the right side and into the left one; backwards the other way round, and in an arc beside boxes that stand above each other. */
export function curve(source: Box, target: Box): readonly number[] {
  const [y1, y2] = [source.y + source.height / 2, target.y + target.height / 2];
  const [right, left] = [source.x + source.width, target.x];
  if (left >= right) {
    const bend = Math.max(28, (left - right) / 2);
    return [right, y1 - 4, right + bend, y1 - 4, left - bend, y2 - 4, left, y2 - 4];
  }
  if (target.x + target.width <= source.x) {
    const [start, end] = [source.x, target.x + target.width];
    const bend = Math.max(28, (start - end) / 2);
    return [start, y1 + 4, start - bend, y1 + 4, end + bend, y2 + 4, end, y2 + 4];
  }
  const end = target.x + target.width;
  const bulge = Math.max(right, end) + 24 + Math.min(60, Math.abs(y2 - y1) / 6);
  return [right, y1, bulge, y1, bulge, y2, end, y2];
}

const STEPS = 14;

/** How far a point is from a line, or more than `limit`. */
export function distanceTo(curves: Curves, line: number, x: number, y: number, limit: number): number {
  const at = 8 * line;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0, x4 = 0, y4 = 0] = curves.subarray(at, at + 8);
  if (x < Math.min(x1, x2, x3, x4) - limit || x > Math.max(x1, x2, x3, x4) + limit) return Number.POSITIVE_INFINITY;
  if (y < Math.min(y1, y4) - limit || y > Math.max(y1, y4) + limit) return Number.POSITIVE_INFINITY;
  let best = Number.POSITIVE_INFINITY;
  let [lastX, lastY] = [x1, y1];
  for (let step = 1; step <= STEPS; step++) {
    const t = step / STEPS;
    const u = 1 - t;
    const nextX = u ** 3 * x1 + 3 * u * u * t * x2 + 3 * u * t * t * x3 + t ** 3 * x4;
    const nextY = u ** 3 * y1 + 3 * u * u * t * y2 + 3 * u * t * t * y3 + t ** 3 * y4;
    best = Math.min(best, distanceToSegment(x, y, lastX, lastY, nextX, nextY));
    [lastX, lastY] = [nextX, nextY];
  }
  return best;
}

function distanceToSegment(x: number, y: number, x1: number, y1: number, x2: number, y2: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / length));
  return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
}
