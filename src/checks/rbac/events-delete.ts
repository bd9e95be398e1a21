import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const eventsDelete: Check = defineRight({
  id: 'rbac/events-delete',
  title: 'Somebody may delete Events',
  severity: 'low',
  inNamespace: 'low',
  why: 'Events are what is left of a failed pull, a restart, a denied pod; whoever may delete them takes away the trace of what they did.',
  remedy: 'Remove delete and deletecollection on events; they expire by themselves after an hour.',
  standards: { nsa: ['rbac', 'logging'], owasp: ['K03', 'K05'], mitre: ['T1070'], microsoft: ['MS-TA9022'], cks: ['cluster-hardening'] },
  aliases: { kubescape: ['C-0031'] },
  unseen: 'No role that was looked at gives this right by its name.',
  rights: [
    { apiGroup: '', resources: ['events'], verbs: ['delete', 'deletecollection'] },
    { apiGroup: 'events.k8s.io', resources: ['events'], verbs: ['delete', 'deletecollection'] },
  ],
  breaks: 'programs that tidy up Events',
});
