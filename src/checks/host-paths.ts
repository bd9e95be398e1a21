import { findHostPaths, type HostPath, type HostPathGroup, hostPathGroup, type PodView } from '../kubernetes/index.ts';
import type { Violation } from './define.ts';

/** The violations of a check that names one group of paths, less the places that it takes for harmless. */
export function hostPathViolations(pod: PodView, group: HostPathGroup, isHarmless?: (place: HostPath) => boolean): Violation[] {
  return findHostPaths(pod)
    .filter((place) => hostPathGroup(place.path) === group && isHarmless?.(place) !== true)
    .map(({ volume, path, field, isWritable }) => ({
      path: field,
      message: `volume ${volume} is ${path} of the node, ${isWritable ? 'writable' : 'read-only'}`,
    }));
}
