import { numberAt, stringAt } from '../../core/index.ts';
import type { InventoryObject, World } from '../../inventory/index.ts';

/** How many pods a Deployment or StatefulSet has at least: what its autoscaler keeps, else what it asks for. */
export function leastReplicas(object: InventoryObject, world: World): number {
  const autoscaler = world.ofKind('autoscaling', 'HorizontalPodAutoscaler').find(({ value, namespace }) => {
    const isHere = namespace === undefined || object.namespace === undefined || namespace === object.namespace;
    const kind = stringAt(value, 'spec', 'scaleTargetRef', 'kind');
    return isHere && kind === object.kind && stringAt(value, 'spec', 'scaleTargetRef', 'name') === object.name;
  });
  if (autoscaler) return numberAt(autoscaler.value, 'spec', 'minReplicas') ?? 1;
  return numberAt(object.value, 'spec', 'replicas') ?? 1;
}
