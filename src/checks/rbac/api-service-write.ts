import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const apiServiceWrite: Check = defineRight({
  id: 'rbac/api-service-write',
  title: 'Somebody may answer for parts of the API',
  severity: 'high',
  inNamespace: 'low',
  why: "An APIService sends requests of a group to a Service of one's choice, with the names and groups of those who ask; the answers are believed.",
  remedy:
    'Let only the pipeline that installs aggregated API servers write apiservices; a controller that keeps its own one needs update on its name alone.',
  standards: { nsa: ['rbac'], owasp: ['K03'], mitre: ['T1562.001'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'No role that was looked at gives this right by its name.',
  rights: [{ apiGroup: 'apiregistration.k8s.io', resources: ['apiservices'], verbs: ['create', 'update', 'patch'] }],
  isClusterScoped: true,
  breaks: 'controllers that register aggregated API servers',
});
