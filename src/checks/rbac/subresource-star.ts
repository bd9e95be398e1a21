import type { Check } from '../define.ts';
import { removeItem } from '../fixes.ts';
import { defineRuleCheck } from './define-rule-check.ts';

const remove = removeItem('nothing: the word matches no request');

export const subresourceStar: Check = defineRuleCheck({
  id: 'rbac/subresource-star',
  title: 'Star for subresources that means none',
  severity: 'low',
  why: 'pods/* is no pattern: it allows nothing. What was meant does not work, and is then often allowed by a star for everything.',
  remedy:
    'Name the subresources: pods/log, pods/status. A star stands for all resources, and in front of a slash for one subresource of all of them.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'Manifests that are published have been applied, so this mistake is not in them.',
  *find({ rule, index }) {
    for (const [at, resource] of rule.resources.entries())
      if (resource !== '*' && resource.endsWith('/*'))
        yield { path: ['rules', index, 'resources', at], message: `${resource} matches no subresource` };
  },
  fix: (violation, { rule }) => (rule.resources.length > 1 ? remove(violation, undefined) : undefined),
});
