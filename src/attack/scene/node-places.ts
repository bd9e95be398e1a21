// Sources of truth: https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding and
// https://kubernetes.io/docs/concepts/storage/volumes/#local
import { type FieldPath, listAt, recordAt, stringAt, valueAt } from '../../core/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';
import { findHostPaths, normalisePath, selects } from '../../kubernetes/index.ts';
import { open, type Premise } from '../define-step.ts';
import type { Unit } from './units.ts';

/** A place of the node that is a volume of a pod: named by the pod itself, or by a PersistentVolume that a claim of it is bound to. */
export interface NodePlace {
  readonly volume: string;
  /** Of the node. */
  readonly path: string;
  /** What says so. */
  readonly object: InventoryObject;
  readonly field: FieldPath;
  /** What else has to be so. */
  readonly premises: readonly Premise[];
  /** What the kubelet demands to be there; empty where it takes anything. */
  readonly type: string;
  /** The volume is a device and not a folder. */
  readonly isDevice: boolean;
  /** Whether every mount is read-only, whatever it says itself. */
  readonly isReadOnly: boolean;
}

export function readNodePlaces(objects: readonly InventoryObject[], namespace: string): (unit: Unit) => readonly NodePlace[] {
  const volumes = objects.flatMap((object) => localVolume(object) ?? []);
  const claims = new Map(
    objects
      .filter(({ group, kind }) => group === '' && kind === 'PersistentVolumeClaim')
      .map((one) => [`${one.namespace ?? namespace}/${one.name}`, one]),
  );
  const known = new Map<Unit, readonly NodePlace[]>();
  return (unit) => {
    let places = known.get(unit);
    if (!places) {
      const own = findHostPaths(unit.pod).map(
        ({ volume, path, field }): NodePlace => ({
          volume,
          path,
          object: unit.object,
          field,
          premises: [],
          type: unit.pod.spec.volumes?.find(({ name }) => name === volume)?.hostPath?.type ?? '',
          isDevice: false,
          isReadOnly: false,
        }),
      );
      places = volumes.length === 0 ? own : [...own, ...claimsOf(unit).flatMap((one) => boundTo(one, volumes, claims, unit.namespace))];
      known.set(unit, places);
    }
    return places;
  };
}

interface LocalVolume {
  readonly object: InventoryObject;
  readonly path: string;
  readonly field: FieldPath;
  readonly isDevice: boolean;
}

function localVolume(object: InventoryObject): LocalVolume | undefined {
  if (object.group !== '' || object.kind !== 'PersistentVolume') return undefined;
  for (const type of ['hostPath', 'local']) {
    const path = stringAt(object.value, 'spec', type, 'path');
    if (path === undefined) continue;
    const isDevice = stringAt(object.value, 'spec', 'volumeMode') === 'Block';
    return { object, path: normalisePath(path), field: ['spec', type, 'path'], isDevice };
  }
  return undefined;
}

interface UsedClaim {
  readonly volume: string;
  /** The claim, or what the claims of a StatefulSet are called before their number. */
  readonly name: string;
  readonly isPrefix: boolean;
  readonly isReadOnly: boolean;
  /** The claim where it is written in the workload. */
  readonly template?: unknown;
}

function claimsOf({ pod, object }: Unit): UsedClaim[] {
  const own = (pod.spec.volumes ?? []).flatMap(({ name = '', persistentVolumeClaim }): UsedClaim[] => {
    const claim = persistentVolumeClaim?.claimName;
    return claim ? [{ volume: name, name: claim, isPrefix: false, isReadOnly: persistentVolumeClaim.readOnly === true }] : [];
  });
  if (object.kind !== 'StatefulSet') return own;
  const templates = listAt(object.value, 'spec', 'volumeClaimTemplates').flatMap((template): UsedClaim[] => {
    const name = stringAt(template, 'metadata', 'name');
    return name === undefined ? [] : [{ volume: name, name: `${name}-${object.name}-`, isPrefix: true, isReadOnly: false, template }];
  });
  return [...own, ...templates];
}

function boundTo(
  used: UsedClaim,
  volumes: readonly LocalVolume[],
  claims: ReadonlyMap<string, InventoryObject>,
  namespace: string,
): NodePlace[] {
  const isMeant = (name: string | undefined): boolean =>
    name !== undefined && (used.isPrefix ? name.startsWith(used.name) && /^\d+$/.test(name.slice(used.name.length)) : name === used.name);
  const claim = used.isPrefix ? used.template : claims.get(`${namespace}/${used.name}`)?.value;
  const named = stringAt(claim, 'spec', 'volumeName');
  return volumes.flatMap(({ object, path, field, isDevice }): NodePlace[] => {
    const owner = stringAt(object.value, 'spec', 'claimRef', 'name');
    const isBound =
      named === object.name || (isMeant(owner) && (stringAt(object.value, 'spec', 'claimRef', 'namespace') ?? namespace) === namespace);
    if (!isBound && (named !== undefined || owner !== undefined || !mayBind(claim, object.value))) return [];
    const premises = isBound
      ? []
      : [open(`claim ${namespace}/${used.name}${used.isPrefix ? '0' : ''} is bound to PersistentVolume ${object.name}`)];
    const type = stringAt(object.value, 'spec', 'hostPath', 'type') ?? '';
    return [{ volume: used.volume, path, object, field, premises, type, isDevice, isReadOnly: used.isReadOnly }];
  });
}

/** Whether the cluster may bind a claim that names no volume to this one; capacities are left aside, so that it may be more than there are. */
function mayBind(claim: unknown, volume: unknown): boolean {
  if (claim === undefined) return false;
  const modes = listAt(volume, 'spec', 'accessModes');
  const selector = valueAt(claim, ['spec', 'selector']);
  return (
    (stringAt(claim, 'spec', 'storageClassName') ?? '') === (stringAt(volume, 'spec', 'storageClassName') ?? '') &&
    (stringAt(claim, 'spec', 'volumeMode') ?? 'Filesystem') === (stringAt(volume, 'spec', 'volumeMode') ?? 'Filesystem') &&
    listAt(claim, 'spec', 'accessModes').every((mode) => modes.includes(mode)) &&
    (selector === undefined || selects(selector, recordAt(volume, 'metadata', 'labels')))
  );
}
