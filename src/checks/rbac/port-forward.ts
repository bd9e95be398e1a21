import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const portForward: Check = defineRight({
  id: 'rbac/port-forward',
  title: 'Somebody may forward ports of pods',
  severity: 'medium',
  inNamespace: 'low',
  why: 'A forwarded port reaches what listens on localhost of a pod or inside the cluster alone, past every NetworkPolicy: databases, admin pages, debuggers.',
  remedy: 'Take pods/portforward out of standing roles; give it for a namespace and an incident.',
  standards: { nsa: ['rbac'], owasp: ['K03'], microsoft: ['MS-TA9034'], cks: ['cluster-hardening'] },
  aliases: { kubescape: ['C-0063'] },
  unseen: 'No role that was looked at gives this right by its name.',
  rights: [{ apiGroup: '', resources: ['pods/portforward'], verbs: ['create', 'get'] }],
  breaks: 'people who forward ports',
});
