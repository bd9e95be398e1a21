import type { Check } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { defineRuleCheck } from './define-rule-check.ts';

/** https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/rbac/validation/validation.go (ValidatePolicyRule) */
export const mixedRule: Check = defineRuleCheck({
  id: 'rbac/mixed-rule',
  title: 'Rule for resources and paths at once, which the API server refuses',
  severity: 'medium',
  why: 'The whole role is refused, so the rights that it should give or narrow are not what the file says.',
  remedy: 'Write two rules: one with apiGroups and resources, one with nonResourceURLs.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'Manifests that are published have been applied, so this mistake is not in them.',
  *find({ role, rule, index }) {
    if (role.kind === 'ClusterRole' && rule.nonResourceURLs.length > 0 && (rule.resources.length > 0 || rule.apiGroups.length > 0))
      yield { path: ['rules', index, 'nonResourceURLs'], message: 'one rule names resources and paths' };
  },
  fix: (_, { rule: { verbs, nonResourceURLs }, index }) =>
    makeFix(
      [
        { kind: 'remove', path: ['rules', index, 'nonResourceURLs'] },
        { kind: 'add', path: ['rules'], value: { nonResourceURLs, verbs } },
      ],
      'nothing that works today: the API server begins to accept the role, and it gives what it says',
      { risky: true },
    ),
});
