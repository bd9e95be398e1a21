import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const serviceProxy: Check = defineRight({
  id: 'rbac/service-proxy',
  title: 'Somebody may reach pods and Services through the API server',
  severity: 'medium',
  inNamespace: 'low',
  why: 'The API server passes the request on from its own address, so NetworkPolicies do not apply and the program behind sees a trusted caller.',
  remedy: 'Remove pods/proxy and services/proxy; reach the program through an Ingress, or for an incident with kubectl port-forward.',
  standards: { nsa: ['rbac'], owasp: ['K03'], microsoft: ['MS-TA9034'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'No role that was looked at gives this right by its name.',
  rights: [{ apiGroup: '', resources: ['pods/proxy', 'services/proxy'], verbs: ['get', 'create', 'update', 'patch', 'delete'] }],
  breaks: 'programs that are reached through the API server',
});
