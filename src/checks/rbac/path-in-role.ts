import type { Check } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { defineRuleCheck } from './define-rule-check.ts';
import { listWords } from './words.ts';

export const pathInRole: Check = defineRuleCheck({
  id: 'rbac/path-in-role',
  title: 'Paths in a Role, which the API server refuses',
  severity: 'medium',
  why: 'Paths stand in no namespace, so the whole Role is refused, and the rights that it should give or narrow are not what the file says.',
  remedy: 'Move the rule into a ClusterRole and bind it with a ClusterRoleBinding.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'Manifests that are published have been applied, so this mistake is not in them.',
  *find({ role, rule, index }) {
    if (role.kind === 'Role' && rule.nonResourceURLs.length > 0)
      yield { path: ['rules', index, 'nonResourceURLs'], message: `a Role cannot give ${listWords(rule.nonResourceURLs)}` };
  },
  fix: (_, { rule, index }) =>
    makeFix(
      [{ kind: 'remove', path: rule.resources.length > 0 ? ['rules', index, 'nonResourceURLs'] : ['rules', index] }],
      'nothing: the API server begins to accept the Role, and it gives the rest of what it says',
      { risky: true },
    ),
});
