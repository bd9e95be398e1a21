// Source of truth: https://github.com/kubernetes/pod-security-admission/blob/v0.37.2/policy/check_restrictedVolumes.go
import type { PodView, Volume } from '../../kubernetes/index.ts';
import { inflect, type Objection, type PodSecurityCheck, quoteAll, since, sorted } from './check.ts';
import { HOST_PATH_VOLUMES_ID } from './host-path-volumes.ts';

const ALLOWED = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
] as const;

/** In the order in which the admission plugin looks for them. */
const RESTRICTED = [
  'hostPath',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'gitRepo',
  'nfs',
  'iscsi',
  'glusterfs',
  'rbd',
  'flexVolume',
  'cinder',
  'cephfs',
  'flocker',
  'fc',
  'azureFile',
  'vsphereVolume',
  'quobyte',
  'azureDisk',
  'photonPersistentDisk',
  'portworxVolume',
  'scaleIO',
  'storageos',
] as const;

/** Volumes hold configuration, secrets, scratch space or claimed storage, and nothing that names a place outside the cluster. */
export const RESTRICTED_VOLUMES: PodSecurityCheck = {
  id: 'restrictedVolumes',
  title: 'Volume types',
  level: 'restricted',
  versions: [{ since: since(0), overrides: [HOST_PATH_VOLUMES_ID], judge }],
};

function judge(pod: PodView): Objection {
  const bad = [...(pod.spec.volumes ?? []).entries()].filter(([, volume]) => !isAllowed(volume));
  if (bad.length === 0) return undefined;
  const types = sorted(bad.map(([, volume]) => typeOf(volume) ?? 'unknown'));
  return {
    reason: 'restricted volume types',
    detail: [
      inflect(bad.length, 'volume', 'volumes'),
      quoteAll(bad.map(([, volume]) => volume.name ?? '')),
      inflect(bad.length, 'uses', 'use'),
      inflect(types.length, 'restricted volume type', 'restricted volume types'),
      quoteAll(types),
    ].join(' '),
    fields: bad.map(([index, volume]) => {
      const type = typeOf(volume);
      const path = [...pod.path, 'volumes', index];
      return type === undefined ? { path, value: volume } : { path: [...path, type], value: volume[type] };
    }),
  };
}

/** The API server makes a volume without a type an emptyDir before any admission plugin sees it. */
function isAllowed(volume: Volume): boolean {
  return ALLOWED.some((type) => volume[type] !== undefined) || Object.keys(volume).every((key) => key === 'name');
}

function typeOf(volume: Volume): string | undefined {
  return RESTRICTED.find((type) => volume[type] !== undefined);
}
