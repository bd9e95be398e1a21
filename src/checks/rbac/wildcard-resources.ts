import type { Check } from '../define.ts';
import { defineRuleCheck } from './define-rule-check.ts';
import { isEverything } from './match-right.ts';
import { describePowers, worstRank } from './powers-in-words.ts';
import { describeHolders, describePlace, evidenceOf, reachOf } from './reach.ts';
import { listWords } from './words.ts';

export const wildcardResources: Check = defineRuleCheck({
  id: 'rbac/wildcard-resources',
  title: 'Rights for all resources',
  severity: 'high',
  why: 'A star takes in every subresource, pods/exec among them, and every resource that a later release or a new operator adds; nobody looks at the role again then.',
  remedy:
    'Write down the resources that are used. Reading everything but Secrets cannot be said with a star: rules only add up. `seawall rbac tighten` writes them down, from an audit log or from the list of all there are.',
  standards: { cis: ['5.1.3'], nsa: ['rbac'], owasp: ['K03'], mitre: ['T1078'], cks: ['cluster-hardening'] },
  aliases: {
    trivy: ['KSV046', 'AVD-KSV-0046', 'KSV112', 'AVD-KSV-0112'],
    kubescape: ['C-0187'],
    checkov: ['CKV_K8S_49'],
    'kube-linter': ['wildcard-in-rules'],
    'kube-bench': ['5.1.3'],
  },
  *find({ role, rule, index }, policy) {
    if (!rule.resources.includes('*') || rule.resourceNames.length > 0 || role.rules.some(isEverything)) return;
    const reach = reachOf(role, policy);
    if (reach.kind === 'nobody') return;
    const isGrave = worstRank([rule], reach.kind === 'namespaces') <= 2;
    const isWide = reach.isSystem || reach.kind === 'cluster';
    const verbs = rule.verbs.includes('*') ? 'do anything' : listWords(rule.verbs, 4);
    const groups = rule.apiGroups.includes('*')
      ? 'any group'
      : listWords(rule.apiGroups.map((group) => (group === '' ? 'the core group' : group)));
    const powers = describePowers([rule], reach.kind === 'namespaces');
    const what = `${verbs} ${rule.verbs.includes('*') ? 'with ' : ''}all resources of ${groups}`;
    yield {
      path: ['rules', index, 'resources', rule.resources.indexOf('*')],
      severity: isGrave ? (isWide ? 'high' : 'medium') : isWide ? 'medium' : 'low',
      message: `${reach.kind === 'unknown' ? 'whoever is bound to it may' : `${describeHolders(reach)} may`} ${what}${
        reach.kind === 'unknown' ? '' : ` ${describePlace(reach)}`
      }${powers === '' || powers === 'everything' ? '' : `: ${powers}`}`,
      evidence: evidenceOf(role, reach, policy, index),
    };
  },
});
