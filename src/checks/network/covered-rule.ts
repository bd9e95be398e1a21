import type { PolicyRule } from '../../engines/network/index.ts';
import type { World } from '../../inventory/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { rememberByWorld } from '../unread-kinds.ts';
import { ruleCovers } from './covers.ts';
import { NETWORK_POLICY } from './define-policy-check.ts';
import { nameRule, ruleEvidence } from './names.ts';
import { networkOfWorld } from './network-of-world.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

export const coveredRule: Check = defineCheck({
  id: 'network/covered-rule',
  title: 'Rule that another rule contains',
  severity: 'info',
  on: 'object',
  kinds: NETWORK_POLICY,
  why: 'It opens nothing that is not open without it. Whoever narrows it believes that a connection is closed now, and the wider rule keeps it open.',
  remedy: 'Remove the rule; or narrow the wider one, if that is the one too many.',
  standards: POLICY_STANDARDS,
  aliases: {},
  unseen: 'The published manifests that were looked at say each thing once.',
  scope: 'world',
  fix: ({ path }, { object }, { world }) => {
    const policy = networkOfWorld(world).policyOf(object);
    const alone = policy?.rules.filter(({ direction }) => direction === path[1]).length === 1;
    // Without policyTypes the last egress rule is what makes the policy restrict egress.
    if (alone && path[1] === 'egress') return undefined;
    return makeFix([{ kind: 'remove', path }], 'nothing: the wider rule allows the same');
  },
  *evaluate({ object }, { world }) {
    const network = networkOfWorld(world);
    for (const rule of network.policyOf(object)?.rules ?? []) {
      const wider = coveredRules(world).get(rule);
      if (!wider) continue;
      const where = wider.policy === rule.policy ? `${wider.direction}[${wider.index}]` : nameRule(wider);
      const whose = wider.policy === rule.policy ? '' : ', which is for at least the same pods';
      yield {
        path: rule.path,
        message: `every peer and port of this rule is also in ${where}${whose}`,
        evidence: ruleEvidence([wider], network),
      };
    }
  },
});

/**
 * The rules that another one contains, from the last to the first and without those found already, so that all of them can go at once; of
 * equal rules the first stays.
 */
const coveredRules: (world: World) => ReadonlyMap<PolicyRule, PolicyRule> = rememberByWorld((world) => {
  const covered = new Map<PolicyRule, PolicyRule>();
  const own = networkOfWorld(world).network.policies.filter(({ tier }) => tier === 'network-policy');
  for (const policies of Map.groupBy(own, ({ object }) => object.namespace).values()) {
    const rules = policies.flatMap((policy) => policy.rules);
    const byWord = Map.groupBy(rules, ({ policy }) => policy.subject.pods.words[0]);
    for (const rule of rules.toReversed()) {
      // What contains it is for all pods, or asks for something that it asks for, too.
      const words = [undefined, ...rule.policy.subject.pods.words];
      const candidates = words.flatMap((word) => byWord.get(word) ?? []);
      const wider = candidates.find((other) => other !== rule && !covered.has(other) && ruleCovers(other, rule));
      if (wider) covered.set(rule, wider);
    }
  }
  return covered;
});
