import { around, type Camera, fit, pan, reveal, type Screen, show, toPicture, zoomAt } from './camera.ts';
import { distanceTo } from './curves.ts';
import { drawGroups, drawGroupTitles, drawNodes, type Frame } from './draw-boxes.ts';
import { drawLines, drawMarks } from './draw-lines.ts';
import { type Box, type Graph, lineId, type Trail } from './graph.ts';
import { TITLE_HEIGHT } from './layout.ts';
import { type Paint, readPaint } from './paint.ts';
import { createScene, type Scene } from './scene.ts';

/** What a point of the picture shows. */
export type Target =
  | { readonly kind: 'node'; readonly at: number }
  | { readonly kind: 'group'; readonly at: number }
  | { readonly kind: 'line'; readonly at: number };

/** Below this scale open groups are drawn as a whole. */
const FAR = 0.26;
/** While it moves, a picture with more lines is shown as it was drawn last. */
const MANY_LINES = 1500;
const REST_MS = 120;
/** How much more than the screen is drawn ahead, at each side. */
const AHEAD = 0.35;

/** Draws a graph on a canvas and knows what is where on it. Nothing is drawn twice in a frame. */
export class GraphCanvas {
  camera: Camera = { left: 0, top: 0, scale: 1 };
  scene: Scene;
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #kept: HTMLCanvasElement = document.createElement('canvas');
  #keptCamera: Camera | undefined;
  #screen: Screen = { width: 1, height: 1 };
  #paint: Paint;
  #chosen: string | undefined;
  #trail: { readonly nodes: ReadonlySet<number>; readonly lines: ReadonlyMap<number, string> } | undefined;
  #hovered: Target | undefined;
  #request = 0;
  #rest = 0;
  #isMoving = false;

  constructor(canvas: HTMLCanvasElement, graph: Graph) {
    const context = canvas.getContext('2d');
    if (!context) throw new Error('this browser draws nothing');
    this.#canvas = canvas;
    this.#context = context;
    this.#paint = readPaint(canvas);
    this.scene = createScene(graph);
  }

  get screen(): Screen {
    return this.#screen;
  }

  /** Shows another graph; what has the identity `anchor` in both stays where it is on the screen. */
  show(graph: Graph, anchor: string | undefined): void {
    if (graph === this.scene.graph) return;
    const before = this.#boxOf(anchor);
    this.scene = createScene(graph);
    const after = this.#boxOf(anchor);
    if (before && after) {
      const { scale } = this.camera;
      this.camera = pan(this.camera, (before.x - after.x) * scale, (before.y - after.y) * scale);
      this.camera = reveal(this.camera, after, this.#screen);
    }
    this.#hovered = undefined;
    this.#refresh();
  }

  /** The identity of a node or a line that stands out, with its neighbours. */
  choose(id: string | undefined): void {
    this.#chosen = id;
    this.#revealChosen();
    this.#refresh();
  }

  /** A way through the picture that stands out, or none; as much of it is shown as there is room for. */
  follow(trail: Trail | undefined): void {
    const { graph, layout } = this.scene;
    this.#trail = trail && {
      nodes: new Set(graph.nodes.flatMap(({ id }, at) => (trail.nodes.has(id) ? [at] : []))),
      lines: new Map(
        graph.lines.flatMap((line, at) => {
          const mark = trail.lines.get(lineId(graph, line));
          return mark === undefined ? [] : [[at, mark] as const];
        }),
      ),
    };
    const boxes = [...(this.#trail?.nodes ?? [])].flatMap((node) => layout.nodes[node] ?? []);
    if (boxes.length > 0) this.camera = show(this.camera, around(boxes), this.#screen);
    this.#refresh();
  }

  hover(target: Target | undefined): void {
    if (target?.kind === this.#hovered?.kind && target?.at === this.#hovered?.at) return;
    this.#hovered = target;
    this.#ask();
  }

  /** Takes over the size of its element and the colours of the page. */
  measure(): void {
    const { width, height } = this.#canvas.getBoundingClientRect();
    const ratio = window.devicePixelRatio || 1;
    const isNew = width !== this.#screen.width || height !== this.#screen.height;
    this.#screen = { width, height };
    if (isNew) this.#revealChosen();
    this.#canvas.width = Math.max(1, Math.round(width * ratio));
    this.#canvas.height = Math.max(1, Math.round(height * ratio));
    this.#paint = readPaint(this.#canvas);
    this.#refresh();
  }

  fit(isWhole: boolean): void {
    this.camera = fit(this.scene.layout, this.#screen, isWhole);
    this.#refresh();
  }

  /** Moves the camera; what is costly to draw is drawn anew when it rests. */
  move(camera: Camera): void {
    this.camera = camera;
    this.#isMoving = true;
    clearTimeout(this.#rest);
    this.#rest = window.setTimeout(() => {
      this.#isMoving = false;
      this.#refresh();
    }, REST_MS);
    this.#ask();
  }

  pan(dx: number, dy: number): void {
    this.move(pan(this.camera, dx, dy));
  }

  zoom(factor: number, x: number = this.#screen.width / 2, y: number = this.#screen.height / 2): void {
    this.move(zoomAt(this.camera, factor, x, y));
  }

  reveal(box: Box): void {
    this.move(reveal(this.camera, box, this.#screen));
  }

  targetAt(x: number, y: number): Target | undefined {
    const { graph, layout, curves, far } = this.scene;
    const [px, py] = toPicture(this.camera, x, y);
    const isFar = this.#isFar();
    const isIn = (box: Box | undefined): boolean =>
      box !== undefined && px >= box.x && px <= box.x + box.width && py >= box.y && py <= box.y + box.height;
    const node = layout.nodes.findLastIndex((box, at) => !(isFar && graph.nodes[at]?.group !== undefined) && isIn(box));
    if (node >= 0) return { kind: 'node', at: node };
    const group = layout.groups.findIndex((box) => isIn(isFar ? box : { ...box, height: TITLE_HEIGHT }));
    if (group >= 0) return { kind: 'group', at: group };
    if (isFar && far) return undefined;
    const limit = 7 / this.camera.scale;
    let [best, nearest] = [-1, limit];
    for (let line = 0; line < graph.lines.length; line++) {
      const distance = distanceTo(curves, line, px, py, nearest);
      if (distance < nearest) [best, nearest] = [line, distance];
    }
    return best < 0 ? undefined : { kind: 'line', at: best };
  }

  close(): void {
    cancelAnimationFrame(this.#request);
    clearTimeout(this.#rest);
  }

  #revealChosen(): void {
    for (const one of this.#chosen?.split('>') ?? []) {
      const box = this.#boxOf(one);
      if (box) this.camera = reveal(this.camera, box, this.#screen);
    }
  }

  #boxOf(id: string | undefined): Box | undefined {
    const { graph, layout } = this.scene;
    return (
      layout.groups[graph.groups.findIndex((group) => group.id === id)] ?? layout.nodes[graph.nodes.findIndex((node) => node.id === id)]
    );
  }

  #isFar(): boolean {
    return this.camera.scale < FAR && this.scene.far !== undefined;
  }

  #refresh(): void {
    this.#keptCamera = undefined;
    this.#ask();
  }

  #ask(): void {
    if (this.#request !== 0) return;
    this.#request = requestAnimationFrame(() => {
      this.#request = 0;
      this.#draw();
    });
  }

  #draw(): void {
    const context = this.#context;
    const ratio = window.devicePixelRatio || 1;
    const frame: Frame = { context, camera: this.camera, screen: this.#screen, paint: this.#paint };
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, this.#screen.width, this.#screen.height);
    const isFar = this.#isFar();
    const { graph, far, linesOf, curves } = this.scene;
    const lines = isFar && far ? far : { lines: graph.lines, curves };
    if (isFar) this.#drawLinesOnce(lines, ratio);
    drawGroups(frame, this.scene, isFar);
    if (!isFar) this.#drawLinesOnce(lines, ratio);
    const chosen = this.#chosenParts();
    const stressed = new Set(chosen.lines);
    if (this.#hovered?.kind === 'line') stressed.add(this.#hovered.at);
    if (this.#hovered?.kind === 'node' && chosen.lines.length === 0) for (const line of linesOf[this.#hovered.at] ?? []) stressed.add(line);
    if (!isFar) drawLines(context, frame, lines, stressed, { strength: 1, isChosen: true });
    if (!isFar) drawGroupTitles(frame, this.scene);
    if (!isFar && this.#trail) drawMarks(context, frame, curves, this.#trail.lines);
    drawNodes(frame, this.scene, {
      isFar,
      isChosen: (node) => chosen.nodes.has(node) || (this.#hovered?.kind === 'node' && this.#hovered.at === node),
      isFaint: (node) => chosen.near.size > 0 && !chosen.near.has(node),
    });
  }

  /** All lines: drawn into a picture that is larger than the screen where there are many, and that picture is moved while the camera moves. */
  #drawLinesOnce(lines: Pick<Scene['graph'], 'lines'> & Pick<Scene, 'curves'>, ratio: number): void {
    const all = lines.lines.keys();
    const look = { strength: this.#chosen === undefined && !this.#trail ? 1 : 0.28, isChosen: false };
    const { width, height } = this.#screen;
    if (lines.lines.length <= MANY_LINES) {
      drawLines(this.#context, { camera: this.camera, screen: this.#screen, paint: this.#paint }, lines, all, look);
      return;
    }
    const [aheadX, aheadY] = [width * AHEAD, height * AHEAD];
    if (!this.#keptCamera || (!this.#isMoving && this.#keptCamera !== this.camera)) {
      const screen = { width: width + 2 * aheadX, height: height + 2 * aheadY };
      this.#kept.width = Math.max(1, Math.round(screen.width * ratio));
      this.#kept.height = Math.max(1, Math.round(screen.height * ratio));
      const context = this.#kept.getContext('2d');
      if (!context) return;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      drawLines(context, { camera: pan(this.camera, aheadX, aheadY), screen, paint: this.#paint }, lines, all, look);
      this.#keptCamera = this.camera;
    }
    const kept = this.#keptCamera;
    const zoom = this.camera.scale / kept.scale;
    const [x, y] = [this.camera.left - (kept.left + aheadX) * zoom, this.camera.top - (kept.top + aheadY) * zoom];
    this.#context.drawImage(this.#kept, x, y, (width + 2 * aheadX) * zoom, (height + 2 * aheadY) * zoom);
  }

  #chosenParts(): { readonly nodes: ReadonlySet<number>; readonly near: ReadonlySet<number>; readonly lines: readonly number[] } {
    const { graph, linesOf } = this.scene;
    const chosen = this.#chosen;
    if (this.#trail) {
      const ends = chosen?.split('>') ?? [];
      const own = graph.nodes.flatMap(({ id }, at) => (ends.includes(id) ? [at] : []));
      return { nodes: new Set(own), near: new Set([...this.#trail.nodes, ...own]), lines: [...this.#trail.lines.keys()] };
    }
    if (chosen === undefined) return { nodes: new Set(), near: new Set(), lines: [] };
    const node = graph.nodes.findIndex(({ id }) => id === chosen);
    if (node >= 0) {
      const lines = linesOf[node] ?? [];
      return { nodes: new Set([node]), near: new Set([node, ...lines.flatMap((line) => endsOf(graph, line))]), lines };
    }
    const line = graph.lines.findIndex((one) => lineId(graph, one) === chosen);
    const ends = line >= 0 ? endsOf(graph, line) : graph.nodes.flatMap(({ id }, at) => (chosen.split('>').includes(id) ? [at] : []));
    return { nodes: new Set(ends), near: new Set(ends), lines: line >= 0 ? [line] : [] };
  }
}

function endsOf({ lines }: Graph, line: number): number[] {
  const one = lines[line];
  return one ? [one.from, one.to] : [];
}
