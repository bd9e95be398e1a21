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

/** Variables that name one key of a Secret or ConfigMap; the path leads to the key. */
export function keyReferences(pod: PodView): KeyReference[] {
  return pod.containers.flatMap(({ path, spec }) =>
    (spec.env ?? []).flatMap(({ valueFrom }, index) =>
      (
        [
          ['Secret', 'secretKeyRef'],
          ['ConfigMap', 'configMapKeyRef'],
        ] as const
      ).flatMap(([kind, field]) => {
        const { name, key, optional } = valueFrom?.[field] ?? {};
        return name && key && !optional ? [{ kind, name, key, path: [...path, 'env', index, 'valueFrom', field, 'key'] }] : [];
      }),
    ),
  );
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
