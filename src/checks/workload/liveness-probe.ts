import { isService } from '../container-roles.ts';
import { type Check, defineCheck } from '../define.ts';

export const livenessProbe: Check = defineCheck({
  id: 'workload/liveness-probe',
  title: 'Container is not checked for life',
  severity: 'low',
  on: 'container',
  why: 'A process that hangs, from a bug or because somebody made it, stays in service until a person notices.',
  remedy: 'Add a livenessProbe that asks the process itself and nothing it depends on.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {
    kubescape: ['C-0056'],
    checkov: ['CKV_K8S_8'],
    'kube-linter': ['no-liveness-probe'],
    polaris: ['livenessProbeMissing'],
    'kube-score': ['pod-probes'],
  },
  *evaluate({ object, pod, container }) {
    if (!isService(object, pod, container) || container.spec.livenessProbe) return;
    yield { path: [...container.path, 'livenessProbe'], message: `container ${container.name} has no liveness probe` };
  },
});
