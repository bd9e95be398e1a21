import { listAt, recordAt, stringAt } from '../../core/index.ts';
import type { InventoryObject, World } from '../../inventory/index.ts';
import { compareVersions, type KubernetesVersion, type PodView } from '../../kubernetes/index.ts';

type Side = 'requests' | 'limits';

/** Resources of the whole pod are on by default from here on: https://kubernetes.io/docs/tasks/configure-pod-container/assign-pod-level-resources/ */
const POD_RESOURCES_SINCE: KubernetesVersion = { major: 1, minor: 34 };

/** Whether a container that does not set a request or limit itself has one all the same: from its pod, or from a LimitRange of its namespace. */
export function isSetFor(
  { object, pod }: { readonly object: InventoryObject; readonly pod: PodView },
  { world, kubernetesVersion }: { readonly world: World; readonly kubernetesVersion: KubernetesVersion },
  side: Side,
  resource: string,
): boolean {
  const ofPod = compareVersions(kubernetesVersion, POD_RESOURCES_SINCE) >= 0 ? recordAt(pod.spec, 'resources') : {};
  const sides: readonly Side[] = side === 'requests' ? ['requests', 'limits'] : ['limits'];
  return sides.some((one) => recordAt(ofPod, one)[resource] !== undefined) || hasDefault(object, world, side, resource);
}

/** What fills in for what in a LimitRange: `SetDefaults_LimitRangeItem` of pkg/apis/core/v1/defaults.go, v1.35. */
const FIELDS = { limits: ['default', 'max'], requests: ['defaultRequest', 'default', 'max', 'min'] } as const;

function hasDefault(object: InventoryObject, world: World, side: Side, resource: string): boolean {
  return world.ofKind('', 'LimitRange').some(({ namespace, value }) => {
    if (namespace !== undefined && object.namespace !== undefined && namespace !== object.namespace) return false;
    const items = listAt(value, 'spec', 'limits').filter((item) => stringAt(item, 'type') === 'Container');
    return items.some((item) => FIELDS[side].some((field) => recordAt(item, field)[resource] !== undefined));
  });
}
