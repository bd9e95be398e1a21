import type { Policy, PolicyRule } from '../../engines/network/index.ts';
import type { World } from '../../inventory/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { rememberByWorld } from '../unread-kinds.ts';
import { ruleCovers } from './covers.ts';
import { CLUSTER_POLICIES } from './define-policy-check.ts';
import { nameRule, ruleEvidence } from './names.ts';
import { networkOfWorld } from './network-of-world.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

/** https://network-policy-api.sigs.k8s.io/api-overview/: within a tier the first rule that matches decides, by priority and then by place. */
export const unreachableRule: Check = defineCheck({
  id: 'network/unreachable-rule',
  title: 'Rule that never decides',
  severity: 'info',
  on: 'object',
  kinds: CLUSTER_POLICIES,
  why: 'Rules are asked in order, and one before it matches everything this one is for. Where the two say different things, what is written here does not happen: a door that reads as closed is open, or the other way round.',
  remedy: 'Move the rule before the one that covers it, or give its policy a smaller priority; remove it if it is not needed.',
  standards: POLICY_STANDARDS,
  aliases: {},
  unseen: 'No published manifest that was looked at has a policy for the whole cluster.',
  scope: 'world',
  fix: ({ path }) => makeFix([{ kind: 'remove', path }], 'nothing: the rule never decides'),
  *evaluate({ object }, { world }) {
    const network = networkOfWorld(world);
    for (const rule of network.policyOf(object)?.rules ?? []) {
      const first = coveredRules(world).get(rule);
      if (!first) continue;
      const differs = first.action === rule.action ? '' : `, and answers ${first.action} where this rule would ${rule.action}`;
      yield {
        path: rule.path,
        message: `${nameRule(first)} comes first for all of it${differs}`,
        evidence: ruleEvidence([first], network),
        ...(differs === '' ? {} : { severity: 'medium' as const }),
      };
    }
  },
});

const coveredRules: (world: World) => ReadonlyMap<PolicyRule, PolicyRule> = rememberByWorld((world) => {
  const covered = new Map<PolicyRule, PolicyRule>();
  const policies = networkOfWorld(world).network.policies.filter(({ tier }) => tier !== 'network-policy');
  for (const own of Map.groupBy(policies, ({ kind, tier }) => `${kind} ${tier}`).values()) {
    for (const policy of own) {
      for (const rule of policy.rules) {
        const first = rulesBefore(rule, own).find((other) => ruleCovers(other, rule));
        if (first) covered.set(rule, first);
      }
    }
  }
  return covered;
});

/** What is asked for certain before a rule; policies of the same priority come in any order. */
function rulesBefore({ policy, index, direction }: PolicyRule, own: readonly Policy[]): PolicyRule[] {
  const earlier = own.filter(({ priority }) => priority < policy.priority).flatMap(({ rules }) => rules);
  return [...earlier, ...policy.rules.filter((one) => one.direction === direction && one.index < index)];
}
