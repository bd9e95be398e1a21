import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const logsRead: Check = defineRight({
  id: 'rbac/logs-read',
  title: 'Somebody may read logs of all pods',
  severity: 'low',
  inNamespace: 'info',
  why: 'Logs hold what programs should not write into them: tokens in addresses, data of customers, stack traces that show a way in.',
  remedy: 'Give pods/log in a Role of the namespaces of a team; collectors read the files of the node and need no such right.',
  standards: { nsa: ['rbac', 'logging'], owasp: ['K03'], mitre: ['T1552.007'], cks: ['cluster-hardening'] },
  aliases: {},
  rights: [{ apiGroup: '', resources: ['pods/log'], verbs: ['get', 'list', 'watch'] }],
  breaks: 'people and programs that read logs',
});
