import type { Check } from '../define.ts';
import { defineIsolationCheck } from './define-isolation-check.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

export const notIsolatedEgress: Check = defineIsolationCheck({
  id: 'network/not-isolated-egress',
  title: 'Pod that may connect to anything, unlike others beside it',
  severity: 'low',
  direction: 'egress',
  why: 'Policies restrict where others of the namespace may connect to, and forget this one: broken into, it calls home, and is the way out for the others that may reach it.',
  remedy: 'Give the pod template the labels that an egress policy selects, or add a policy with policyTypes [Egress] for it.',
  standards: POLICY_STANDARDS,
  aliases: { 'kube-score': ['pod-networkpolicy'] },
  unseen: 'In the manifests that were looked at policies select every pod of a namespace, or few of them.',
});
