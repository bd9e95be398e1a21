import type { Policy } from '../../engines/network/index.ts';
import type { InventoryObject, World } from '../../inventory/index.ts';
import { type Check, type CheckContext, type CheckDefinition, defineCheck, type Undecided, type Violation } from '../define.ts';
import type { Fix } from '../fixes.ts';
import type { KindPattern } from '../subjects.ts';
import { networkOfWorld, type WorldNetwork } from './network-of-world.ts';

type Fields = Omit<CheckDefinition<'object'>, 'on' | 'kinds' | 'scope' | 'evaluate' | 'fix' | 'parameters'>;

interface PolicyCheck extends Fields {
  readonly kinds: readonly KindPattern[];
  readonly find: (policy: Policy, network: WorldNetwork, world: World) => Iterable<Violation | Undecided>;
  readonly fix?: (violation: Violation, policy: Policy, network: WorldNetwork) => Fix | undefined;
}

export const NETWORK_POLICY: readonly KindPattern[] = ['networking.k8s.io/NetworkPolicy'];

/** Policies for the whole cluster, which decide before and after NetworkPolicies. */
export const CLUSTER_POLICIES: readonly KindPattern[] = [
  'policy.networking.k8s.io/ClusterNetworkPolicy',
  'policy.networking.k8s.io/AdminNetworkPolicy',
  'policy.networking.k8s.io/BaselineAdminNetworkPolicy',
];

/** A check of policies that can be in a cluster, in the form in which the engine evaluates them. */
export function definePolicyCheck({ find, fix, ...rest }: PolicyCheck): Check {
  return defineCheck({
    ...rest,
    on: 'object',
    scope: 'world',
    ...(fix
      ? {
          fix(violation: Violation, { object }: { readonly object: InventoryObject }, { world }: CheckContext) {
            const network = networkOfWorld(world);
            const policy = network.policyOf(object);
            return policy && fix(violation, policy, network);
          },
        }
      : {}),
    *evaluate({ object }, { world }) {
      const network = networkOfWorld(world);
      const policy = network.policyOf(object);
      if (policy) yield* find(policy, network, world);
    },
  });
}
