import type { Severity } from '../../core/index.ts';
import type { World } from '../../inventory/index.ts';
import { objectsIn } from '../namespaces.ts';

/**
 * How bad it is that an object is not among the scanned ones: as given where others of its kind are kept in its namespace, and only
 * worth knowing where none is, since then they are probably made by other means.
 */
export function severityIfKept(world: World, namespace: string | undefined, group: string, kind: string, severity: Severity): Severity {
  return objectsIn(world, namespace, group, kind).length > 0 ? severity : 'info';
}
