import type { PodClass } from './classes.ts';
import type { Engine } from './engine.ts';
import type { NetworkPod } from './pods.ts';
import { createRowSource } from './row-source.ts';
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

/** What a bundle may reach. The array and the list are used again for the next row. */
export interface MatrixRow {
  readonly from: Bundle;
  /** Numbers of reaches by the number of the bundle that is reached; 0 is closed. */
  readonly cells: Int32Array;
  /** The bundles whose cells are not closed. */
  readonly reached: readonly number[];
}

/**
 * Which groups reach which. A matrix of 10,000 workloads has 100,000,000 cells, so none is kept: rows are made when they are asked for, one for
 * each bundle. Of groups with pods of different classes a port is certain where it is so for all of them and possible where it is for one.
 */
export interface Matrix {
  readonly bundles: readonly Bundle[];
  row(from: Bundle): MatrixRow;
  /** One row for each bundle, those with the same egress after each other. */
  rows(): Generator<MatrixRow>;
  reach(id: number): Reach;
  /** Every pair of groups with an open port; a group with itself only where it has several pods. */
  flows(): Generator<Flow>;
}

export function createMatrix(engine: Engine, level: Level): Matrix {
  const { reaches } = engine;
  const { bundles, classesOf } = bundle(engine, level);
  const bundlesOf = Map.groupBy(
    classesOf.flatMap((ids, number) => ids.map((id) => ({ id, number }))),
    ({ id }) => id,
  );
  const source = createRowSource(engine);
  const cells = new Int32Array(bundles.length);
  const reached: number[] = [];
  /** A group of several classes is reached for certain where all of them are. */
  const merge = (own: Int32Array, [first = 0, ...rest]: readonly number[]): number =>
    rest.reduce((result, id) => reaches.merge(result, own[id] as number), own[first] as number);
  const fill = (id: number): void => {
    const own = source.row(id);
    for (const to of own.reached) {
      for (const { number } of bundlesOf.get(to) ?? []) {
        const ids = classesOf[number] as readonly number[];
        // Of several classes that are reached the first one fills the cell.
        if (ids.length > 1 && cells[number] !== CLOSED) continue;
        cells[number] = ids.length === 1 ? (own.cells[to] as number) : merge(own.cells, ids);
        reached.push(number);
      }
    }
  };
  const row = (from: Bundle): MatrixRow => {
    for (const to of reached) cells[to] = CLOSED;
    reached.length = 0;
    const ids = classesOf[from.id] as readonly number[];
    if (ids.length === 1) fill(ids[0] as number);
    else mergeRows(ids, fill, cells, reached, (left, right) => reaches.merge(left, right));
    return { from, cells, reached };
  };
  const rows = function* (): Generator<MatrixRow> {
    // Sources with the same egress stand together, since what they may send is made once.
    const egressOf = ({ id }: Bundle): number => engine.profiles.of(engine.classes.list[classesOf[id]?.[0] ?? 0] as PodClass, 'egress').id;
    for (const from of bundles.toSorted((one, other) => egressOf(one) - egressOf(other))) yield row(from);
  };
  return {
    bundles,
    row,
    rows,
    reach: (id) => reaches.get(id),
    flows: function* () {
      for (const one of rows()) {
        for (const to of one.reached) yield* pairs(one.from, bundles[to] as Bundle, reaches.get(one.cells[to] as number));
      }
    },
  };
}

/** The rows of several classes as one. */
function mergeRows(
  ids: readonly number[],
  fill: (id: number) => void,
  cells: Int32Array,
  reached: number[],
  merge: (left: number, right: number) => number,
): void {
  let result: Int32Array | undefined;
  for (const id of ids) {
    fill(id);
    result = result?.map((cell, at) => merge(cell, cells[at] as number)) ?? cells.slice();
    for (const to of reached) cells[to] = CLOSED;
    reached.length = 0;
  }
  for (const [to, cell] of result?.entries() ?? []) {
    if (cell === CLOSED) continue;
    cells[to] = cell;
    reached.push(to);
  }
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
