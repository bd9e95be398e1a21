import { isLongRunning } from '../container-roles.ts';
import { type Check, defineCheck } from '../define.ts';
import { isSetFor } from './resource-defaults.ts';

export const cpuRequest: Check = defineCheck({
  id: 'workload/cpu-request',
  title: 'Container requests no CPU',
  severity: 'low',
  on: 'container',
  why: 'The scheduler places the pod as if it needed nothing, and under load it gets the least: a busy neighbour, or an attack on one, starves it.',
  remedy: 'Set resources.requests.cpu to what the container uses on a usual day.',
  standards: { nsa: ['resource-policies'], owasp: ['K01'], mitre: ['T1499'], microsoft: ['MS-TA9040'], cks: ['cluster-hardening'] },
  aliases: {
    trivy: ['KSV015', 'AVD-KSV-0015'],
    kubescape: ['C-0268'],
    checkov: ['CKV_K8S_10'],
    'kube-linter': ['unset-cpu-requirements'],
    polaris: ['cpuRequestsMissing'],
    'kube-score': ['container-resources'],
    kubesec: ['RequestsCPU'],
  },
  scope: 'world',
  *evaluate({ object, pod, container }, context) {
    const { requests, limits } = container.spec.resources ?? {};
    // A limit without a request is the request as well.
    if (!isLongRunning(container) || requests?.['cpu'] !== undefined || limits?.['cpu'] !== undefined) return;
    if (isSetFor({ object, pod }, context, 'requests', 'cpu')) return;
    yield { path: [...container.path, 'resources', 'requests', 'cpu'], message: `container ${container.name} requests no CPU` };
  },
});
