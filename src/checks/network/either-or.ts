import { type FieldPath, valueAt } from '../../core/index.ts';
import type { NetworkPod, PodSelection, PolicyRule } from '../../engines/network/index.ts';
import type { WorldNetwork } from './network-of-world.ts';

/** A peer that gives namespaces alone and one beside it that gives labels of pods alone, where one peer with both may be meant. */
export interface EitherOr {
  readonly scopePath: FieldPath;
  readonly podsPath: FieldPath;
  /** Pods that one of the two chooses, and both in one item would not; of very many the first. */
  readonly more: readonly NetworkPod[];
  /** Pods that both in one item would choose; of very many the first. */
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
  const hasBoth = (pod: NetworkPod): boolean => pods.pods.matches(pod.labels);
  const both = first(inScope, hasBoth);
  const isUsed = own.length > 0;
  if (isUsed && both.length === 0) return undefined;
  const scoped = new Set(own.length === 0 ? [] : inScope);
  const more = [...first(inScope, (pod) => !hasBoth(pod)), ...first(own, (pod) => !scoped.has(pod))];
  return more.length === 0 ? undefined : { scopePath, podsPath, more, both, isUsed };
}

/** More than a message names; a namespace may have thousands. */
const MOST_PODS = 400;

function first(pods: readonly NetworkPod[], isIt: (pod: NetworkPod) => boolean): NetworkPod[] {
  const found: NetworkPod[] = [];
  for (const pod of pods) {
    if (isIt(pod) && found.push(pod) === MOST_PODS) break;
  }
  return found;
}
