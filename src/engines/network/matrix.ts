import type { Engine } from './connectivity.ts';
import type { NetworkPod } from './pods.ts';
import { ALL_PORTS } from './ports.ts';
import type { Part, Profile } from './profiles.ts';
import { CLOSED, type Reach } from './tally.ts';

export type Level = 'class' | 'workload' | 'namespace';

/** Pods that are looked at together. */
export interface PodGroup {
  readonly name: string;
  readonly pods: readonly NetworkPod[];
}

/** Groups whose pods fall into the same classes, so that they have the same row and the same column. */
export interface Bundle {
  readonly id: number;
  readonly groups: readonly PodGroup[];
}

export interface Flow {
  readonly from: PodGroup;
  readonly to: PodGroup;
  readonly reach: Reach;
}

/**
 * Which groups reach which. A matrix of 10,000 workloads has 100,000,000 cells, so none is kept: rows are made when they are asked for, one for
 * each bundle. Of groups with pods of different classes a port is certain where it is so for all of them and possible where it is for one.
 */
export interface Matrix {
  readonly bundles: readonly Bundle[];
  /** For each bundle what may reach the others: numbers of reaches by the number of the bundle; the array is used again for the next row. */
  rows(): Generator<{ readonly from: Bundle; readonly cells: Int32Array }>;
  reach(id: number): Reach;
  /** Every pair of groups with an open port; a group with itself only where it has several pods. */
  flows(): Generator<Flow>;
}

export function createMatrix(engine: Engine, level: Level): Matrix {
  const { reaches } = engine;
  const { bundles, classesOf } = bundle(engine, level);
  const rows = function* (): Generator<{ readonly from: Bundle; readonly cells: Int32Array }> {
    const isSimple = classesOf.every((classes) => classes.length === 1);
    const cells = new Int32Array(bundles.length);
    const source = createRowSource(engine);
    const columns = Int32Array.from(classesOf, ([first]) => first as number);
    const merged = (row: Int32Array, classes: readonly number[]): number =>
      classes.reduce((result, id) => reaches.merge(result, row[id] as number), row[classes[0] as number] as number);
    for (const from of bundles) {
      for (const [number, id] of (classesOf[from.id] as readonly number[]).entries()) {
        const row = source.row(id);
        for (let column = 0; column < cells.length; column++) {
          const cell = isSimple ? (row[columns[column] as number] as number) : merged(row, classesOf[column] as readonly number[]);
          cells[column] = number === 0 ? cell : reaches.merge(cells[column] as number, cell);
        }
      }
      yield { from, cells };
    }
  };
  return {
    bundles,
    rows,
    reach: (id) => reaches.get(id),
    flows: function* () {
      for (const { from, cells } of rows()) {
        for (const [column, id] of cells.entries()) {
          if (id === CLOSED) continue;
          yield* pairs(from, bundles[column] as Bundle, reaches.get(id));
        }
      }
    },
  };
}

function* pairs(from: Bundle, to: Bundle, reach: Reach): Generator<Flow> {
  for (const source of from.groups) {
    for (const destination of to.groups) {
      if (source !== destination || source.pods.length > 1) yield { from: source, to: destination, reach };
    }
  }
}

export function workloadName({ workload: { namespace, name, kind } }: NetworkPod): string {
  return `${namespace}/${name}[${kind}]`;
}

function bundle({ classes, network }: Engine, level: Level): { bundles: Bundle[]; classesOf: (readonly number[])[] } {
  if (level === 'class') {
    const bundles = classes.list.map(({ id, pods }) => ({ id, groups: [{ name: pods[0]?.id ?? '', pods }] }));
    return { bundles, classesOf: bundles.map(({ id }) => [id]) };
  }
  const groups = Map.groupBy(network.pods, (pod) => (level === 'workload' ? workloadName(pod) : pod.namespace));
  const byClasses = new Map<string, { groups: PodGroup[]; classes: readonly number[] }>();
  for (const [name, pods] of groups) {
    const ids =
      pods.length === 1 ? pods.map((pod) => classes.of(pod).id) : [...new Set(pods.map((pod) => classes.of(pod).id))].sort((a, b) => a - b);
    const key = ids.join();
    const known = byClasses.get(key);
    if (known) known.groups.push({ name, pods });
    else byClasses.set(key, { groups: [{ name, pods }], classes: ids });
  }
  const list = [...byClasses.values()];
  return { bundles: list.map((one, id) => ({ id, groups: one.groups })), classesOf: list.map((one) => one.classes) };
}

const TIERS = ['admin', 'network-policy', 'baseline'] as const;

/** Makes the row of a class: what each other class lets in of it, and what its own policies let out. */
function createRowSource(engine: Engine): { row(id: number): Int32Array } {
  const { classes, profiles, tallies, reaches } = engine;
  const count = classes.list.length;
  const sealOf = createSeal(engine);
  const ingressOf = Int32Array.from(classes.list, (one) => profiles.of(one, 'ingress').id);
  const ingress = profiles.list.ingress;
  const columns = TIERS.map((tier) => createColumns(profiles.parts.ingress[tier], count));
  const partIds = TIERS.map((tier) => Int32Array.from(ingress, (profile) => profile.parts[tier].id));
  const [incoming, outgoing, row] = [new Int32Array(ingress.length), new Int32Array(count), new Int32Array(count)];
  const dense = TIERS.map(() => new Int32Array(count));
  const isOwnTierAlone = (['admin', 'baseline'] as const).every((tier) =>
    [...profiles.parts.ingress[tier], ...profiles.parts.egress[tier]].every(
      ({ row: part }) => part.fallback === tallies.identity && part.exceptions.size === 0,
    ),
  );
  let lastProfile: Profile | undefined;
  const open = reaches.intern({ certain: ALL_PORTS, possible: ALL_PORTS });

  const sendOut = (profile: Profile): void => {
    for (const [at, tier] of TIERS.entries()) {
      const { row: part } = profile.parts[tier];
      const target = dense[at] as Int32Array;
      target.fill(part.fallback);
      for (const [id, tally] of part.exceptions) target[id] = tally;
    }
    const [admin, own, baseline] = dense as [Int32Array, Int32Array, Int32Array];
    for (let id = 0; id < count; id++) {
      outgoing[id] = isOwnTierAlone
        ? engine.reachOf(own[id] as number)
        : sealOf(admin[id] as number, own[id] as number, baseline[id] as number);
    }
  };

  return {
    row: (id) => {
      const profile = profiles.of(classes.list[id] as (typeof classes.list)[number], 'egress');
      if (profile !== lastProfile) sendOut(profile);
      lastProfile = profile;
      const [admin, own, baseline] = columns.map((column) => column(id)) as [Int32Array, Int32Array, Int32Array];
      const [adminIds, ownIds, baselineIds] = partIds as [Int32Array, Int32Array, Int32Array];
      for (let at = 0; at < incoming.length; at++) {
        const tally = own[ownIds[at] as number] as number;
        incoming[at] = isOwnTierAlone
          ? engine.reachOf(tally)
          : sealOf(admin[adminIds[at] as number] as number, tally, baseline[baselineIds[at] as number] as number);
      }
      for (let to = 0; to < count; to++) {
        const [out, into] = [outgoing[to] as number, incoming[ingressOf[to] as number] as number];
        if (out === into || into === open) row[to] = out;
        else if (out === open) row[to] = into;
        else row[to] = out === CLOSED || into === CLOSED ? CLOSED : reaches.intersect(out, into);
      }
      return row;
    },
  };
}

/** What the three tiers come to, as the number of a reach. */
function createSeal({ tallies, reachOf }: Engine): (admin: number, own: number, baseline: number) => number {
  const known = new Map<number, number[]>();
  let [lastKey, lastTable] = [-1, [] as number[]];
  return (admin, own, baseline) => {
    const key = admin * 2 ** 26 + baseline;
    if (key !== lastKey) {
      lastTable = known.get(key) ?? [];
      known.set(key, lastTable);
      lastKey = key;
    }
    return (lastTable[own] ??= reachOf(tallies.sequence(tallies.sequence(admin, own), baseline)));
  };
}

/** For a source the tally of each part; parts list their exceptions by source, so they are turned over once. */
function createColumns(parts: readonly Part[], count: number): (source: number) => Int32Array {
  const fallbacks = Int32Array.from(parts, ({ row }) => row.fallback);
  const starts = new Int32Array(count + 1);
  for (const { row } of parts) for (const source of row.exceptions.keys()) starts[source + 1] = (starts[source + 1] as number) + 1;
  for (let source = 0; source < count; source++) starts[source + 1] = (starts[source + 1] as number) + (starts[source] as number);
  const next = starts.slice();
  const [partAt, tallyAt] = [new Int32Array(starts[count] as number), new Int32Array(starts[count] as number)];
  for (const { id, row } of parts) {
    for (const [source, tally] of row.exceptions) {
      const place = next[source] as number;
      next[source] = place + 1;
      partAt[place] = id;
      tallyAt[place] = tally;
    }
  }
  const result = new Int32Array(parts.length);
  return (source) => {
    result.set(fallbacks);
    for (let place = starts[source] as number; place < (starts[source + 1] as number); place++)
      result[partAt[place] as number] = tallyAt[place] as number;
    return result;
  };
}
