import type { PodSelection, Policy } from '../../engines/network/index.ts';
import { SYSTEM_NAMESPACES } from '../namespaces.ts';
import type { WorldNetwork } from './network-of-world.ts';

const NAME_LABEL = 'kubernetes.io/metadata.name';

/** Every cluster has them, whether or not somebody scanned them. */
const GIVEN_NAMESPACES: readonly string[] = [...SYSTEM_NAMESPACES, 'default'];

/** Whether a selector of namespaces fits one that every cluster has, by its name. */
export function mayBeSystem({ namespace }: PodSelection): boolean {
  return typeof namespace !== 'string' && GIVEN_NAMESPACES.some((name) => namespace.matches({ [NAME_LABEL]: name }));
}

/** Whether a selector asks for nothing but the name of a namespace, which is known without its labels. */
export function asksForNameOnly({ namespace }: PodSelection): boolean {
  return typeof namespace !== 'string' && namespace.labelKeys.every((key) => key === NAME_LABEL);
}

/**
 * Whether a selection may choose pods that are kept somewhere else than what was scanned: those of the system, those of a namespace
 * without scanned pods. A cluster that was read as a whole has nothing elsewhere.
 */
export function mayChooseElsewhere(selection: PodSelection, { object }: Policy, network: WorldNetwork): boolean {
  if ('isFromCluster' in object) return false;
  const { namespace } = selection;
  if (typeof namespace === 'string') return network.podsIn(namespace).length === 0;
  const chosen = [...network.network.namespaces.values()].filter(({ labels }) => namespace.matches(labels));
  return mayBeSystem(selection) || chosen.length === 0 || chosen.some(({ name }) => network.podsIn(name).length === 0);
}

/** A namespace with scanned objects whose labels nobody scanned, but for those of every cluster. */
export function unlabelledNamespace({ network }: WorldNetwork): string | undefined {
  return [...network.namespaces.values()].find(({ name, object }) => object === undefined && !GIVEN_NAMESPACES.includes(name))?.name;
}
