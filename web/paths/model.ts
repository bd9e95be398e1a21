import type { PathsStory, PathsWorld } from '../../src/report/attack-paths/paths-data.ts';
import { safeText } from '../../src/report/safe-text.ts';

/** A told path with what filters ask about it. */
export interface Story extends PathsStory {
  /** Its position among the stories of the world. */
  readonly at: number;
  /** Its steps, and behind them the one by which the target follows. */
  readonly all: readonly number[];
  readonly start: string;
  /** The same with the way in, where many begin alike. */
  readonly label: string;
  readonly goal: string;
  readonly namespaces: ReadonlySet<string>;
  readonly techniques: ReadonlySet<string>;
  /** How much it hangs on that nobody knows. */
  readonly unknowns: number;
}

export interface Model {
  readonly world: PathsWorld;
  /** Those from the internet first, and of each kind the worst. */
  readonly stories: readonly Story[];
  /** For each step the positions of the stories that take it. */
  readonly storiesOf: readonly (readonly number[])[];
  /** What is searched in a step, in small letters. */
  textOf(step: number): string;
  /** What a technique is called. */
  techniqueName(id: string): string;
}

export const START_KINDS = {
  internet: 'From the internet',
  registry: 'From an image registry',
  workload: 'If a workload is taken',
  subject: 'If a credential is taken',
} as const;

const ORDER = Object.keys(START_KINDS);

export function readModel(raw: PathsWorld): Model {
  // Diffs and commands have lines; they are made harmless where they are shown.
  const { fix, ...rest } = raw;
  const world: PathsWorld = { ...harmless(rest), ...(fix ? { fix } : {}) };
  const stories = world.stories.map((story, at) => readStory(world, story, at));
  const storiesOf: number[][] = world.steps.map(() => []);
  for (const { at, all } of stories) for (const step of all) storiesOf[step]?.push(at);
  const names = new Map(
    world.matrices.flatMap(({ tactics }) => tactics.flatMap(({ cells }) => cells.map(([id, title]) => [id, title] as const))),
  );
  const texts: (string | undefined)[] = [];
  return {
    world,
    stories: stories.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || a.at - b.at),
    storiesOf,
    textOf: (step) => (texts[step] ??= searchText(world, step)),
    techniqueName: (id) => names.get(id) ?? '',
  };
}

function readStory(world: PathsWorld, story: PathsStory, at: number): Story {
  const all = [...story.steps, ...(story.end === undefined ? [] : [story.end])];
  const steps = all.flatMap((number) => world.steps[number] ?? []);
  const nodes = steps.flatMap(({ from, to }) => [...from, to]).flatMap((number) => world.nodes[number] ?? []);
  const kinds = steps.flatMap(({ kind }) => world.kinds[kind] ?? []);
  const start = story.starts[0] ?? '';
  return {
    ...story,
    at,
    all,
    start,
    label: story.kind === 'internet' ? `${start}${wayIn(world, story)}` : start,
    goal: world.targets[story.target]?.title ?? '',
    namespaces: new Set(nodes.flatMap(({ namespace }) => namespace ?? [])),
    techniques: new Set(kinds.flatMap(({ mitre, microsoft }) => [...mitre, ...microsoft])),
    unknowns: steps.flatMap(({ premises }) => premises).filter((number) => world.premises[number]?.[0] !== 'usual').length,
  };
}

/** Where the first step leads. */
function wayIn({ steps, nodes }: PathsWorld, story: PathsStory): string {
  const node = nodes[steps[story.steps[0] ?? -1]?.to ?? -1];
  if (!node || story.steps.length < 2) return '';
  return ` by ${node.namespace === undefined ? '' : `${node.namespace}/`}${node.title}`;
}

/** A technique that has others under it stands for them too. */
export function takes({ techniques }: Story, technique: string): boolean {
  return techniques.has(technique) || [...techniques].some((one) => one.startsWith(`${technique}.`));
}

function searchText({ steps, kinds, nodes, grounds, premises }: PathsWorld, number: number): string {
  const step = steps[number];
  if (!step) return '';
  const kind = kinds[step.kind];
  return [
    step.says,
    kind ? `${kind.id} ${kind.title} ${kind.mitre.join(' ')} ${kind.microsoft.join(' ')}` : '',
    ...[...step.from, step.to].map((node) => nodes[node]?.name ?? ''),
    ...step.grounds.flatMap((ground) => grounds[ground] ?? []),
    ...step.premises.map((premise) => premises[premise]?.[1] ?? ''),
  ]
    .join('\n')
    .toLowerCase();
}

/** Names come from files that anyone may have written. */
function harmless<T>(value: T): T {
  if (typeof value === 'string') return safeText(value) as T;
  if (Array.isArray(value)) return value.map(harmless) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, harmless(one as unknown)])) as T;
}

/** `create pod`, the step by its name in the catalogue. */
export function shortKind({ kinds }: PathsWorld, kind: number): string {
  return (kinds[kind]?.id.split('/')[1] ?? '').replaceAll('-', ' ');
}
