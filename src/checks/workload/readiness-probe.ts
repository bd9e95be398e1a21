import { isService } from '../container-roles.ts';
import { type Check, defineCheck } from '../define.ts';

export const readinessProbe: Check = defineCheck({
  id: 'workload/readiness-probe',
  title: 'Container gets traffic before it is ready',
  severity: 'low',
  on: 'container',
  why: 'A Service sends requests to the pod as soon as it runs, and goes on while it cannot answer: a rollout of a broken version replaces all working pods.',
  remedy: 'Add a readinessProbe that succeeds when the container can serve.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {
    kubescape: ['C-0018'],
    checkov: ['CKV_K8S_9'],
    'kube-linter': ['no-readiness-probe'],
    polaris: ['readinessProbeMissing'],
    'kube-score': ['pod-probes'],
  },
  *evaluate({ object, pod, container }) {
    if (!isService(object, pod, container) || container.spec.readinessProbe) return;
    yield { path: [...container.path, 'readinessProbe'], message: `container ${container.name} has no readiness probe` };
  },
});
