import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const endpointsWrite: Check = defineRight({
  id: 'rbac/endpoints-write',
  title: 'Somebody may change where Services lead',
  severity: 'medium',
  inNamespace: 'low',
  why: 'Endpoints may name any address, so a Service or Ingress that looks harmless leads to a pod of another namespace or to localhost of the ingress controller (CVE-2021-25740).',
  remedy: 'Remove create, update and patch on endpoints and endpointslices; Services with selectors need nobody to write them.',
  standards: { nsa: ['rbac'], owasp: ['K03', 'K07'], microsoft: ['MS-TA9034'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KSV056', 'AVD-KSV-0056'] },
  unseen: 'No role that was looked at gives this right by its name.',
  rights: [
    { apiGroup: '', resources: ['endpoints'], verbs: ['create', 'update', 'patch'] },
    { apiGroup: 'discovery.k8s.io', resources: ['endpointslices'], verbs: ['create', 'update', 'patch'] },
  ],
  breaks: 'controllers that write endpoints, leader elections of old programs among them',
});
