import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const nodeWrite: Check = defineRight({
  id: 'rbac/node-write',
  title: 'Somebody may change nodes',
  severity: 'medium',
  inNamespace: 'low',
  why: 'Labels and taints decide which pods run where: whoever changes them draws pods with Secrets onto a node under their control, or keeps the others off.',
  remedy: 'Remove update and patch on nodes and nodes/status from everything but the kubelets and the controllers of the cluster.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'No role that was looked at gives this right by its name.',
  rights: [{ apiGroup: '', resources: ['nodes', 'nodes/status'], verbs: ['update', 'patch'] }],
  isClusterScoped: true,
  breaks: 'controllers that label or taint nodes',
});
