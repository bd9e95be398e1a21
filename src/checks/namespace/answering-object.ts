import type { FieldPath } from '../../core/index.ts';
import type { InventoryObject, World } from '../../inventory/index.ts';
import { SYSTEM_NAMESPACES } from '../namespaces.ts';
import type { KindPattern } from '../subjects.ts';
import { rememberByWorld } from '../unread-kinds.ts';

const WORKLOADS = [
  '/Pod',
  '/ReplicationController',
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
  'batch/Job',
  'batch/CronJob',
] as const;

/** Namespaces, and the workloads that answer for a namespace without an object of its own. */
export const ANSWERING_KINDS: readonly KindPattern[] = ['/Namespace', ...WORKLOADS];

/** A namespace, and the field of the object at hand that names it. */
export interface AnsweredNamespace {
  readonly name: string;
  readonly path: FieldPath;
}

/**
 * The namespace that this object answers for, so that each namespace of a world is spoken of once: by its own object, else by the first
 * workload in it. Namespaces of the system are left to the distribution.
 */
export function answeredNamespace(object: InventoryObject, world: World): AnsweredNamespace | undefined {
  const isNamespace = object.group === '' && object.kind === 'Namespace';
  const name = isNamespace ? object.name : object.namespace;
  if (name === undefined || SYSTEM_NAMESPACES.has(name)) return undefined;
  if (isNamespace) return { name, path: ['metadata', 'name'] };
  if (world.find('', 'Namespace', undefined, name) || firstWorkloads(world).get(name) !== object) return undefined;
  return { name, path: ['metadata', 'namespace'] };
}

const firstWorkloads: (world: World) => ReadonlyMap<string, InventoryObject> = rememberByWorld((world) => {
  const first = new Map<string, InventoryObject>();
  for (const object of world.objects) {
    const { group, kind, namespace } = object;
    if (namespace === undefined || first.has(namespace)) continue;
    if ((WORKLOADS as readonly string[]).includes(`${group}/${kind}`)) first.set(namespace, object);
  }
  return first;
});
