import { recordAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { podLabelsIn } from '../namespaces.ts';

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
    const selector = Object.entries(recordAt(object.value, 'spec', 'selector'));
    const pods = podLabelsIn(world, object.namespace);
    if (selector.length === 0 || pods.length === 0 || pods.some((labels) => selector.every(([key, value]) => labels[key] === value)))
      return;
    yield {
      path: ['spec', 'selector'],
      message: `no scanned pod of the namespace has the labels ${selector.map(([key, value]) => `${key}=${String(value)}`).join(', ')}`,
    };
  },
});
