import { type FieldPath, listAt, recordAt, stringAt } from '../core/index.ts';
import type { PodView } from '../kubernetes/index.ts';

/** A name in a pod that stands for another object; optional references are left out, since it is no mistake when they lead nowhere. */
export interface Reference {
  readonly name: string;
  readonly path: FieldPath;
}

export interface KeyReference extends Reference {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly key: string;
}

export function secretReferences(pod: PodView): Reference[] {
  return [
    ...pullSecrets(pod),
    ...volumeReferences(pod, 'secret', 'secretName'),
    ...projectedReferences(pod, 'secret'),
    ...environmentReferences(pod, 'secretRef', 'secretKeyRef'),
  ];
}

export function configMapReferences(pod: PodView): Reference[] {
  return [
    ...volumeReferences(pod, 'configMap', 'name'),
    ...projectedReferences(pod, 'configMap'),
    ...environmentReferences(pod, 'configMapRef', 'configMapKeyRef'),
  ];
}

/** Keys of a Secret or ConfigMap that a variable, a volume or a projection names; the path leads to the key. */
export function keyReferences(pod: PodView): KeyReference[] {
  const found: KeyReference[] = [];
  const add = (kind: KeyReference['kind'], source: unknown, nameField: string, path: FieldPath): void => {
    const name = stringAt(source, nameField);
    const key = stringAt(source, 'key');
    if (!name || recordAt(source)['optional'] === true) return;
    if (key) found.push({ kind, name, key, path: [...path, 'key'] });
    for (const [index, item] of listAt(source, 'items').entries()) {
      const part = stringAt(item, 'key');
      if (part) found.push({ kind, name, key: part, path: [...path, 'items', index, 'key'] });
    }
  };
  for (const { path, spec } of pod.containers) {
    for (const [index, { valueFrom }] of (spec.env ?? []).entries()) {
      const at = [...path, 'env', index, 'valueFrom'];
      add('Secret', valueFrom?.secretKeyRef, 'name', [...at, 'secretKeyRef']);
      add('ConfigMap', valueFrom?.configMapKeyRef, 'name', [...at, 'configMapKeyRef']);
    }
  }
  for (const [index, volume] of (pod.spec.volumes ?? []).entries()) {
    const at = [...pod.path, 'volumes', index];
    add('Secret', volume.secret, 'secretName', [...at, 'secret']);
    add('ConfigMap', volume.configMap, 'name', [...at, 'configMap']);
    for (const [number, source] of listAt(volume, 'projected', 'sources').entries()) {
      const inside = [...at, 'projected', 'sources', number];
      add('Secret', recordAt(source, 'secret'), 'name', [...inside, 'secret']);
      add('ConfigMap', recordAt(source, 'configMap'), 'name', [...inside, 'configMap']);
    }
  }
  return found;
}

function pullSecrets(pod: PodView): Reference[] {
  return (pod.spec.imagePullSecrets ?? []).flatMap(({ name }, index) =>
    name ? [{ name, path: [...pod.path, 'imagePullSecrets', index, 'name'] }] : [],
  );
}

function volumeReferences(pod: PodView, type: 'secret' | 'configMap', field: string): Reference[] {
  return (pod.spec.volumes ?? []).flatMap((volume, index) => {
    const name = stringAt(volume, type, field);
    const isOptional = recordAt(volume, type)['optional'] === true;
    return name && !isOptional ? [{ name, path: [...pod.path, 'volumes', index, type, field] }] : [];
  });
}

function projectedReferences(pod: PodView, type: 'secret' | 'configMap'): Reference[] {
  return (pod.spec.volumes ?? []).flatMap((volume, index) =>
    listAt(volume, 'projected', 'sources').flatMap((source, at) => {
      const name = stringAt(source, type, 'name');
      const isOptional = recordAt(source, type)['optional'] === true;
      return name && !isOptional ? [{ name, path: [...pod.path, 'volumes', index, 'projected', 'sources', at, type, 'name'] }] : [];
    }),
  );
}

function environmentReferences(pod: PodView, whole: 'secretRef' | 'configMapRef', one: 'secretKeyRef' | 'configMapKeyRef'): Reference[] {
  return pod.containers.flatMap(({ path, spec }) => [
    ...(spec.env ?? []).flatMap(({ valueFrom }, index) => {
      const { name, optional } = valueFrom?.[one] ?? {};
      return name && !optional ? [{ name, path: [...path, 'env', index, 'valueFrom', one, 'name'] }] : [];
    }),
    ...(spec.envFrom ?? []).flatMap((source, index) => {
      const { name, optional } = source[whole] ?? {};
      return name && !optional ? [{ name, path: [...path, 'envFrom', index, whole, 'name'] }] : [];
    }),
  ]);
}
