import type { Check } from '../define.ts';
import { defineRuleCheck } from './define-rule-check.ts';
import { describeHolders, describePlace, evidenceOf, reachOf } from './reach.ts';
import { listWords } from './words.ts';

export const wildcardVerbs: Check = defineRuleCheck({
  id: 'rbac/wildcard-verbs',
  title: 'Rights to do anything with a resource',
  severity: 'medium',
  why: 'A star among the verbs takes in deletecollection, and on some resources escalate, bind and impersonate, which nobody means who writes it.',
  remedy:
    'Write down the verbs that are used: get, list, watch for what only reads; create, update, patch, delete for what owns the objects. `seawall rbac tighten` writes them down, from an audit log or from the list of all there are.',
  standards: { cis: ['5.1.3'], nsa: ['rbac'], owasp: ['K03'], mitre: ['T1078'], cks: ['cluster-hardening'] },
  aliases: {
    trivy: ['KSV045', 'AVD-KSV-0045'],
    kubescape: ['C-0187'],
    checkov: ['CKV_K8S_49'],
    'kube-linter': ['wildcard-in-rules'],
    'kube-bench': ['5.1.3'],
  },
  *find({ role, rule, index }, policy) {
    // A star of resources beside it is told by `rbac/wildcard-resources`.
    if (!rule.verbs.includes('*') || rule.resources.length === 0 || rule.resources.includes('*')) return;
    const reach = reachOf(role, policy);
    if (reach.kind === 'nobody') return;
    const what = `do anything with ${listWords(rule.resources, 5)}`;
    yield {
      path: ['rules', index, 'verbs', rule.verbs.indexOf('*')],
      severity: reach.isSystem || reach.kind === 'cluster' ? 'medium' : 'low',
      message:
        reach.kind === 'unknown' ? `whoever is bound to it may ${what}` : `${describeHolders(reach)} may ${what} ${describePlace(reach)}`,
      evidence: evidenceOf(role, reach, policy, index),
    };
  },
});
