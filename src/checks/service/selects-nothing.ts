import { recordAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { hasPods, hasSelectedPod } from '../namespaces.ts';

/** Labels that controllers add to the pods they make, so that no template has them. */
const ADDED =
  /^(?:statefulset\.kubernetes\.io\/pod-name|apps\.kubernetes\.io\/pod-index|(?:batch\.kubernetes\.io\/)?(?:controller-uid|job-name)|(?:rollouts-)?pod-template-hash|controller-revision-hash)$/;

export const selectsNothing: Check = defineCheck({
  id: 'service/selects-nothing',
  title: 'Service that leads to no pod',
  severity: 'low',
  on: 'object',
  kinds: ['/Service'],
  why: 'Requests fail; worse, whoever may create a pod with these labels receives them, and the name is trusted already.',
  remedy: 'Make spec.selector match the labels of the pod template, or delete the Service.',
  standards: { owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: { 'kube-linter': ['dangling-service'], 'kube-score': ['service-targets-pod'] },
  scope: 'world',
  *evaluate({ object }, { world }) {
    const selector = Object.entries(recordAt(object.value, 'spec', 'selector')).filter(([key]) => !ADDED.test(key));
    const matchLabels = Object.fromEntries(selector);
    if (selector.length === 0 || !hasPods(world, object.namespace) || hasSelectedPod(world, object.namespace, { matchLabels })) return;
    yield {
      path: ['spec', 'selector'],
      message: `no scanned pod of the namespace has the labels ${selector.map(([key, value]) => `${key}=${String(value)}`).join(', ')}`,
    };
  },
});
