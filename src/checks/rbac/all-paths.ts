import type { Check } from '../define.ts';
import { defineRuleCheck } from './define-rule-check.ts';
import { isEverything } from './match-right.ts';
import { describeHolders, evidenceOf, reachOf } from './reach.ts';
import { listWords } from './words.ts';

export const allPaths: Check = defineRuleCheck({
  id: 'rbac/all-paths',
  title: 'Rights for all paths of the API server',
  severity: 'low',
  why: 'Besides health checks there are /metrics, /debug/pprof, /logs and whatever later releases add: they show what runs where, and profiles hold pieces of memory.',
  remedy: 'Write down the paths that are used: /healthz, /livez, /readyz, /version, /metrics.',
  standards: { cis: ['5.1.3'], nsa: ['rbac'], owasp: ['K03'], mitre: ['T1613'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'The stars of paths that were looked at stand beside stars of everything.',
  *find({ role, rule, index }, policy) {
    const at = rule.nonResourceURLs.findIndex((url) => /^\/?\*+$/.test(url));
    if (at < 0 || role.kind !== 'ClusterRole' || role.rules.some(isEverything)) return;
    const reach = reachOf(role, policy, true);
    if (reach.kind === 'nobody') return;
    const isWriting = rule.verbs.some((verb) => !['get', 'head', 'options'].includes(verb));
    const verbs = rule.verbs.includes('*') ? 'call' : listWords(rule.verbs, 4);
    yield {
      path: ['rules', index, 'nonResourceURLs', at],
      severity: isWriting ? 'medium' : 'low',
      message: `${reach.kind === 'unknown' ? 'whoever is bound to it' : describeHolders(reach)} may ${verbs} all paths`,
      evidence: evidenceOf(role, reach, policy, index),
    };
  },
});
