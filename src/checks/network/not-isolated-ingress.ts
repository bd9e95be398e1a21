import type { Check } from '../define.ts';
import { defineIsolationCheck } from './define-isolation-check.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

export const notIsolatedIngress: Check = defineIsolationCheck({
  id: 'network/not-isolated-ingress',
  title: 'Pod that the policies of its namespace leave open',
  severity: 'medium',
  direction: 'ingress',
  why: 'Others in the namespace are closed by policies, and this one takes connections from every pod of the cluster: somebody took the namespace for protected, and a label is missing or a policy was forgotten.',
  remedy: 'Give the pod template the labels that a policy selects, or add a policy for it; an empty podSelector closes what is forgotten.',
  standards: { ...POLICY_STANDARDS, mitre: ['T1046'] },
  aliases: { 'kube-linter': ['non-isolated-pod'], 'kube-score': ['pod-networkpolicy'] },
  unseen: 'In the manifests that were looked at policies select every pod of a namespace, or few of them.',
});
