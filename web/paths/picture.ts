import { amount } from '../amount.ts';
import type { Graph, GraphGroup, GraphLine, GraphNode, Trail } from '../graph/index.ts';
import { classesOf, type Shape } from './equals.ts';
import { type Model, type Story, shortKind } from './model.ts';

export interface Picture {
  readonly graph: Graph;
  /** Ids of the groups that are open, and of all. */
  readonly open: readonly string[];
  readonly groups: readonly string[];
  /** Where each node, and each step that needs several, is drawn. */
  readonly placeOf: ReadonlyMap<string, string>;
  /** The steps behind a line. */
  readonly stepsOf: ReadonlyMap<string, readonly number[]>;
  /** The nodes and steps in a group. */
  readonly membersOf: ReadonlyMap<string, readonly string[]>;
}

/** So many boxes are all shown; of more, equal ones are one. */
const FEW = 36;
/** Where equal ones are still more, only their near surroundings decide what is equal. */
const MANY = 60;
const ROUNDS = [32, 2, 1, 0];

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly step: number;
}

/** The proofs of these stories over each other, from starts at the left to targets at the right. */
export function drawingOf(model: Model, stories: readonly Story[], toggled: readonly string[]): Picture {
  const { world } = model;
  const steps = [...new Set(stories.flatMap(({ all }) => all))].sort((a, b) => a - b);
  const arrows = steps.flatMap((step) => arrowsOf(model, step));
  const ids = [...new Set([...arrows.flatMap(({ from, to }) => [from, to]), ...stories.flatMap((story) => ownNodes(model, story))])];
  const targets = new Set(stories.map(({ target }) => `n${world.targets[target]?.node}`));
  const groups = groupsOf(model, ids, arrows, targets);
  const isFew = ids.length <= FEW;
  const openIds = [...groups.keys()].filter((id) => isFew !== toggled.includes(id));
  const isOpen = new Set(openIds);
  const groupOf = new Map([...groups].flatMap(([id, members]) => members.map((member) => [member, id] as const)));
  const isLeft = new Set(arrows.map(({ from }) => from));
  const inKinds = new Map<string, Set<number>>();
  for (const { to, step } of arrows) {
    const kind = world.steps[step]?.kind ?? -1;
    if (kind >= 0) inKinds.set(to, (inKinds.get(to) ?? new Set()).add(kind));
  }
  const nodes: GraphNode[] = [];
  const position = new Map<string, number>();
  const placeOf = new Map<string, string>();
  for (const id of ids) {
    const group = groupOf.get(id);
    const place = group !== undefined && !isOpen.has(group) ? group : id;
    placeOf.set(id, place);
    if (position.has(place)) continue;
    const node =
      place === group
        ? foldedNode(model, place, groups.get(place) ?? [], inKinds)
        : nodeOf(model, id, targets.has(id), inKinds.get(id), isLeft.has(id), group);
    position.set(place, nodes.push(node) - 1);
  }
  const { lines, stepsOf } = linesBetween(model, arrows, placeOf, position);
  return {
    graph: { nodes, groups: openIds.map((id) => openGroup(model, id, groups.get(id) ?? [])), lines },
    open: openIds,
    groups: [...groups.keys()],
    placeOf,
    stepsOf,
    membersOf: groups,
  };
}

/** A step that needs one thing is a line; one that needs several is a box with a line from each. */
function arrowsOf({ world }: Model, step: number): Arrow[] {
  const one = world.steps[step];
  if (!one) return [];
  if (one.from.length === 1) return [{ from: `n${one.from[0]}`, to: `n${one.to}`, step }];
  return [...one.from.map((from) => ({ from: `n${from}`, to: `s${step}`, step })), { from: `s${step}`, to: `n${one.to}`, step }];
}

/** A start that is a target by itself has no step. */
function ownNodes({ world }: Model, { all, target }: Story): string[] {
  const node = world.targets[target]?.node ?? -1;
  return all.length === 0 && node >= 0 ? [`n${node}`] : [];
}

function groupsOf(model: Model, ids: readonly string[], arrows: readonly Arrow[], targets: ReadonlySet<string>): Map<string, string[]> {
  const at = new Map(ids.map((id, index) => [id, index]));
  const shape: Shape = {
    sorts: ids.map((id) => sortOf(model, id, targets)),
    arrows: arrows.map(({ from, to, step }) => ({
      from: at.get(from) ?? 0,
      to: at.get(to) ?? 0,
      sort: String(model.world.steps[step]?.kind ?? -1),
    })),
  };
  let classes: number[] = [];
  for (const rounds of ROUNDS) {
    classes = classesOf(shape, rounds);
    if (new Set(classes).size <= MANY) break;
  }
  const byClass = Map.groupBy(ids.keys(), (index) => classes[index]);
  return new Map(
    [...byClass.values()].flatMap((members) => {
      const own = [...members].map((index) => ids[index] ?? '');
      return own.length > 1 ? [[`g${own[0]}`, own] as const] : [];
    }),
  );
}

function sortOf({ world }: Model, id: string, targets: ReadonlySet<string>): string {
  if (id.startsWith('s')) return `step ${world.steps[Number(id.slice(1))]?.kind}`;
  const node = world.nodes[Number(id.slice(1))];
  if (!node || targets.has(id) || node.kind === 'outside' || node.kind === 'registry') return id;
  return node.kind;
}

function nodeOf(
  { world }: Model,
  id: string,
  isTarget: boolean,
  kinds: ReadonlySet<number> | undefined,
  isLeft: boolean,
  group: string | undefined,
): GraphNode {
  const own = group === undefined ? {} : { group };
  if (id.startsWith('s')) {
    const kind = world.steps[Number(id.slice(1))]?.kind ?? -1;
    return { id, title: shortKind(world, kind) || 'both', detail: '', kind: 'step', ...own };
  }
  const node = world.nodes[Number(id.slice(1))];
  const isOutside = node?.kind === 'outside' || node?.kind === 'registry';
  return {
    id,
    title: node?.title ?? '',
    detail: node?.detail ?? '',
    note: isTarget ? 'must not fall' : noteOf(world, kinds),
    kind: isTarget ? 'target' : isOutside ? 'outside' : 'plain',
    ...(isOutside ? { side: 'first' as const } : isTarget && !isLeft ? { side: 'last' as const } : own),
  };
}

/** By which step it is had. */
function noteOf(world: Model['world'], kinds: ReadonlySet<number> | undefined): string {
  if (!kinds || kinds.size === 0) return '';
  const [first = -1] = kinds;
  return kinds.size === 1 ? `by ${shortKind(world, first)}` : `by ${kinds.size} kinds of steps`;
}

const NOUNS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  container: ['container', 'containers'],
  exposure: ['workload, from outside', 'workloads, from outside'],
  contact: ['workload, connections', 'workloads, connections'],
  pod: ['pod', 'pods'],
  role: ['role', 'roles'],
  namespace: ['namespace', 'namespaces'],
  secret: ['Secret', 'Secrets'],
  data: ['data store', 'data stores'],
  files: ['node, its files', 'nodes, their files'],
  kubelet: ['kubelet', 'kubelets'],
  node: ['node, root on it', 'nodes, root on them'],
};

function groupWords({ world }: Model, members: readonly string[]): { readonly title: string; readonly detail: string } {
  const [first = ''] = members;
  if (first.startsWith('s')) {
    return { title: `${members.length} × ${shortKind(world, world.steps[Number(first.slice(1))]?.kind ?? -1)}`, detail: '' };
  }
  const nodes = members.flatMap((id) => world.nodes[Number(id.slice(1))] ?? []);
  const kind = nodes[0]?.kind ?? '';
  const [one, many] = NOUNS[kind] ?? [kind, `${kind}s`];
  const spaces = [...new Set(nodes.flatMap(({ namespace }) => namespace ?? []))];
  const detail = spaces.length === 0 ? '' : spaces.length === 1 ? `in ${spaces[0]}` : `in ${spaces.length} namespaces`;
  return { title: amount(members.length, one, many), detail };
}

function foldedNode(model: Model, id: string, members: readonly string[], inKinds: ReadonlyMap<string, ReadonlySet<number>>): GraphNode {
  const kinds = new Set(members.flatMap((member) => [...(inKinds.get(member) ?? [])]));
  return { id, ...groupWords(model, members), note: members[0]?.startsWith('s') ? '' : noteOf(model.world, kinds), kind: 'folded' };
}

function openGroup(model: Model, id: string, members: readonly string[]): GraphGroup {
  return { id, ...groupWords(model, members) };
}

function linesBetween(
  { world }: Model,
  arrows: readonly Arrow[],
  placeOf: ReadonlyMap<string, string>,
  position: ReadonlyMap<string, number>,
): { readonly lines: readonly GraphLine[]; readonly stepsOf: ReadonlyMap<string, readonly number[]> } {
  const between = new Map<string, { from: number; to: number; isOpen: boolean; weight: number }>();
  const stepsOf = new Map<string, number[]>();
  for (const { from, to, step } of arrows) {
    const [source, target] = [placeOf.get(from) ?? '', placeOf.get(to) ?? ''];
    if (source === target) continue;
    const id = `${source}>${target}`;
    const isOpen = world.steps[step]?.premises.some((premise) => world.premises[premise]?.[0] !== 'usual') === true;
    const known = between.get(id);
    if (known) {
      known.weight++;
      known.isOpen &&= isOpen;
      stepsOf.get(id)?.push(step);
    } else {
      between.set(id, { from: position.get(source) ?? 0, to: position.get(target) ?? 0, isOpen, weight: 1 });
      stepsOf.set(id, [step]);
    }
  }
  return { lines: [...between.values()], stepsOf };
}

/** A story on the picture, its lines with the numbers of its steps. */
export function trailOf(model: Model, { placeOf }: Picture, story: Story): Trail {
  const nodes = new Set<string>();
  const lines = new Map<string, string>();
  for (const [index, step] of story.all.entries()) {
    const number = index < story.steps.length ? String(index + 1) : '';
    for (const { from, to } of arrowsOf(model, step)) {
      const [source, target] = [placeOf.get(from), placeOf.get(to)];
      if (source === undefined || target === undefined) continue;
      nodes.add(source).add(target);
      const id = `${source}>${target}`;
      // Of a step that needs several things the line behind it carries the number.
      const isInto = to.startsWith('s');
      const before = lines.get(id) ?? '';
      lines.set(id, isInto || number === '' ? before : before === '' ? number : `${before}, ${number}`);
    }
  }
  for (const id of ownNodes(model, story)) nodes.add(placeOf.get(id) ?? id);
  return { nodes, lines };
}

/** Where a part of the world is drawn: a node in its group, a step as its line. */
export function placeIn({ world }: Model, { placeOf, stepsOf }: Picture, id: string | undefined): string | undefined {
  if (id === undefined || id.includes('>')) return id;
  const place = placeOf.get(id);
  const step = id.startsWith('s') ? world.steps[Number(id.slice(1))] : undefined;
  if (place !== undefined || !step) return place ?? id;
  const line = `${placeOf.get(`n${step.from[0]}`)}>${placeOf.get(`n${step.to}`)}`;
  return stepsOf.has(line) ? line : undefined;
}
