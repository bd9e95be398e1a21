import { booleanAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const iptablesChains: Check = defineCheck({
  id: 'kubelet/iptables-chains',
  title: 'Kubelet leaves the firewall alone',
  severity: 'low',
  on: 'object',
  kinds: ['kubelet.config.k8s.io/KubeletConfiguration'],
  why: 'Rules that the cluster counts on are missing, and what is configured by hand in their place drifts.',
  remedy: 'Set makeIPTablesUtilChains to true, or remove it.',
  standards: { cis: ['4.2.6'], nsa: ['worker-nodes'], owasp: ['K09'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0082', 'AVD-KCV-0082'], kubescape: ['C-0178'], checkov: ['CKV_K8S_145'], 'kube-bench': ['4.2.6'] },
  unseen: 'Nobody sets it in the manifests that were looked at.',
  fix: setField(true, 'network plugins that keep these chains themselves'),
  *evaluate({ object }) {
    if (booleanAt(object.value, 'makeIPTablesUtilChains') === false)
      yield { path: ['makeIPTablesUtilChains'], message: 'makeIPTablesUtilChains is false' };
  },
});
