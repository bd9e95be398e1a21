// Source of truth: https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/ (--api-audiences)
import { listAt, stringAt } from '../../core/index.ts';
import type { ContainerView } from '../../kubernetes/index.ts';
import type { Scene } from '../scene/scene.ts';
import type { Unit } from '../scene/units.ts';

/** A volume that projects a token of the service account. */
interface TokenVolume {
  readonly name: string;
  readonly index: number;
}

export interface ApiTokens {
  /** Volumes of the pod whose token the API server takes. */
  volumesOf(unit: Unit): readonly TokenVolume[];
  /** The one among them that a container mounts. */
  mountedInto(unit: Unit, container: ContainerView): TokenVolume | undefined;
  /** Whether a token for the API server lies in the files of the pod. */
  isMounted(unit: Unit): boolean;
}

export function apiTokens({ components }: Scene): ApiTokens {
  const flags = components.filter(({ component }) => component.name === 'kube-apiserver').map(({ component }) => component.flags);
  const told = flags.flatMap((one) => (one.get('api-audiences') ?? one.get('service-account-issuer'))?.value.split(',') ?? []);
  // Without an audience a token is for the API server; kubeadm names it after the Service.
  const isForServer = (audience: string | undefined): boolean =>
    audience === undefined ||
    audience === '' ||
    (told.length > 0 ? told.includes(audience) : audience.startsWith('https://kubernetes.default'));
  const known = new Map<Unit, readonly TokenVolume[]>();
  const volumesOf: ApiTokens['volumesOf'] = (unit) => {
    let found = known.get(unit);
    if (!found) {
      found = (unit.pod.spec.volumes ?? []).flatMap((volume, index): TokenVolume[] => {
        const isToken = listAt(volume, 'projected', 'sources').some(
          (source) =>
            stringAt(source, 'serviceAccountToken', 'path') !== undefined &&
            isForServer(stringAt(source, 'serviceAccountToken', 'audience')),
        );
        return isToken && volume.name !== undefined ? [{ name: volume.name, index }] : [];
      });
      known.set(unit, found);
    }
    return found;
  };
  return {
    volumesOf,
    mountedInto: (unit, { spec }) => volumesOf(unit).find(({ name }) => (spec.volumeMounts ?? []).some((mount) => mount.name === name)),
    isMounted: (unit) => unit.mountsToken || volumesOf(unit).length > 0,
  };
}
