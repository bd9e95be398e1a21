import { isLongRunning } from '../container-roles.ts';
import { type Check, defineCheck } from '../define.ts';
import { isSetFor } from './resource-defaults.ts';

export const cpuLimit: Check = defineCheck({
  id: 'workload/cpu-limit',
  title: 'Container has no CPU limit',
  severity: 'info',
  on: 'container',
  why: 'A hijacked container may use every idle core of its node, as miners do. Many teams leave the limit out on purpose, since it throttles bursts, and rely on requests.',
  remedy: 'Set resources.limits.cpu, or a LimitRange for the namespace, unless throttling hurts more than a noisy neighbour.',
  standards: { nsa: ['resource-policies'], owasp: ['K01'], mitre: ['T1496'], microsoft: ['MS-TA9039'], cks: ['cluster-hardening'] },
  aliases: {
    trivy: ['KSV011', 'AVD-KSV-0011'],
    kubescape: ['C-0270'],
    checkov: ['CKV_K8S_11'],
    'kube-linter': ['unset-cpu-requirements'],
    polaris: ['cpuLimitsMissing'],
    'kube-score': ['container-resources'],
    kubesec: ['LimitsCPU'],
  },
  scope: 'world',
  *evaluate({ object, pod, container }, context) {
    if (!isLongRunning(container) || container.spec.resources?.limits?.['cpu'] !== undefined) return;
    if (isSetFor({ object, pod }, context, 'limits', 'cpu')) return;
    yield { path: [...container.path, 'resources', 'limits', 'cpu'], message: `container ${container.name} has no CPU limit` };
  },
});
