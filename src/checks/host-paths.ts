import { findHostPaths, type HostPathGroup, hostPathGroup, type PodView } from '../kubernetes/index.ts';
import type { Violation } from './define.ts';

/** The violations of a check that names one group of paths. */
export function hostPathViolations(pod: PodView, group: HostPathGroup): Violation[] {
  return findHostPaths(pod)
    .filter(({ path }) => hostPathGroup(path) === group)
    .map(({ volume, path, field, isWritable }) => ({
      path: field,
      message: `volume ${volume} is ${path} of the node, ${isWritable ? 'writable' : 'read-only'}`,
    }));
}
