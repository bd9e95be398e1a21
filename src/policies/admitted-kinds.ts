import type { Check } from '../checks/index.ts';

/** Groups and kinds of a Constraint's `match`. */
export interface AdmittedKinds {
  readonly apiGroups: readonly string[];
  readonly kinds: readonly string[];
}

/** Kinds with a pod in them; pods that a workload makes are admitted again by themselves. */
const WORKLOADS: readonly AdmittedKinds[] = [
  { apiGroups: [''], kinds: ['Pod', 'ReplicationController'] },
  { apiGroups: ['apps'], kinds: ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'] },
  { apiGroups: ['batch'], kinds: ['CronJob', 'Job'] },
];

/** Files of components, which have groups and kinds as objects do and are never sent to an API server. */
const FILES = /^(?:\/Config|audit\.k8s\.io\/Policy|[a-z-.]+\.config\.k8s\.io\/.*)$/;

/** The kinds that an API server would ask about; none for checks of files. */
export function admittedKinds(check: Check): readonly AdmittedKinds[] {
  if (check.on === 'pod' || check.on === 'container') return WORKLOADS;
  if (check.on !== 'object') return [];
  if (check.kinds.includes('*')) return [{ apiGroups: ['*'], kinds: ['*'] }];
  const groups = Map.groupBy(
    check.kinds.filter((kind) => !FILES.test(kind)),
    (kind) => kind.slice(0, kind.indexOf('/')),
  );
  return [...groups].map(([group, kinds]) => ({
    apiGroups: [group],
    kinds: kinds.map((kind) => kind.slice(kind.indexOf('/') + 1)).sort(),
  }));
}
