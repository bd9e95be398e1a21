import { isEmptyPorts } from '../../src/engines/network/ports.ts';
import { amount } from '../amount.ts';
import type { Graph, GraphGroup, GraphLine, GraphNode } from '../graph/index.ts';
import type { End, Group, Model } from './model.ts';
import type { Selection } from './select.ts';

/** So many nodes are shown at once without being asked for. */
const FEW_NODES = 60;
/** More lines than this are not drawn; groups fold until there are fewer. */
export const MOST_LINES = 60_000;

export interface Picture {
  readonly graph: Graph;
  readonly open: ReadonlySet<string>;
  /** Groups that were to be open and would show more lines than can be drawn. */
  readonly refused: readonly string[];
}

/** What is drawn of a selection: open groups with their nodes, the others as one node, and lines between what is then there. */
export function drawingOf(model: Model, { lines, ends }: Selection, toggled: readonly string[]): Picture {
  const isFew = ends.size <= FEW_NODES;
  const wanted = model.groups.filter(({ id }) => isFew !== toggled.includes(id)).map(({ id }) => id);
  const { kept, refused } = affordable(model, lines, wanted);
  const open = new Set(kept);
  const nodes: GraphNode[] = [];
  const places = new Int32Array(model.ends.length).fill(-1);
  const folded = new Map<string, number>();
  const shownOf = Map.groupBy(ends, (at) => model.ends[at]?.group);
  const groupById = new Map(model.groups.map((group) => [group.id, group]));
  for (const [at, end] of model.ends.entries()) {
    if (!ends.has(at)) continue;
    const group = end.group === undefined ? undefined : groupById.get(end.group);
    if (!group || open.has(group.id)) {
      places[at] = nodes.push(nodeOf(end, group)) - 1;
      continue;
    }
    const known = folded.get(group.id) ?? nodes.push(foldedNode(model, group, shownOf.get(group.id) ?? [])) - 1;
    folded.set(group.id, known);
    places[at] = known;
  }
  return { graph: { nodes, groups: openGroups(model, open, shownOf), lines: linesBetween(model, lines, places) }, open, refused };
}

function nodeOf({ id, title, detail, kind }: End, group: Group | undefined): GraphNode {
  const side = kind === 'workload' ? undefined : kind === 'outside' ? 'last' : 'first';
  return {
    id,
    title,
    detail,
    kind: kind === 'workload' ? 'plain' : 'outside',
    ...(group ? { group: group.id } : {}),
    ...(side ? { side } : {}),
  };
}

function foldedNode(model: Model, group: Group, members: readonly number[]): GraphNode {
  const side = sideOf(group);
  return { id: group.id, title: group.title, detail: sizeOf(model, group, members), kind: 'folded', ...(side ? { side } : {}) };
}

function sideOf({ kind }: Group): 'first' | 'last' | undefined {
  return kind === 'namespace' ? undefined : kind === 'ways-in' ? 'first' : 'last';
}

function sizeOf({ nodes, ends }: Model, { kind }: Group, members: readonly number[]): string {
  if (kind !== 'namespace') return `${members.length} of them`;
  const count = members.reduce((sum, at) => sum + (nodes[ends[at]?.at ?? 0]?.workloads.length ?? 0), 0);
  return amount(count, 'workload');
}

function openGroups(model: Model, open: ReadonlySet<string>, shownOf: ReadonlyMap<string | undefined, readonly number[]>): GraphGroup[] {
  return model.groups.flatMap((group) => {
    const members = shownOf.get(group.id);
    if (!open.has(group.id) || !members) return [];
    const side = sideOf(group);
    return [{ id: group.id, title: group.title, detail: sizeOf(model, group, members), ...(side ? { side } : {}) }];
  });
}

function linesBetween({ lines, readings }: Model, shown: readonly number[], places: Int32Array): GraphLine[] {
  const between = new Map<number, { from: number; to: number; isOpen: boolean; weight: number }>();
  for (const line of shown) {
    const [from, to] = [places[lines.from[line] ?? 0] ?? -1, places[lines.to[line] ?? 0] ?? -1];
    if (from < 0 || to < 0 || from === to) continue;
    const reading = readings[lines.reading[line] ?? 0];
    const isOpen = reading !== undefined && isEmptyPorts(reading.certain);
    const known = between.get(from * 2 ** 20 + to);
    if (known) {
      known.weight++;
      known.isOpen &&= isOpen;
    } else between.set(from * 2 ** 20 + to, { from, to, isOpen, weight: 1 });
  }
  return [...between.values()];
}

/** The groups that can be open together, in their order. */
function affordable({ lines, ends }: Model, shown: readonly number[], wanted: readonly string[]): { kept: string[]; refused: string[] } {
  if (shown.length <= MOST_LINES) return { kept: [...wanted], refused: [] };
  const costs = new Map<string, number>();
  for (const line of shown) {
    for (const end of new Set([ends[lines.from[line] ?? 0]?.group, ends[lines.to[line] ?? 0]?.group])) {
      if (end !== undefined) costs.set(end, (costs.get(end) ?? 0) + 1);
    }
  }
  const [kept, refused]: [string[], string[]] = [[], []];
  let total = 0;
  for (const id of wanted) {
    const cost = costs.get(id) ?? 0;
    if (total + cost > MOST_LINES) refused.push(id);
    else {
      total += cost;
      kept.push(id);
    }
  }
  return { kept, refused };
}
