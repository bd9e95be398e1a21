import { isLongRunning } from '../container-roles.ts';
import { type Check, defineCheck } from '../define.ts';
import { isSetFor } from './resource-defaults.ts';

export const memoryRequest: Check = defineCheck({
  id: 'workload/memory-request',
  title: 'Container requests no memory',
  severity: 'low',
  on: 'container',
  why: 'When memory gets short on the node, pods that use more than they requested are evicted first, and this one requested nothing.',
  remedy: 'Set resources.requests.memory to what the container uses.',
  standards: { nsa: ['resource-policies'], owasp: ['K01'], mitre: ['T1499'], microsoft: ['MS-TA9040'], cks: ['cluster-hardening'] },
  aliases: {
    trivy: ['KSV016', 'AVD-KSV-0016'],
    kubescape: ['C-0269'],
    checkov: ['CKV_K8S_12'],
    'kube-linter': ['unset-memory-requirements'],
    polaris: ['memoryRequestsMissing'],
    'kube-score': ['container-resources'],
    kubesec: ['RequestsMemory'],
  },
  scope: 'world',
  *evaluate({ object, pod, container }, context) {
    const { requests, limits } = container.spec.resources ?? {};
    if (!isLongRunning(container) || requests?.['memory'] !== undefined || limits?.['memory'] !== undefined) return;
    if (isSetFor({ object, pod }, context, 'requests', 'memory')) return;
    yield { path: [...container.path, 'resources', 'requests', 'memory'], message: `container ${container.name} requests no memory` };
  },
});
