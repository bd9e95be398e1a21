import type { Camera, Screen } from './camera.ts';
import type { Box, GraphNode } from './graph.ts';
import { TITLE_HEIGHT } from './layout.ts';
import type { Paint } from './paint.ts';
import type { Scene } from './scene.ts';

export interface Frame {
  readonly context: CanvasRenderingContext2D;
  readonly camera: Camera;
  readonly screen: Screen;
  readonly paint: Paint;
}

/** From here on names of nodes are written. */
const NAMES_FROM = 0.42;

export function drawGroups({ context, camera, screen, paint }: Frame, { graph, layout }: Scene, isFar: boolean): void {
  for (const [at, group] of graph.groups.entries()) {
    const box = onScreen(layout.groups[at], camera, screen);
    if (!box) continue;
    context.fillStyle = isFar ? paint.paper : paint.raised;
    context.strokeStyle = paint.line;
    context.lineWidth = 1;
    rounded(context, box, 10 * Math.min(1, camera.scale + 0.3));
    context.fill();
    context.stroke();
    if (isFar) write(context, paint, group.title, box.x + 6, box.y + box.height / 2, box.width - 12, 600, 12, paint.text);
  }
}

/** Above the lines, on a ground of their own. */
export function drawGroupTitles({ context, camera, screen, paint }: Frame, { graph, layout }: Scene): void {
  const { scale } = camera;
  for (const [at, group] of graph.groups.entries()) {
    const box = onScreen(layout.groups[at], camera, screen);
    if (!box) continue;
    const size = Math.max(10, 13 * scale);
    const middle = box.y + (TITLE_HEIGHT / 2) * scale;
    context.strokeStyle = paint.raised;
    context.lineWidth = 4;
    context.lineJoin = 'round';
    const start = box.x + 14 * scale;
    const width = write(context, paint, `▾ ${group.title}`, start, middle, box.width - 20 * scale, 600, size, paint.text, true);
    if (scale <= NAMES_FROM) continue;
    const left = start + width + 8 * scale;
    write(context, paint, group.detail, left, middle, box.x + box.width - left - 8 * scale, 400, size * 0.92, paint.quiet, true);
  }
}

export function drawNodes(
  { context, camera, screen, paint }: Frame,
  { graph, layout }: Scene,
  look: { isChosen(node: number): boolean; isFaint(node: number): boolean; isFar: boolean },
): void {
  const { scale } = camera;
  for (const [at, node] of graph.nodes.entries()) {
    if (look.isFar && node.group !== undefined) continue;
    const box = onScreen(layout.nodes[at], camera, screen);
    if (!box) continue;
    const isChosen = look.isChosen(at);
    const alpha = look.isFaint(at) ? 0.35 : 1;
    context.fillStyle = isChosen ? paint.chosen : fillOf(node.kind, paint);
    context.strokeStyle = isChosen ? paint.accent : strokeOf(node.kind, paint);
    context.lineWidth = isChosen ? 2.5 : 1.2;
    context.globalAlpha = alpha;
    if (node.kind === 'folded') {
      // A second box behind says that there is more than one.
      rounded(context, { ...box, x: box.x + 4 * scale, y: box.y - 4 * scale }, 8 * scale);
      context.stroke();
      context.fill();
    }
    rounded(context, box, node.kind === 'outside' || node.kind === 'step' ? box.height / 2 : 7 * scale);
    // What stands behind must not shine through, faint or not.
    context.globalAlpha = 1;
    context.fill();
    context.globalAlpha = alpha;
    context.stroke();
    if (scale >= NAMES_FROM) writeNode({ context, camera, screen, paint }, node, box);
    context.globalAlpha = 1;
  }
}

function fillOf(kind: GraphNode['kind'], paint: Paint): string {
  if (kind === 'outside') return paint.outside;
  if (kind === 'target') return paint.target;
  return kind === 'step' ? paint.raised : paint.paper;
}

function strokeOf(kind: GraphNode['kind'], paint: Paint): string {
  if (kind === 'target') return paint.targetLine;
  return kind === 'plain' ? paint.line : paint.quiet;
}

/** One to three lines, the first of them bold. */
function writeNode({ context, camera: { scale }, paint }: Frame, node: GraphNode, box: Box): void {
  const isStep = node.kind === 'step';
  const inset = (node.kind === 'outside' ? 17 : 10) * scale;
  const width = box.width - 2 * inset;
  const whole = node.kind === 'folded' ? `▸ ${node.title}` : node.title;
  const { note } = node;
  const [weight, size] = isStep ? [400, 12 * scale] : [600, 13 * scale];
  // Where there is room for three lines and no detail, a long title has two.
  const titles = note !== undefined && node.detail === '' && !isStep ? inTwo(context, paint, whole, width, weight, size) : [whole];
  const others = [node.detail, note ?? ''].filter((text) => text !== '');
  const count = titles.length + others.length;
  const from = LINES_FROM[count - 1] ?? 0.5;
  const heightOf = (line: number): number => box.y + box.height * (count === 1 ? 0.5 : from + (line * (1 - 2 * from)) / (count - 1));
  for (const [index, text] of titles.entries())
    write(context, paint, text, box.x + inset, heightOf(index), width, weight, size, paint.text);
  for (const [index, text] of others.entries()) {
    const colour = text === note && index === others.length - 1 ? paint.accent : paint.quiet;
    write(context, paint, text, box.x + inset, heightOf(titles.length + index), width, 400, 12 * scale, colour);
  }
}

/** Broken behind the last word that fits into the first line. */
function inTwo(context: CanvasRenderingContext2D, { font }: Paint, text: string, width: number, weight: number, size: number): string[] {
  context.font = `${weight} ${size}px ${font}`;
  if (shorten(context, text, width / size, size, weight).text === text) return [text];
  const words = text.split(' ');
  let count = words.length - 1;
  const first = (): string => words.slice(0, count).join(' ');
  while (count > 1 && shorten(context, first(), width / size, size, weight).text !== first()) count--;
  return count === 0 ? [text] : [first(), words.slice(count).join(' ')];
}

/** How far down the first of one, two or three lines stands. */
const LINES_FROM: readonly number[] = [0.5, 0.3, 0.22];

function onScreen(box: Box | undefined, { left, top, scale }: Camera, { width, height }: Screen): Box | undefined {
  if (!box) return undefined;
  const own = { x: box.x * scale + left, y: box.y * scale + top, width: box.width * scale, height: box.height * scale };
  return own.x > width || own.y > height || own.x + own.width < 0 || own.y + own.height < 0 ? undefined : own;
}

function rounded(context: CanvasRenderingContext2D, { x, y, width, height }: Box, radius: number): void {
  context.beginPath();
  context.roundRect(x, y, width, height, Math.min(radius, height / 2));
}

/** Writes as much as there is room for, and says how wide that is. */
function write(
  context: CanvasRenderingContext2D,
  { font }: Paint,
  text: string,
  x: number,
  y: number,
  room: number,
  weight: number,
  size: number,
  colour: string,
  hasGround = false,
): number {
  if (room < size) return 0;
  context.font = `${weight} ${size}px ${font}`;
  context.fillStyle = colour;
  context.textBaseline = 'middle';
  const { text: shown, width } = shorten(context, text, room / size, size, weight);
  if (hasGround) context.strokeText(shown, x, y);
  context.fillText(shown, x, y);
  return width * size;
}

const known = new Map<string, { readonly text: string; readonly width: number }>();

/** Widths are kept for a font of one pixel, so that zooming measures nothing anew. */
function shorten(
  context: CanvasRenderingContext2D,
  text: string,
  room: number,
  size: number,
  weight: number,
): { text: string; width: number } {
  const measure = (part: string): number => {
    const key = `${weight} ${part}`;
    const before = known.get(key);
    if (before) return before.width;
    const width = context.measureText(part).width / size;
    if (known.size > 50_000) known.clear();
    known.set(key, { text: part, width });
    return width;
  };
  const whole = measure(text);
  if (whole <= room) return { text, width: whole };
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${text.slice(0, middle)}…`) <= room) low = middle;
    else high = middle - 1;
  }
  const short = `${text.slice(0, low)}…`;
  return { text: short, width: measure(short) };
}
