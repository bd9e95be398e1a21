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

/**
 * Whoever looks for a NetworkPolicy and finds none may only say so when NetworkPolicies were read. One watched world serves one check:
 * what a check remembers of a walk it remembers by the world, so that a walk once missed stays missed.
 */
function watchWorld(world: World, snapshots: readonly Snapshot[]): WatchedWorld {
  let missedNow: MissedKind | undefined;
  let missedInWalk: MissedKind | undefined;
  const note = (group: string, kind: string, namespace?: string): MissedKind | undefined => {
    const snapshot = snapshots.find(({ isUnread }) => isUnread(group, kind, namespace));
    return snapshot && { kind, file: snapshot.file };
  };
  return {
    world: {
      name: world.name,
      get objects() {
        for (const [group, kind] of WALKED) missedInWalk ??= note(group, kind);
        return world.objects;
      },
      find: (group, kind, namespace, name) => {
        const found = world.find(group, kind, namespace, name);
        if (!found) missedNow ??= note(group, kind, namespace);
        return found;
      },
      ofKind: (group, kind) => {
        missedNow ??= note(group, kind);
        return world.ofKind(group, kind);
      },
    },
    missed: () => missedNow ?? missedInWalk,
    forget: () => {
      missedNow = undefined;
    },
  };
}

/** A watched world for each of these keys; nothing for inventories without snapshots. Where every walk is complete they share one, and what checks remember by it. */
export function watchWorlds<K>(world: World, snapshots: readonly Snapshot[], keys: readonly K[]): ReadonlyMap<K, WatchedWorld> | undefined {
  if (snapshots.length === 0) return undefined;
  const isWalkWhole = WALKED.every(([group, kind]) => !snapshots.some(({ isUnread }) => isUnread(group, kind)));
  const shared = isWalkWhole ? watchWorld(world, snapshots) : undefined;
  return new Map(keys.map((key) => [key, shared ?? watchWorld(world, snapshots)]));
}
