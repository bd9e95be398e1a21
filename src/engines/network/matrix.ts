import type { PodClass } from './classes.ts';
import type { Engine } from './connectivity.ts';
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
    // Sources with the same egress stand together, since what they may send is made once.
    const egressOf = ({ id }: Bundle): number => engine.profiles.of(engine.classes.list[columns[id] as number] as PodClass, 'egress').id;
    for (const from of bundles.toSorted((a, b) => egressOf(a) - egressOf(b))) {
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
