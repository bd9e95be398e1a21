import { isLongRunning } from '../container-roles.ts';
import { type Check, defineCheck } from '../define.ts';
import { isSetFor } from './resource-defaults.ts';

export const memoryLimit: Check = defineCheck({
  id: 'workload/memory-limit',
  title: 'Container has no memory limit',
  severity: 'medium',
  on: 'container',
  why: 'A leak, or a request made to cost memory, takes all memory of the node, and the kernel then kills processes of others.',
  remedy: "Set resources.limits.memory; equal to the request makes the pod's memory guaranteed.",
  standards: { nsa: ['resource-policies'], owasp: ['K01'], mitre: ['T1499'], microsoft: ['MS-TA9040'], cks: ['cluster-hardening'] },
  aliases: {
    trivy: ['KSV018', 'AVD-KSV-0018'],
    kubescape: ['C-0271', 'C-0004'],
    checkov: ['CKV_K8S_13'],
    'kube-linter': ['unset-memory-requirements'],
    polaris: ['memoryLimitsMissing'],
    'kube-score': ['container-resources'],
    kubesec: ['LimitsMemory'],
  },
  scope: 'world',
  *evaluate({ object, pod, container }, context) {
    if (!isLongRunning(container) || container.spec.resources?.limits?.['memory'] !== undefined) return;
    if (isSetFor({ object, pod }, context, 'limits', 'memory')) return;
    yield { path: [...container.path, 'resources', 'limits', 'memory'], message: `container ${container.name} has no memory limit` };
  },
});
