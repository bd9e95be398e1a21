import { recordAt } from '../core/index.ts';
import { POD_SECURITY_LEVELS, type PodSecurityLevel, reachedLevel } from '../engines/pod-security/index.ts';
import type { InventoryObject, World } from '../inventory/index.ts';
import type { KubernetesVersion } from '../kubernetes/index.ts';

/** The level that a namespace sets for a mode of Pod Security admission. */
export function labelOf(namespace: InventoryObject, mode: 'enforce' | 'audit' | 'warn'): string | undefined {
  const value = recordAt(namespace.value, 'metadata', 'labels')[`pod-security.kubernetes.io/${mode}`];
  return typeof value === 'string' ? value : undefined;
}

/** The strictest level that every pod of the namespace meets, as far as the world shows them; baseline where it shows none. */
export function levelReached(world: World, namespace: string, version: KubernetesVersion): PodSecurityLevel {
  const levels = world.objects
    .filter((object) => object.namespace === namespace)
    .flatMap(({ pods }) => pods.map((pod) => reachedLevel(pod, version).level));
  if (levels.length === 0) return 'baseline';
  return POD_SECURITY_LEVELS.find((level) => levels.includes(level)) ?? 'baseline';
}
