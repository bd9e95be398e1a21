import { valueAt } from '../../core/index.ts';
import type { Check } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { definePolicyCheck, NETWORK_POLICY } from './define-policy-check.ts';
import { eitherOrs } from './either-or.ts';
import { namePods } from './names.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

export const peersReadAsOr: Check = definePolicyCheck({
  id: 'network/peers-read-as-or',
  title: 'Two peers where one with both selectors may be meant',
  severity: 'low',
  kinds: NETWORK_POLICY,
  why: 'Items of from and to are alternatives. A namespaceSelector and a podSelector in two items let in every pod of those namespaces, and the pods with the labels in the own one; one dash fewer asks for both at once.',
  remedy:
    'Write both selectors into one item if pods with these labels in those namespaces are meant; otherwise give each item a rule of its own.',
  standards: POLICY_STANDARDS,
  aliases: {},
  *find(policy, network) {
    for (const rule of policy.rules) {
      for (const { scopePath, more, both, isUsed } of eitherOrs(rule, network)) {
        const does = rule.direction === 'ingress' ? (more.length === 1 ? 'gets in' : 'get in') : 'can be reached';
        const left = both.length === 0 ? 'nobody that was scanned' : namePods(both);
        yield {
          path: scopePath,
          message: `read as either of two: ${namePods(more)} ${does}, and would not if both selectors stood in one item, which leaves ${left}`,
          // A selector that finds nothing in its own namespace was meant for the other ones.
          ...(!isUsed && both.length > 0 ? { severity: 'medium' as const } : {}),
        };
      }
    }
  },
  fix({ path }, policy, network) {
    const found = policy.rules.flatMap((rule) => eitherOrs(rule, network)).find(({ scopePath }) => scopePath.join() === path.join());
    if (!found) return undefined;
    return makeFix(
      [
        { kind: 'set', path: [...path, 'podSelector'], value: valueAt(policy.object.value, [...found.podsPath, 'podSelector']) },
        { kind: 'remove', path: found.podsPath },
      ],
      'connections of pods that only one of the two selectors chooses',
      { risky: true },
    );
  },
});
