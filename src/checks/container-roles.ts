import type { InventoryObject } from '../inventory/index.ts';
import type { ContainerView, PodView } from '../kubernetes/index.ts';

/** Containers that run as long as their pod: regular ones, and init containers that are sidecars. Ephemeral ones can have no resources. */
export function isLongRunning(container: ContainerView): boolean {
  return container.kind === 'container' || (container.kind === 'init' && container.spec.restartPolicy === 'Always');
}

const ENDING_KINDS = new Set(['Job', 'CronJob']);

/** Containers, sidecars among them, of workloads that serve until they are stopped; those of jobs end by themselves, and probes mean nothing to them. */
export function isService(object: InventoryObject, pod: PodView, container: ContainerView): boolean {
  const isEnding = ENDING_KINDS.has(object.kind) || pod.spec.restartPolicy === 'Never' || pod.spec.restartPolicy === 'OnFailure';
  return isLongRunning(container) && !isEnding;
}
