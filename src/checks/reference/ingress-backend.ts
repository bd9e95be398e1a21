import { listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const ingressBackend: Check = defineCheck({
  id: 'reference/ingress-backend',
  title: 'Ingress that leads to a Service that is not there',
  severity: 'low',
  on: 'object',
  kinds: ['networking.k8s.io/Ingress'],
  why: 'Requests fail; whoever may create a Service of that name in the namespace receives them, under a host that people trust.',
  remedy: 'Add the Service, or remove the path.',
  standards: { owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: { 'kube-linter': ['dangling-ingress'], 'kube-score': ['ingress-targets-service'] },
  scope: 'world',
  unseen: 'The manifests that were looked at bring the Services that they name.',
  *evaluate({ object }, { world }) {
    if (world.ofKind('', 'Service').length === 0) return;
    for (const [index, rule] of listAt(object.value, 'spec', 'rules').entries()) {
      for (const [at, path] of listAt(rule, 'http', 'paths').entries()) {
        const name = stringAt(path, 'backend', 'service', 'name');
        if (name === undefined || world.find('', 'Service', object.namespace, name)) continue;
        yield {
          path: ['spec', 'rules', index, 'http', 'paths', at, 'backend', 'service', 'name'],
          message: `Service ${name} is not among the scanned objects`,
        };
      }
    }
  },
});
