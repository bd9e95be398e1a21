import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const nodeProxy: Check = defineRight({
  id: 'rbac/node-proxy',
  title: 'Somebody may call the kubelets',
  severity: 'high',
  inNamespace: 'low',
  why: 'Through nodes/proxy the kubelet runs commands in every pod of every node, without admission and without an audit record of the command; get is enough, since exec over WebSockets is a get.',
  remedy: 'Remove nodes/proxy. Programs that scrape metrics need nodes/metrics, those that read statistics nodes/stats.',
  standards: { cis: ['5.1.10'], nsa: ['rbac'], owasp: ['K03'], mitre: ['T1609'], microsoft: ['MS-TA9030'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KSV047', 'AVD-KSV-0047'], kubescape: ['C-0279'], checkov: ['CKV2_K8S_2'], 'kube-bench': ['5.1.10'] },
  rights: [{ apiGroup: '', resources: ['nodes/proxy'], verbs: ['get', 'create'] }],
  isClusterScoped: true,
  breaks: 'programs that call the kubelet through the API server',
});
