import type { Check } from '../define.ts';
import { definePolicyCheck, NETWORK_POLICY } from './define-policy-check.ts';
import { namePods } from './names.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

export const hostNetworkPods: Check = definePolicyCheck({
  id: 'network/host-network-pods',
  title: 'Policy for pods on the network of their node',
  severity: 'low',
  kinds: NETWORK_POLICY,
  why: 'Kubernetes leaves open what a NetworkPolicy means for pods with hostNetwork. Most plugins take their traffic for that of the node and let it pass, so the pods are open although a policy selects them.',
  remedy:
    'Take hostNetwork away where the program does not need it; otherwise filter on the node, or with what the network plugin has for hosts.',
  standards: POLICY_STANDARDS,
  aliases: {},
  *find(policy, network) {
    const pods = network.select(policy.subject);
    const onHost = pods.filter(({ hostNetwork }) => hostNetwork);
    if (onHost.length === 0) return;
    const isAll = onHost.length === pods.length;
    yield {
      path: ['spec', 'podSelector'],
      message: `${namePods(onHost)}${isAll ? ', and the policy selects no other pods,' : ''} ${onHost.length === 1 ? 'uses' : 'use'} the network of the node, where NetworkPolicy has no defined effect`,
      ...(isAll ? { severity: 'medium' as const } : {}),
    };
  },
});
