import type { InventoryObject } from '../../inventory/index.ts';
import type { ShapeError } from '../../kubernetes/index.ts';

/** What the engine reads of an object; every object of an inventory is one. */
export type NetworkObject = Pick<InventoryObject, 'group' | 'kind' | 'namespace' | 'name' | 'value' | 'pods'> & {
  readonly shapeErrors?: readonly ShapeError[];
};

/** Objects by kind and by name. Of two of the same name the last one counts, as it does when they are applied. */
export interface ObjectIndex {
  readonly objects: readonly NetworkObject[];
  ofKind(group: string, kind: string): readonly NetworkObject[];
  find(group: string, kind: string, namespace: string | undefined, name: string): NetworkObject | undefined;
}

export function indexObjects(all: readonly NetworkObject[], defaultNamespace: string): ObjectIndex {
  const namespaceOf = (namespace: string | undefined): string => namespace ?? defaultNamespace;
  const keyOf = (group: string, kind: string, namespace: string | undefined, name: string): string =>
    `${group}/${kind}/${namespaceOf(namespace)}/${name}`;
  const byName = new Map<string, NetworkObject>();
  for (const [index, object] of all.entries()) {
    const { group, kind, namespace, name } = object;
    // A generated name is another one each time.
    byName.set(name.endsWith('*') ? `*${index}` : keyOf(group, kind, namespace, name), object);
  }
  const objects = [...byName.values()];
  const byKind = Map.groupBy(objects, ({ group, kind }) => `${group}/${kind}`);
  return {
    objects,
    ofKind: (group, kind) => byKind.get(`${group}/${kind}`) ?? [],
    find: (group, kind, namespace, name) => byName.get(keyOf(group, kind, namespace, name)),
  };
}
