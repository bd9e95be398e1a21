// Source of truth: https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/api/v1/pod/util.go (VisitPodSecretNames,
// VisitPodConfigmapNames) and https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/api/v1/persistentvolume/util.go
import { listAt, stringAt } from '../../core/index.ts';
import type { PodView } from '../../kubernetes/index.ts';

/** Volume types that name a secret in `secretRef`. */
const WITH_SECRET_REF = ['cephfs', 'cinder', 'flexVolume', 'rbd', 'scaleIO', 'iscsi', 'storageos'] as const;

/** Secrets of its own namespace that a pod names, directly and not through claims. */
export function secretsOfPod({ spec, containers }: PodView): Set<string> {
  const names: (string | undefined)[] = (spec.imagePullSecrets ?? []).map(({ name }) => name);
  for (const { spec: container } of containers) {
    names.push(...(container.envFrom ?? []).map(({ secretRef }) => secretRef?.name));
    names.push(...(container.env ?? []).map(({ valueFrom }) => valueFrom?.secretKeyRef?.name));
  }
  for (const volume of spec.volumes ?? []) {
    names.push(
      stringAt(volume, 'azureFile', 'secretName'),
      volume.secret?.secretName,
      stringAt(volume, 'csi', 'nodePublishSecretRef', 'name'),
      ...WITH_SECRET_REF.map((type) => stringAt(volume, type, 'secretRef', 'name')),
      ...listAt(volume, 'projected', 'sources').map((source) => stringAt(source, 'secret', 'name')),
    );
  }
  return present(names);
}

export function configMapsOfPod({ spec, containers }: PodView): Set<string> {
  const names: (string | undefined)[] = [];
  for (const { spec: container } of containers) {
    names.push(...(container.envFrom ?? []).map(({ configMapRef }) => configMapRef?.name));
    names.push(...(container.env ?? []).map(({ valueFrom }) => valueFrom?.configMapKeyRef?.name));
  }
  for (const volume of spec.volumes ?? []) {
    names.push(volume.configMap?.name, ...listAt(volume, 'projected', 'sources').map((source) => stringAt(source, 'configMap', 'name')));
  }
  return present(names);
}

function present(names: readonly (string | undefined)[]): Set<string> {
  return new Set(names.flatMap((name) => name || []));
}

/** Types whose secret may stand in a namespace of its own; others without one take that of the claim. */
const OWN_NAMESPACE: ReadonlySet<string> = new Set(['cinder', 'storageos']);

/** Secrets that a kubelet needs to mount a PersistentVolume. */
export function secretsOfVolume(volume: unknown): { readonly namespace: string; readonly name: string }[] {
  const claimNamespace = stringAt(volume, 'spec', 'claimRef', 'namespace') ?? '';
  const found: { namespace: string; name: string }[] = [];
  const add = (name: string | undefined, namespace: string): void => {
    if (name) found.push({ namespace, name });
  };
  add(stringAt(volume, 'spec', 'azureFile', 'secretName'), stringAt(volume, 'spec', 'azureFile', 'secretNamespace') || claimNamespace);
  for (const type of WITH_SECRET_REF) {
    const own = stringAt(volume, 'spec', type, 'secretRef', 'namespace') ?? '';
    add(stringAt(volume, 'spec', type, 'secretRef', 'name'), own === '' && !OWN_NAMESPACE.has(type) ? claimNamespace : own);
  }
  // What controllers use to publish and expand a volume is none of the kubelet's business.
  for (const field of ['nodePublishSecretRef', 'nodeStageSecretRef']) {
    add(stringAt(volume, 'spec', 'csi', field, 'name'), stringAt(volume, 'spec', 'csi', field, 'namespace') ?? '');
  }
  return found;
}
