import type { Snapshot, World } from '../inventory/index.ts';

/** A world that notices when somebody asks for objects that may exist in the cluster and are not in its snapshot. */
export interface WatchedWorld {
  readonly world: World;
  /** The kind that was missed since `forget`; `undefined` when everything asked for was there. */
  missed(): MissedKind | undefined;
  forget(): void;
}

export interface MissedKind {
  readonly kind: string;
  /** The file of the snapshot. */
  readonly file: string;
}

/** Kinds that a walk over all objects is about, since checks walk to find pods and namespaces. */
const WALKED: readonly (readonly [group: string, kind: string])[] = [
  ['', 'Pod'],
  ['apps', 'Deployment'],
  ['apps', 'DaemonSet'],
  ['apps', 'StatefulSet'],
  ['batch', 'CronJob'],
  ['batch', 'Job'],
  ['', 'Namespace'],
];

/** Who watches a world, for those who remember something of it. */
const watches = new WeakMap<World, Watch>();

class Watch {
  missed: MissedKind | undefined;
  readonly #snapshots: readonly Snapshot[];

  constructor(snapshots: readonly Snapshot[]) {
    this.#snapshots = snapshots;
  }

  ask(group: string, kind: string, namespace?: string): void {
    if (this.missed) return;
    const snapshot = this.#snapshots.find(({ isUnread }) => isUnread(group, kind, namespace));
    if (snapshot) this.missed = { kind, file: snapshot.file };
  }
}

/** Whoever looks for a NetworkPolicy and finds none may only say so when NetworkPolicies were read. Nothing for inventories without snapshots. */
export function watchWorld(world: World, snapshots: readonly Snapshot[]): WatchedWorld | undefined {
  if (snapshots.length === 0) return undefined;
  const watch = new Watch(snapshots);
  const watched: World = {
    name: world.name,
    get objects() {
      for (const [group, kind] of WALKED) watch.ask(group, kind);
      return world.objects;
    },
    find: (group, kind, namespace, name) => {
      const found = world.find(group, kind, namespace, name);
      if (!found) watch.ask(group, kind, namespace);
      return found;
    },
    ofKind: (group, kind) => {
      watch.ask(group, kind);
      return world.ofKind(group, kind);
    },
  };
  watches.set(watched, watch);
  return {
    world: watched,
    missed: () => watch.missed,
    forget: () => {
      watch.missed = undefined;
    },
  };
}

/** What `build` makes of a world, made once for each. Who gets what was made before depends on the same kinds as who made it. */
export function rememberByWorld<T>(build: (world: World) => T): (world: World) => T {
  const known = new WeakMap<World, { readonly value: T; readonly missed: MissedKind | undefined }>();
  return (world) => {
    const watch = watches.get(world);
    let entry = known.get(world);
    if (!entry) {
      const before = watch?.missed;
      if (watch) watch.missed = undefined;
      entry = { value: build(world), missed: watch?.missed };
      if (watch) watch.missed = before;
      known.set(world, entry);
    }
    if (watch) watch.missed ??= entry.missed;
    return entry.value;
  };
}
