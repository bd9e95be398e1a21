import { isRecord, stringAt } from '../core/index.ts';
import { conform, isClusterScoped, type ShapeError, typeOfKind } from '../kubernetes/index.ts';
import { findPods } from './find-pods.ts';
import type { InventoryObject } from './object.ts';

/** Where an object comes from: all of it that its value does not say. */
export type ObjectOrigin = Pick<InventoryObject, 'file' | 'document' | 'documentPath' | 'duplicateKeys' | 'isFromCluster' | 'locate'>;

/** Makes an object of a value that has a kind. `namespace` is the one for objects that name none. */
export function buildObject(
  raw: Readonly<Record<string, unknown>>,
  apiVersion: string,
  kind: string,
  namespace: string | undefined,
  origin: ObjectOrigin,
): InventoryObject {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  const type = typeOfKind(apiVersion, kind);
  const { value, errors } = type === undefined ? { value: raw, errors: [] } : conform(raw, type);
  const conformed = isRecord(value) ? value : {};
  const found = findPods(group, kind, type !== undefined, conformed);
  const shapeErrors: readonly ShapeError[] = found.shapeErrors.length > 0 ? [...errors, ...found.shapeErrors] : errors;
  const inNamespace =
    isClusterScoped(group, kind) || (type === undefined && isConfiguration(group, conformed))
      ? undefined
      : (stringAt(conformed, 'metadata', 'namespace') ?? namespace);
  return {
    apiVersion,
    group,
    kind,
    ...(inNamespace === undefined ? {} : { namespace: inNamespace }),
    name: nameOf(conformed, origin.file.name),
    value: conformed,
    shapeErrors,
    pods: found.pods,
    ...origin,
  };
}

/** Configuration of components (kubelet, kubeadm, audit policy, kubeconfig ...) is of no kind of the API and has no metadata: it has no place in a namespace. */
function isConfiguration(group: string, value: Readonly<Record<string, unknown>>): boolean {
  return value['metadata'] === undefined && (group === '' || group.endsWith('.k8s.io'));
}

function nameOf(value: Readonly<Record<string, unknown>>, file: string): string {
  const name = stringAt(value, 'metadata', 'name');
  if (name) return name;
  const generated = stringAt(value, 'metadata', 'generateName');
  return generated ? `${generated}*` : (file.split('/').at(-1) ?? file);
}
