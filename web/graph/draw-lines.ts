import type { Camera, Screen } from './camera.ts';
import type { Curves } from './curves.ts';
import type { GraphLine } from './graph.ts';
import type { Paint } from './paint.ts';

export interface LineLook {
  /** Between 0 and 1. */
  readonly strength: number;
  /** Thicker, in the colour of what is chosen. */
  readonly isChosen: boolean;
}

/** How many lines were drawn; those outside the screen are not. */
export function drawLines(
  context: CanvasRenderingContext2D,
  { camera, screen, paint }: { readonly camera: Camera; readonly screen: Screen; readonly paint: Paint },
  { lines, curves }: { readonly lines: readonly GraphLine[]; readonly curves: Curves },
  which: Iterable<number>,
  { strength, isChosen }: LineLook,
): number {
  const { left, top, scale } = camera;
  let count = 0;
  const shown = [...which].filter((line) => isOnScreen(curves, line, camera, screen));
  // Many faint lines still show where there are more of them.
  const alpha = isChosen ? 1 : strength * Math.max(0.06, Math.min(0.75, 8 / Math.sqrt(shown.length + 1)));
  context.save();
  context.lineCap = 'round';
  for (const isOpen of [false, true]) {
    const colour = isOpen ? paint.perhaps : isChosen ? paint.accent : paint.flow;
    context.strokeStyle = colour;
    context.fillStyle = colour;
    context.globalAlpha = alpha;
    context.setLineDash(isOpen ? [5, 4] : []);
    for (const isHeavy of [false, true]) {
      context.lineWidth = (isHeavy ? 2.4 : 1.3) + (isChosen ? 0.9 : 0);
      context.beginPath();
      for (const line of shown) {
        const one = lines[line];
        if (!one || one.isOpen !== isOpen || one.weight > 20 !== isHeavy) continue;
        const at = 8 * line;
        context.moveTo((curves[at] ?? 0) * scale + left, (curves[at + 1] ?? 0) * scale + top);
        context.bezierCurveTo(
          (curves[at + 2] ?? 0) * scale + left,
          (curves[at + 3] ?? 0) * scale + top,
          (curves[at + 4] ?? 0) * scale + left,
          (curves[at + 5] ?? 0) * scale + top,
          (curves[at + 6] ?? 0) * scale + left,
          (curves[at + 7] ?? 0) * scale + top,
        );
        count++;
      }
      context.stroke();
    }
    if (scale > 0.3 && (isChosen || shown.length < 3000)) drawHeads(context, camera, lines, curves, shown, isOpen);
  }
  context.restore();
  return count;
}

function isOnScreen(curves: Curves, line: number, { left, top, scale }: Camera, { width, height }: Screen): boolean {
  const at = 8 * line;
  const [x1 = 0, y1 = 0, x2 = 0, , x3 = 0, , x4 = 0, y4 = 0] = curves.subarray(at, at + 8);
  return (
    Math.max(x1, x2, x3, x4) * scale + left >= 0 &&
    Math.min(x1, x2, x3, x4) * scale + left <= width &&
    Math.max(y1, y4) * scale + top >= 0 &&
    Math.min(y1, y4) * scale + top <= height
  );
}

function drawHeads(
  context: CanvasRenderingContext2D,
  { left, top, scale }: Camera,
  lines: readonly GraphLine[],
  curves: Curves,
  shown: readonly number[],
  isOpen: boolean,
): void {
  const size = Math.max(4, 6 * Math.min(1, scale));
  context.beginPath();
  for (const line of shown) {
    if (lines[line]?.isOpen !== isOpen) continue;
    const at = 8 * line;
    const [x, y] = [(curves[at + 6] ?? 0) * scale + left, (curves[at + 7] ?? 0) * scale + top];
    const back = (curves[at + 4] ?? 0) * scale + left < x ? -size : size;
    context.moveTo(x, y);
    context.lineTo(x + back, y - size * 0.6);
    context.lineTo(x + back, y + size * 0.6);
    context.closePath();
  }
  context.fill();
}

const MARK_RADIUS = 10;

/** Short texts in the middle of lines, each in a circle. */
export function drawMarks(
  context: CanvasRenderingContext2D,
  { camera: { left, top, scale }, paint }: { readonly camera: Camera; readonly paint: Paint },
  curves: Curves,
  marks: ReadonlyMap<number, string>,
): void {
  if (scale < 0.3) return;
  const radius = MARK_RADIUS * Math.max(0.75, Math.min(1.2, scale));
  context.save();
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const [line, text] of marks) {
    if (text === '') continue;
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0, x4 = 0, y4 = 0] = curves.subarray(8 * line, 8 * line + 8);
    const x = ((x1 + 3 * x2 + 3 * x3 + x4) / 8) * scale + left;
    const y = ((y1 + 3 * y2 + 3 * y3 + y4) / 8) * scale + top;
    context.font = `600 ${1.2 * radius}px ${paint.font}`;
    const half = Math.max(radius, context.measureText(text).width / 2 + 0.5 * radius);
    context.beginPath();
    context.roundRect(x - half, y - radius, 2 * half, 2 * radius, radius);
    context.fillStyle = paint.accent;
    context.fill();
    context.fillStyle = paint.paper;
    context.fillText(text, x, y);
  }
  context.restore();
}
