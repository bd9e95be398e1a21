import { type FieldPath, isRecord, listAt, stringAt } from '../../core/index.ts';
import type { InventoryObject, World } from '../../inventory/index.ts';
import { objectsIn } from '../namespaces.ts';

/** A reference of a Gateway or a route to an object that may stand in another namespace. */
export interface Reference {
  readonly path: FieldPath;
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** References that name a namespace, in backends, mirrors and certificates. */
export function referencesOf(object: InventoryObject): readonly Reference[] {
  const { value } = object;
  const paths: FieldPath[] = [];
  for (const [index, rule] of listAt(value, 'spec', 'rules').entries()) {
    for (const [at, backend] of listAt(rule, 'backendRefs').entries()) {
      const path = ['spec', 'rules', index, 'backendRefs', at];
      paths.push(path, ...mirrorsOf(backend, path));
    }
    paths.push(...mirrorsOf(rule, ['spec', 'rules', index]));
  }
  for (const [index, listener] of listAt(value, 'spec', 'listeners').entries()) {
    for (const at of listAt(listener, 'tls', 'certificateRefs').keys())
      paths.push(['spec', 'listeners', index, 'tls', 'certificateRefs', at]);
  }
  return paths.flatMap((path) => {
    const name = stringAt(value, ...path, 'name');
    const namespace = stringAt(value, ...path, 'namespace');
    const kind = stringAt(value, ...path, 'kind') ?? (path.includes('certificateRefs') ? 'Secret' : 'Service');
    return name === undefined || namespace === undefined
      ? []
      : [{ path, group: stringAt(value, ...path, 'group') ?? '', kind, name, namespace }];
  });
}

function mirrorsOf(holder: unknown, path: FieldPath): FieldPath[] {
  return listAt(holder, 'filters').flatMap((filter, index) =>
    isRecord(filter) && filter['type'] === 'RequestMirror' ? [[...path, 'filters', index, 'requestMirror', 'backendRef']] : [],
  );
}

/** Whether a ReferenceGrant of the target's namespace lets objects of this kind and namespace refer to it. */
export function isGranted(world: World, from: InventoryObject, to: Reference): boolean {
  return objectsIn(world, to.namespace, 'gateway.networking.k8s.io', 'ReferenceGrant').some(
    ({ value }) =>
      listAt(value, 'spec', 'from').some(
        (entry) =>
          stringAt(entry, 'group') === from.group &&
          stringAt(entry, 'kind') === from.kind &&
          stringAt(entry, 'namespace') === from.namespace,
      ) &&
      listAt(value, 'spec', 'to').some(
        (entry) =>
          (stringAt(entry, 'group') ?? '') === to.group &&
          stringAt(entry, 'kind') === to.kind &&
          (stringAt(entry, 'name') ?? to.name) === to.name,
      ),
  );
}
