import type { InventoryObject, World } from '../../inventory/index.ts';
import { rememberByWorld } from '../unread-kinds.ts';

const usersOf: (world: World) => ReadonlyMap<string, ReadonlySet<string | undefined>> = rememberByWorld(namespacesByAccount);

/** Whether a pod of this world runs under the account: then the pod is what decides, or what is reported. */
export function isUsedByPods(account: InventoryObject, world: World): boolean {
  const namespaces = usersOf(world).get(account.name);
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
