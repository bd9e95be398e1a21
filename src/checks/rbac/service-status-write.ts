import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const serviceStatusWrite: Check = defineRight({
  id: 'rbac/service-status-write',
  title: 'Somebody may change the status of Services',
  severity: 'medium',
  inNamespace: 'low',
  why: 'The addresses in status.loadBalancer are believed by kube-proxy: traffic to any of them, also one on the internet, ends at the Service (CVE-2020-8554).',
  remedy: 'Remove update and patch on services/status from everything but the controller of load balancers.',
  standards: { nsa: ['rbac'], owasp: ['K03', 'K07'], microsoft: ['MS-TA9034'], cks: ['cluster-hardening'] },
  aliases: { checkov: ['CKV2_K8S_4'] },
  unseen: 'No role that was looked at gives this right by its name.',
  rights: [{ apiGroup: '', resources: ['services/status'], verbs: ['update', 'patch'] }],
  breaks: 'controllers of load balancers',
});
