import type { World } from '../../inventory/index.ts';
import { CLUSTER_POLICY_KINDS, readClusterPolicy } from './cluster-policy.ts';
import { readNetworkPolicy } from './network-policy.ts';
import { type Policy, TIERS } from './policy.ts';
import { type NetworkProblem, reporterFor } from './problem.ts';

const POLICY_API = 'policy.networking.k8s.io';

/** What also decides about traffic and is not evaluated. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  'cilium.io': ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'],
  'crd.projectcalico.org': ['NetworkPolicy', 'GlobalNetworkPolicy', 'StagedNetworkPolicy', 'StagedGlobalNetworkPolicy'],
  'projectcalico.org': ['NetworkPolicy', 'GlobalNetworkPolicy', 'StagedNetworkPolicy', 'StagedGlobalNetworkPolicy'],
  'crd.antrea.io': ['NetworkPolicy', 'ClusterNetworkPolicy'],
  'k8s.ovn.org': ['EgressFirewall', 'UserDefinedNetwork', 'ClusterUserDefinedNetwork'],
  'k8s.cni.cncf.io': ['MultiNetworkPolicy', 'NetworkAttachmentDefinition'],
  'security.istio.io': ['AuthorizationPolicy'],
  'policy.linkerd.io': ['AuthorizationPolicy'],
};

/** All policies, those that decide first standing first, and what of them was refused or is not understood. */
export function readPolicies(world: World, defaultNamespace: string): { policies: Policy[]; problems: NetworkProblem[] } {
  const problems: NetworkProblem[] = [];
  const policies: Policy[] = world
    .ofKind('networking.k8s.io', 'NetworkPolicy')
    .map((object) => readNetworkPolicy(object, object.namespace ?? defaultNamespace, reporterFor(object, problems)));
  for (const kind of CLUSTER_POLICY_KINDS) {
    for (const object of world.ofKind(POLICY_API, kind)) {
      const policy = readClusterPolicy(object, kind, reporterFor(object, problems));
      if (policy) policies.push(policy);
    }
  }
  for (const [group, kinds] of Object.entries(OTHERS)) {
    for (const object of kinds.flatMap((kind) => world.ofKind(group, kind))) {
      problems.push({ code: 'not-evaluated', object, path: ['spec'], message: `${object.kind} of ${group} is not evaluated` });
    }
  }
  policies.sort((a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier) || a.priority - b.priority);
  return { policies, problems };
}
