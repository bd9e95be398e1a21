import type { World } from '../../inventory/index.ts';

/** Policies beside NetworkPolicy that can close a namespace. */
const KINDS = [
  ['cilium.io', 'CiliumNetworkPolicy'],
  ['cilium.io', 'CiliumClusterwideNetworkPolicy'],
  ['projectcalico.org', 'NetworkPolicy'],
  ['projectcalico.org', 'GlobalNetworkPolicy'],
  ['crd.projectcalico.org', 'NetworkPolicy'],
  ['crd.projectcalico.org', 'GlobalNetworkPolicy'],
  ['policy.networking.k8s.io', 'AdminNetworkPolicy'],
  ['policy.networking.k8s.io', 'BaselineAdminNetworkPolicy'],
  ['policy.networking.k8s.io', 'ClusterNetworkPolicy'],
] as const;

/** The kind of a policy that may close this namespace and whose rules are not evaluated here. */
export function otherPolicyKind(world: World, namespace: string): string | undefined {
  return KINDS.find(([group, kind]) => world.ofKind(group, kind).some((object) => (object.namespace ?? namespace) === namespace))?.[1];
}
