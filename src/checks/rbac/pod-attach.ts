import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const podAttach: Check = defineRight({
  id: 'rbac/pod-attach',
  title: 'Somebody may attach to running containers',
  severity: 'medium',
  inNamespace: 'low',
  why: 'Attaching reads what the main process prints and, where it keeps its input open, types into it: a shell or an interpreter does what it is told.',
  remedy: 'Take pods/attach out of standing roles; pods/log is enough for reading.',
  standards: { nsa: ['rbac'], owasp: ['K03'], mitre: ['T1609'], microsoft: ['MS-TA9006'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KSV054', 'AVD-KSV-0054'], polaris: ['clusterrolePodExecAttach', 'rolePodExecAttach'] },
  unseen: 'No role that was looked at gives this right by its name.',
  rights: [{ apiGroup: '', resources: ['pods/attach'], verbs: ['create', 'get'] }],
  breaks: 'programs and people that attach to containers',
});
