import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const ephemeralContainers: Check = defineRight({
  id: 'rbac/ephemeral-containers',
  title: 'Somebody may put containers into running pods',
  severity: 'high',
  inNamespace: 'medium',
  why: 'An ephemeral container runs any image beside the others, shares their network and, if asked, their processes and memory, and has the service account of the pod.',
  remedy: 'Take pods/ephemeralcontainers out of standing roles, and enforce Pod Security, which judges these containers too.',
  standards: { nsa: ['rbac'], owasp: ['K03'], mitre: ['T1609'], microsoft: ['MS-TA9006'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'No role that was looked at gives this right by its name.',
  rights: [{ apiGroup: '', resources: ['pods/ephemeralcontainers'], verbs: ['update', 'patch'] }],
  breaks: 'people who debug with kubectl debug',
});
