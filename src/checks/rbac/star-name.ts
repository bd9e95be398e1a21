import type { Check } from '../define.ts';
import { removeItem } from '../fixes.ts';
import { defineRuleCheck } from './define-rule-check.ts';

const remove = removeItem('nothing: no object has that name');

export const starName: Check = defineRuleCheck({
  id: 'rbac/star-name',
  title: 'Star among resourceNames, which is no pattern',
  severity: 'low',
  why: 'Names are compared letter by letter, so the rule gives nothing; what was meant is then often given without any names.',
  remedy: 'Name the objects; for all of them leave resourceNames out.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'Manifests that are published have been applied, so this mistake is not in them.',
  *find({ rule, index }) {
    // Only signers know a star, behind their domain.
    if (rule.resources.includes('signers')) return;
    for (const [at, name] of rule.resourceNames.entries())
      if (name.includes('*'))
        yield { path: ['rules', index, 'resourceNames', at], message: `${name} is no pattern: no object has that name` };
  },
  fix: (violation, { rule }) => (rule.resourceNames.length > 1 ? remove(violation, undefined) : undefined),
});
