import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const namespaceWrite: Check = defineRight({
  id: 'rbac/namespace-write',
  title: 'Somebody may change namespaces',
  severity: 'medium',
  inNamespace: 'low',
  why: 'The labels of a namespace say which level of Pod Security holds in it and which policies and webhooks apply: whoever changes them switches these off, then creates the pod.',
  remedy:
    'Remove update and patch on namespaces, or limit them to the namespaces that are meant with resourceNames; enforce the labels with a ValidatingAdmissionPolicy.',
  standards: { nsa: ['rbac'], owasp: ['K03', 'K04'], mitre: ['T1562.001'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'No role that was looked at gives this right by its name.',
  rights: [{ apiGroup: '', resources: ['namespaces'], verbs: ['update', 'patch'] }],
  breaks: 'controllers that label namespaces',
});
