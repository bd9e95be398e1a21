import type { FieldPath } from '../core/index.ts';
import type { PodView } from './pod-view.ts';

/** A volume of a pod that is a place of the node, and how its containers mount it. */
export interface HostPath {
  readonly volume: string;
  readonly path: string;
  /** Leads to `hostPath.path`. */
  readonly field: FieldPath;
  /** False where every container that mounts it does so with `readOnly`; a volume that nobody mounts counts as read-only. */
  readonly isWritable: boolean;
}

/** What a place of the node is good for: each path belongs to exactly one group, the most specific. */
export type HostPathGroup = 'root' | 'socket' | 'kubernetes' | 'kubelet' | 'etcd' | 'etc' | 'proc' | 'dev' | 'log' | 'home' | 'other';

const SOCKETS =
  /(?:^|\/)(?:docker|containerd|crio|podman|cri-dockerd|dockershim|buildkitd)\.sock$|^\/(?:var\/)?run\/(?:containerd|crio|docker|podman)(?:\/|$)/;

const PREFIXES: readonly (readonly [string, HostPathGroup])[] = [
  ['/etc/kubernetes', 'kubernetes'],
  ['/var/lib/kubelet', 'kubelet'],
  ['/var/lib/docker', 'kubelet'],
  ['/var/lib/containerd', 'kubelet'],
  ['/var/lib/containers', 'kubelet'],
  ['/var/lib/etcd', 'etcd'],
  ['/etc', 'etc'],
  ['/proc', 'proc'],
  ['/sys', 'proc'],
  ['/dev', 'dev'],
  ['/var/log', 'log'],
  ['/root', 'home'],
  ['/home', 'home'],
];

/** Folders that contain all of the dangerous ones below them. */
const PARENTS: Readonly<Record<string, HostPathGroup>> = {
  '/': 'root',
  '/var': 'root',
  '/var/lib': 'root',
  '/var/run': 'socket',
  '/run': 'socket',
};

export function hostPathGroup(path: string): HostPathGroup {
  const parent = PARENTS[path];
  if (parent) return parent;
  if (SOCKETS.test(path)) return 'socket';
  return PREFIXES.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`))?.[1] ?? 'other';
}

export function findHostPaths(pod: PodView): HostPath[] {
  return (pod.spec.volumes ?? []).flatMap((volume, index) => {
    const path = volume.hostPath?.path;
    if (path === undefined) return [];
    const mounts = pod.containers.flatMap(({ spec }) => spec.volumeMounts ?? []).filter(({ name }) => name === volume.name);
    return [
      {
        volume: volume.name ?? '',
        path: normalisePath(path),
        field: [...pod.path, 'volumes', index, 'hostPath', 'path'],
        isWritable: mounts.some(({ readOnly }) => readOnly !== true),
      },
    ];
  });
}

/** `/var/../etc/` is `/etc`: the kubelet opens what the path means, not how it is written. */
export function normalisePath(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return `/${steps.join('/')}`;
}
