import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const podBinding: Check = defineRight({
  id: 'rbac/pod-binding',
  title: 'Somebody may put pods onto nodes',
  severity: 'medium',
  inNamespace: 'low',
  why: 'A binding sends a pod to a node without the scheduler, past taints and rules of affinity that keep programs apart.',
  remedy: 'Remove create on bindings and pods/binding from everything but schedulers.',
  standards: { nsa: ['rbac'], owasp: ['K03'], mitre: ['T1610'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'No role that was looked at gives this right by its name.',
  rights: [{ apiGroup: '', resources: ['bindings', 'pods/binding'], verbs: ['create'] }],
  breaks: "schedulers of one's own",
});
