import type { Box, Graph, GraphGroup, GraphNode } from './graph.ts';
import { type Arc, layersOf } from './layers.ts';
import { orderLayers } from './order.ts';

export const NODE_WIDTH = 162;
export const NODE_HEIGHT = 46;
/** With a third line. */
const NOTE_WIDTH = 186;
const NOTE_HEIGHT = 62;
const STEP_WIDTH = 118;
const STEP_HEIGHT = 28;
/** The room of a group above its nodes, where its title stands. */
export const TITLE_HEIGHT = 34;
const PADDING = 16;
const ROW_GAP = 18;
const COLUMN_GAP = 60;
/** Between columns of the same layer, which only high layers have. */
const WRAP_GAP = 26;

export interface Layout {
  /** By the positions of nodes and groups in the graph. */
  readonly nodes: readonly Box[];
  readonly groups: readonly Box[];
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is put into columns: a node, or an open group with its nodes laid out in it. */
interface Item {
  readonly size: Size;
  readonly side: GraphGroup['side'];
  readonly node?: number;
  readonly group?: { readonly at: number; readonly members: readonly number[]; readonly boxes: readonly Box[] };
}

function sizeOf({ kind }: GraphNode, hasNotes: boolean): Size {
  if (kind === 'step') return { width: STEP_WIDTH, height: STEP_HEIGHT };
  return hasNotes ? { width: NOTE_WIDTH, height: NOTE_HEIGHT } : { width: NODE_WIDTH, height: NODE_HEIGHT };
}

/** Columns from where traffic enters to the right, groups around their nodes; nothing overlaps, and the same graph looks the same. */
export function layOut(graph: Graph): Layout {
  const { nodes, groups, lines } = graph;
  const groupAt = new Map(groups.map(({ id }, at) => [id, at]));
  const members: number[][] = groups.map(() => []);
  const alone: number[] = [];
  for (const [at, { group }] of nodes.entries()) {
    const own = group === undefined ? undefined : groupAt.get(group);
    if (own === undefined) alone.push(at);
    else members[own]?.push(at);
  }
  const inner = innerArcs(graph, members);
  const hasNotes = nodes.some(({ note }) => note !== undefined);
  const sizes = nodes.map((node) => sizeOf(node, hasNotes));
  const items: Item[] = [
    ...alone.map((node): Item => ({ node, side: nodes[node]?.side, size: sizes[node] as Size })),
    ...members.map((own, at) => groupItem(at, own, sizes, inner[at] ?? { arcs: [], entered: new Set() }, groups[at]?.side)),
  ];
  const itemOf = new Int32Array(nodes.length);
  for (const [at, { node, group }] of items.entries()) for (const one of group?.members ?? [node ?? 0]) itemOf[one] = at;
  const arcs = distinct(lines.map(({ from, to }) => [itemOf[from] ?? 0, itemOf[to] ?? 0]));
  const { boxes, ...size } = place(
    items.map((item) => item.size),
    arcs,
    sideOf(items, 'first'),
    sideOf(items, 'last'),
  );
  const result: Box[] = [];
  const groupBoxes: Box[] = [];
  for (const [at, { node, group }] of items.entries()) {
    const box = boxes[at] as Box;
    if (node !== undefined) result[node] = box;
    if (!group) continue;
    groupBoxes[group.at] = box;
    for (const [index, one] of group.members.entries()) {
      const own = group.boxes[index] as Box;
      result[one] = { ...own, x: box.x + PADDING + own.x, y: box.y + TITLE_HEIGHT + own.y };
    }
  }
  return { nodes: result, groups: groupBoxes, ...size };
}

function sideOf(items: readonly Item[], side: GraphGroup['side']): Set<number> {
  return new Set(items.flatMap((item, at) => (item.side === side ? [at] : [])));
}

interface Inner {
  readonly arcs: Arc[];
  /** Members that something outside the group leads to. */
  readonly entered: Set<number>;
}

function innerArcs({ nodes, lines }: Graph, members: readonly (readonly number[])[]): Inner[] {
  const groupOf = new Int32Array(nodes.length).fill(-1);
  const placeOf = new Int32Array(nodes.length);
  for (const [group, own] of members.entries()) {
    for (const [position, one] of own.entries()) {
      groupOf[one] = group;
      placeOf[one] = position;
    }
  }
  const inner = members.map((): Inner => ({ arcs: [], entered: new Set() }));
  for (const { from, to } of lines) {
    const group = groupOf[to] ?? -1;
    if (group < 0) continue;
    if (groupOf[from] === group) inner[group]?.arcs.push([placeOf[from] ?? 0, placeOf[to] ?? 0]);
    else if (nodes[from]?.side === 'first') inner[group]?.entered.add(placeOf[to] ?? 0);
  }
  return inner;
}

function groupItem(
  at: number,
  members: readonly number[],
  nodeSizes: readonly Size[],
  { arcs, entered }: Inner,
  side: GraphGroup['side'],
): Item {
  const sizes = members.map((one) => nodeSizes[one] as Size);
  // A node that stands for what is outside makes the entered ones the first; it is not placed.
  const outside = members.length;
  const layered: Arc[] = [...arcs, ...[...entered].map((one): Arc => [outside, one])];
  const { boxes, width, height } = place([...sizes, { width: 0, height: 0 }], layered, new Set([outside]), new Set());
  const left = Math.min(...boxes.slice(0, -1).map(({ x }) => x));
  return {
    side,
    size: { width: Math.max(NODE_WIDTH, width - left) + 2 * PADDING, height: height + TITLE_HEIGHT + PADDING },
    group: { at, members, boxes: boxes.slice(0, -1).map((box) => ({ ...box, x: box.x - left })) },
  };
}

function place(
  sizes: readonly Size[],
  arcs: readonly Arc[],
  first: ReadonlySet<number>,
  last: ReadonlySet<number>,
): Size & { readonly boxes: Box[] } {
  const columns = orderLayers(layersOf(sizes.length, arcs, first, last), arcs);
  const most = heightLimit(sizes);
  const boxes: Box[] = [];
  let x = 0;
  let height = 0;
  const stacks: { readonly members: readonly number[]; readonly x: number; readonly width: number; readonly height: number }[] = [];
  for (const column of columns) {
    if (column.length === 0) continue;
    if (x > 0) x += COLUMN_GAP - WRAP_GAP;
    for (const members of wrap(column, sizes, most)) {
      const own = members.map((one) => sizes[one] as Size);
      const width = Math.max(...own.map((size) => size.width));
      const total = own.reduce((sum, size) => sum + size.height + ROW_GAP, -ROW_GAP);
      stacks.push({ members, x, width, height: total });
      height = Math.max(height, total);
      x += width + WRAP_GAP;
    }
  }
  for (const stack of stacks) {
    let y = (height - stack.height) / 2;
    for (const one of stack.members) {
      const size = sizes[one] as Size;
      boxes[one] = { x: stack.x + (stack.width - size.width) / 2, y, ...size };
      y += size.height + ROW_GAP;
    }
  }
  return { boxes, width: Math.max(0, x - WRAP_GAP), height };
}

/** High enough that the whole is somewhat wider than high, as screens are. */
function heightLimit(sizes: readonly Size[]): number {
  const area = sizes.reduce((sum, { width, height }) => sum + (width + WRAP_GAP) * (height + ROW_GAP), 0);
  return Math.max(9 * (NODE_HEIGHT + ROW_GAP), Math.sqrt(area / 1.5), ...sizes.map(({ height }) => height));
}

function wrap(column: readonly number[], sizes: readonly Size[], most: number): number[][] {
  const stacks: number[][] = [];
  let height = Number.POSITIVE_INFINITY;
  for (const one of column) {
    const own = (sizes[one]?.height ?? 0) + ROW_GAP;
    if (height + own > most + ROW_GAP) {
      stacks.push([]);
      height = 0;
    }
    stacks.at(-1)?.push(one);
    height += own;
  }
  return stacks;
}

function distinct(arcs: readonly Arc[]): Arc[] {
  return [...new Map(arcs.filter(([from, to]) => from !== to).map((arc) => [arc[0] * 2 ** 24 + arc[1], arc])).values()];
}
