import type { PolicyRule } from '../../engines/rbac/index.ts';
import { builtInResources } from '../../kubernetes/index.ts';
import type { Check } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { defineRuleCheck } from './define-rule-check.ts';
import { reachOf } from './reach.ts';
import { listWords } from './words.ts';

export const wildcardApiGroups: Check = defineRuleCheck({
  id: 'rbac/wildcard-api-groups',
  title: 'Rights for resources of any group',
  severity: 'low',
  why: 'Anybody can add a group with a resource of the same name, and the right holds there too: secrets of an operator that keeps passwords, pods of a metrics server.',
  remedy: 'Write the group of each resource: "" for pods and Secrets, apps for Deployments, batch for Jobs.',
  standards: { cis: ['5.1.3'], nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: { kubescape: ['C-0187'], checkov: ['CKV_K8S_49'], 'kube-linter': ['wildcard-in-rules'], 'kube-bench': ['5.1.3'] },
  unseen: 'The stars of groups that were looked at stand beside stars of resources.',
  *find({ role, rule, index }, policy) {
    if (!rule.apiGroups.includes('*') || rule.resources.length === 0 || rule.resources.some((resource) => resource.startsWith('*'))) return;
    if (reachOf(role, policy).kind === 'nobody') return;
    yield {
      path: ['rules', index, 'apiGroups', rule.apiGroups.indexOf('*')],
      message: `${listWords(rule.resources, 5)} of every group are meant, also of groups that are added later`,
    };
  },
  fix({ path: [, index] }, { rule }) {
    const groups = groupsOf(rule);
    if (!groups || index === undefined) return undefined;
    const edit = { kind: 'set', path: ['rules', index, 'apiGroups'], value: groups } as const;
    return makeFix([edit], 'programs that use resources of the same name in other groups', { risky: true });
  },
});

/** The built-in groups of the resources; `undefined` where one of them is in none. */
function groupsOf({ resources }: PolicyRule): readonly string[] | undefined {
  const groups = resources.map((name) => {
    const [plural] = name.split('/');
    return builtInResources()
      .filter(({ resource }) => resource === plural)
      .map(({ group }) => group);
  });
  return groups.every((found) => found.length > 0) ? [...new Set(groups.flat())] : undefined;
}
