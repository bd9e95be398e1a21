import { breakDown, type PolicyRule, type Role, ruleCovers } from '../../engines/rbac/index.ts';
import type { Check } from '../define.ts';
import { removeItem } from '../fixes.ts';
import { defineRuleCheck } from './define-rule-check.ts';
import { linkToRule } from './reach.ts';

/** Larger rules are not taken apart: nobody has written them by hand. */
const MOST_ATOMS = 2000;

export const coveredRule: Check = defineRuleCheck({
  id: 'rbac/covered-rule',
  title: 'Rule that other rules of the role cover',
  severity: 'info',
  why: 'It adds nothing. Whoever narrows it believes that a right is gone which another rule still gives.',
  remedy: 'Remove the rule, or narrow the one that covers it if that is the one too many.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  *find({ role, index }) {
    const covering = redundantRules(role).get(index) ?? [];
    if (covering.length === 0) return;
    yield {
      path: ['rules', index],
      message: covering.length > 1 ? 'other rules of the role allow all of it together' : 'another rule of the role allows all of it',
      evidence: covering.map((at) => ({ kind: 'object', ...linkToRule(role, at) })),
    };
  },
  fix: removeItem('nothing: the right is given by another rule'),
});

const redundant = new WeakMap<Role, ReadonlyMap<number, readonly number[]>>();

/**
 * Which rules the others allow together, and which others. From the end, and without those found already, so that all of them can be
 * removed at once; of two equal rules the first stays.
 */
function redundantRules(role: Role): ReadonlyMap<number, readonly number[]> {
  const known = redundant.get(role);
  if (known) return known;
  const found = new Map<number, readonly number[]>();
  for (let index = role.rules.length - 1; index >= 0; index--) {
    const covering = coveringRules(role.rules, index, found);
    if (covering.length > 0) found.set(index, covering);
  }
  redundant.set(role, found);
  return found;
}

function coveringRules(rules: readonly PolicyRule[], index: number, gone: ReadonlyMap<number, unknown>): readonly number[] {
  const rule = rules[index];
  if (!rule || sizeOf(rule) > MOST_ATOMS) return [];
  const used = new Set<number>();
  for (const atom of breakDown(rule)) {
    const at = rules.findIndex((other, position) => position !== index && !gone.has(position) && ruleCovers(other, atom));
    if (at < 0) return [];
    used.add(at);
  }
  return [...used];
}

function sizeOf({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: PolicyRule): number {
  return verbs.length * (apiGroups.length * resources.length * Math.max(1, resourceNames.length) + nonResourceURLs.length);
}
