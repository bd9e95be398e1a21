import type { Check } from '../define.ts';
import { defineRuleCheck } from './define-rule-check.ts';
import { isEverything } from './match-right.ts';
import { describeHolders, describePlace, evidenceOf, reachOf } from './reach.ts';

export const wildcardEverything: Check = defineRuleCheck({
  id: 'rbac/wildcard-everything',
  title: 'Somebody may do everything',
  severity: 'high',
  why: 'A star for verbs, groups and resources is cluster-admin under another name: whoever breaks into one such program has every Secret and every node.',
  remedy:
    'Write down the verbs and resources that are used, one rule for each group; an audit log of a week shows them. Bind the role in the namespaces it is for. `seawall rbac tighten` writes them down, from an audit log or from the list of all there are.',
  standards: {
    cis: ['5.1.1', '5.1.3'],
    nsa: ['rbac'],
    owasp: ['K03'],
    mitre: ['T1078'],
    microsoft: ['MS-TA9019'],
    cks: ['cluster-hardening'],
  },
  aliases: {
    trivy: ['KSV044', 'AVD-KSV-0044', 'KSV046', 'AVD-KSV-0046', 'KSV112', 'AVD-KSV-0112'],
    kubescape: ['C-0187', 'C-0185', 'C-0272'],
    checkov: ['CKV_K8S_49'],
    'kube-linter': ['wildcard-resource-verb-combo', 'wildcard-in-rules'],
    polaris: ['rolebindingClusterAdminRole'],
    'kube-bench': ['5.1.3'],
  },
  *find({ role, rule, index }, policy) {
    if (!isEverything(rule)) return;
    const reach = reachOf(role, policy);
    if (reach.kind === 'nobody') return;
    const isWide = reach.isSystem || reach.kind === 'cluster' || (reach.kind === 'unknown' && role.kind === 'ClusterRole');
    yield {
      path: ['rules', index, 'verbs', rule.verbs.indexOf('*')],
      severity: isWide ? 'high' : 'medium',
      message:
        reach.kind === 'unknown'
          ? 'whoever is bound to it may do everything'
          : `${describeHolders(reach)} may do everything ${describePlace(reach)}`,
      evidence: evidenceOf(role, reach, policy, index),
    };
  },
});
