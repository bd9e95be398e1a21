import { booleanAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const kernelDefaults: Check = defineCheck({
  id: 'kubelet/kernel-defaults',
  title: 'Kubelet changes the kernel as it likes',
  severity: 'low',
  on: 'object',
  kinds: ['kubelet.config.k8s.io/KubeletConfiguration'],
  why: 'Settings that were hardened by the administrator are overwritten when the kubelet starts.',
  remedy: 'Set the kernel as the kubelet expects it, and protectKernelDefaults to true.',
  standards: { nsa: ['worker-nodes'], owasp: ['K09'], cks: ['system-hardening'] },
  aliases: { trivy: ['KCV0083', 'AVD-KCV-0083'], kubescape: ['C-0177'], checkov: ['CKV_K8S_144'] },
  fix: setField(true, 'the start of the kubelet on nodes whose kernel is set up otherwise', { risky: true }),
  *evaluate({ object }) {
    if (booleanAt(object.value, 'protectKernelDefaults') === false)
      yield { path: ['protectKernelDefaults'], message: 'protectKernelDefaults is false' };
  },
});
