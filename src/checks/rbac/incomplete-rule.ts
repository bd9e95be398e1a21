import type { PolicyRule } from '../../engines/rbac/index.ts';
import { builtInResources } from '../../kubernetes/index.ts';
import type { Check } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { defineRuleCheck } from './define-rule-check.ts';

/** https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/rbac/validation/validation.go (ValidatePolicyRule) */
export const incompleteRule: Check = defineRuleCheck({
  id: 'rbac/incomplete-rule',
  title: 'Rule without verbs, groups or resources, which the API server refuses',
  severity: 'medium',
  why: 'The whole role is refused, so the rights that it should give or narrow are not what the file says.',
  remedy: 'Name verbs, apiGroups ("" is the core group) and resources, or verbs and nonResourceURLs.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'Manifests that are published have been applied, so this mistake is not in them.',
  *find({ rule, index }) {
    const lack = lackOf(rule);
    if (lack !== undefined) yield { path: ['rules', index, lack], message: `a rule without ${lack} allows nothing` };
  },
  fix({ path }, { rule }) {
    const groups = path.at(-1) === 'apiGroups' ? groupsOf(rule) : undefined;
    return groups && makeFix([{ kind: 'set', path, value: groups }], 'nothing that works today: the right begins to hold', { risky: true });
  },
});

function lackOf({ verbs, apiGroups, resources, nonResourceURLs }: PolicyRule): 'verbs' | 'apiGroups' | 'resources' | undefined {
  if (verbs.length === 0) return 'verbs';
  if (nonResourceURLs.length > 0) return undefined;
  if (apiGroups.length === 0) return 'apiGroups';
  return resources.length === 0 ? 'resources' : undefined;
}

/** The group of each resource, where each is in exactly one. */
function groupsOf({ resources }: PolicyRule): readonly string[] | undefined {
  const groups = resources.map((name) => builtInResources().filter(({ resource }) => resource === name.split('/')[0]));
  return groups.every((found) => found.length === 1) ? [...new Set(groups.flat().map(({ group }) => group))] : undefined;
}
