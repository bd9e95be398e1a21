import type { Check } from '../define.ts';
import { CLUSTER_POLICIES, definePolicyCheck } from './define-policy-check.ts';
import { namePods } from './names.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

export const baselineOverridden: Check = definePolicyCheck({
  id: 'network/baseline-overridden',
  title: 'Baseline that NetworkPolicies leave nothing to say',
  severity: 'info',
  kinds: CLUSTER_POLICIES,
  why: 'The Baseline tier is asked only about pods that no NetworkPolicy selects in that direction. A rule that must hold for everybody does not hold here, and a namespace can take itself out of it with one policy that allows everything.',
  remedy: 'Put what must always hold into the Admin tier.',
  standards: POLICY_STANDARDS,
  aliases: {},
  unseen: 'No published manifest that was looked at has a policy for the whole cluster.',
  *find(policy, network) {
    if (policy.tier !== 'baseline') return;
    const pods = network.select(policy.subject);
    for (const direction of ['ingress', 'egress'] as const) {
      const rules = policy.rules.filter((rule) => rule.direction === direction && rule.action === 'deny');
      if (rules.length === 0) continue;
      const taken = pods.filter((pod) => network.isolating(pod, direction).length > 0);
      if (taken.length === 0) continue;
      const message =
        taken.length === pods.length
          ? `what is denied here holds for no pod: NetworkPolicies decide about ${namePods(taken)}`
          : `what is denied here does not hold for ${namePods(taken)}, about which NetworkPolicies decide`;
      yield { path: ['spec', direction], message };
    }
  },
});
