import type { Network } from '../../engines/network/index.ts';
import { type Need, type NetworkObject, type NetworkPod, type Plan, type PolicyGroup, planFlows } from '../../engines/network/index.ts';

/** Flows that the manifests say are needed, and the groups of pods that policies can tell apart. */
export interface DeclaredFlows {
  readonly plan: Plan;
  /** The pods that a policy for this one would select; `undefined` where none governs it. */
  groupOf(pod: NetworkPod): PolicyGroup | undefined;
  needsTo(group: PolicyGroup): readonly Need[];
}

export function readDeclaredFlows(network: Network, objects: readonly NetworkObject[], namespace: string): DeclaredFlows {
  const plan = planFlows(network, objects, { isDeclared: true }, { defaultNamespace: namespace });
  const groups = new Map(plan.groups.flatMap((group) => group.pods.map((pod) => [pod, group] as const)));
  const needs = Map.groupBy(plan.needs, ({ to }) => (to.kind === 'group' ? to.group : undefined));
  return { plan, groupOf: (pod) => groups.get(pod), needsTo: (group) => needs.get(group) ?? [] };
}
