import { type Curves, curvesOf } from './curves.ts';
import type { Box, Graph, GraphLine } from './graph.ts';
import { type Layout, layOut } from './layout.ts';

/** A graph with everything that drawing and pointing need. */
export interface Scene {
  readonly graph: Graph;
  readonly layout: Layout;
  readonly curves: Curves;
  /** For each node its lines. */
  readonly linesOf: readonly (readonly number[])[];
  /** What is drawn from far away: open groups as one, and each line between them once. */
  readonly far: FarScene | undefined;
}

export interface FarScene {
  readonly boxes: readonly Box[];
  readonly curves: Curves;
  readonly lines: readonly GraphLine[];
}

export function createScene(graph: Graph): Scene {
  const layout = layOut(graph);
  const linesOf: number[][] = graph.nodes.map(() => []);
  for (const [at, { from, to }] of graph.lines.entries()) {
    linesOf[from]?.push(at);
    if (to !== from) linesOf[to]?.push(at);
  }
  return { graph, layout, curves: curvesOf(graph, layout), linesOf, far: farOf(graph, layout) };
}

function farOf({ nodes, groups, lines }: Graph, layout: Layout): FarScene | undefined {
  if (groups.length === 0) return undefined;
  const groupAt = new Map(groups.map(({ id }, at) => [id, at]));
  const boxes: Box[] = [...layout.groups];
  const places = nodes.map(({ group }, at) => {
    const own = group === undefined ? undefined : groupAt.get(group);
    return own ?? boxes.push(layout.nodes[at] as Box) - 1;
  });
  const between = new Map<number, { from: number; to: number; isOpen: boolean; weight: number }>();
  for (const { from, to, isOpen, weight } of lines) {
    const [source, target] = [places[from] ?? 0, places[to] ?? 0];
    if (source === target) continue;
    const known = between.get(source * 2 ** 20 + target);
    if (known) {
      known.weight += weight;
      known.isOpen &&= isOpen;
    } else between.set(source * 2 ** 20 + target, { from: source, to: target, isOpen, weight });
  }
  const far = [...between.values()];
  const graph: Graph = { nodes: [], groups: [], lines: far };
  return { boxes, lines: far, curves: curvesOf(graph, { ...layout, nodes: boxes }) };
}
