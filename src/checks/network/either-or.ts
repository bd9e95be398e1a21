import { type FieldPath, valueAt } from '../../core/index.ts';
import type { NetworkPod, PodSelection, PolicyRule } from '../../engines/network/index.ts';
import type { WorldNetwork } from './network-of-world.ts';

/** A peer that gives namespaces alone and one beside it that gives labels of pods alone, where one peer with both may be meant. */
export interface EitherOr {
  readonly scopePath: FieldPath;
  readonly podsPath: FieldPath;
  /** Pods that one of the two chooses, and both in one item would not. */
  readonly more: readonly NetworkPod[];
  /** Pods that both in one item would choose. */
  readonly both: readonly NetworkPod[];
  /** Whether any pod of the own namespace has the labels. */
  readonly isUsed: boolean;
}

interface Pair {
  readonly scope: PodSelection;
  readonly scopePath: FieldPath;
  readonly pods: PodSelection;
  readonly podsPath: FieldPath;
}

export function eitherOrs(rule: PolicyRule, network: WorldNetwork): EitherOr[] {
  return pairsIn(rule).flatMap((pair) => judge(pair, network) ?? []);
}

function pairsIn({ peers, path, direction, policy }: PolicyRule): Pair[] {
  if (peers === 'all') return [];
  const list = [...path, direction === 'ingress' ? 'from' : 'to'];
  const has = (at: number, field: string): boolean => (valueAt(policy.object.value, [...list, at, field]) ?? undefined) !== undefined;
  return peers.flatMap((scope, at): Pair[] => {
    if (scope.kind !== 'pods' || has(at, 'podSelector') || typeof scope.pods.namespace === 'string' || scope.pods.namespace.selectsAll)
      return [];
    // The item below it, where one dash too many ends up; in a list of these two also the one above.
    const beside = at + 1 < peers.length || peers.length > 2 ? at + 1 : at - 1;
    const chosen = peers[beside];
    if (chosen?.kind !== 'pods' || has(beside, 'namespaceSelector') || chosen.pods.pods.selectsAll) return [];
    return [{ scope: scope.pods, scopePath: [...list, at], pods: chosen.pods, podsPath: [...list, beside] }];
  });
}

/** Labels that pods have in the own namespace, and none in the other ones, were meant as they are written. */
function judge({ scope, scopePath, pods, podsPath }: Pair, network: WorldNetwork): EitherOr | undefined {
  const [inScope, own] = [network.select(scope), network.select(pods)];
  const both = inScope.filter((pod) => pods.pods.matches(pod.labels));
  const chosen = new Set(both);
  const more = [...inScope, ...own].filter((pod) => !chosen.has(pod));
  const isUsed = own.length > 0;
  return more.length === 0 || (isUsed && both.length === 0) ? undefined : { scopePath, podsPath, more, both, isUsed };
}
