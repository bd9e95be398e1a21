import { valueAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { hasPods, hasSelectedPod } from '../namespaces.ts';

export const selectsNothing: Check = defineCheck({
  id: 'network-policy/selects-nothing',
  title: 'Policy that selects no pod',
  severity: 'low',
  on: 'object',
  kinds: ['networking.k8s.io/NetworkPolicy'],
  why: 'The pods it was written for are without it; usually a label was renamed on one side.',
  remedy: 'Make spec.podSelector match the labels of the pod templates.',
  standards: { cis: ['5.3.2'], nsa: ['network-policies'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: { 'kube-linter': ['dangling-networkpolicy'], 'kube-score': ['networkpolicy-targets-pod'] },
  scope: 'world',
  *evaluate({ object }, { world }) {
    const selector = valueAt(object.value, ['spec', 'podSelector']);
    // Without any workload beside it, the policy may be for what is installed elsewhere.
    if (!hasPods(world, object.namespace) || hasSelectedPod(world, object.namespace, selector)) return;
    yield { path: ['spec', 'podSelector'], message: 'no scanned pod of the namespace has these labels' };
  },
});
