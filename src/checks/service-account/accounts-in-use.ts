import type { InventoryObject, World } from '../../inventory/index.ts';

const known = new WeakMap<World, ReadonlyMap<string, ReadonlySet<string | undefined>>>();

/** Whether a pod of this world runs under the account: then the pod is what decides, or what is reported. */
export function isUsedByPods(account: InventoryObject, world: World): boolean {
  let users = known.get(world);
  if (!users) known.set(world, (users = namespacesByAccount(world)));
  const namespaces = users.get(account.name);
  if (!namespaces) return false;
  return account.namespace === undefined || namespaces.has(account.namespace) || namespaces.has(undefined);
}

function namespacesByAccount(world: World): Map<string, Set<string | undefined>> {
  const users = new Map<string, Set<string | undefined>>();
  for (const object of world.objects) {
    for (const { spec } of object.pods) {
      const name = spec.serviceAccountName || spec.serviceAccount || 'default';
      const namespaces = users.get(name);
      if (namespaces) namespaces.add(object.namespace);
      else users.set(name, new Set([object.namespace]));
    }
  }
  return users;
}
