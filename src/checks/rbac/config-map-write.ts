import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const configMapWrite: Check = defineRight({
  id: 'rbac/config-map-write',
  title: 'Somebody may change any ConfigMap',
  severity: 'low',
  inNamespace: 'low',
  why: 'Programs run with what their ConfigMaps say, scripts included, so whoever writes these decides what they do.',
  remedy: 'Name the ConfigMaps that the program writes with resourceNames; create cannot be limited and should stand in a rule of its own.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KSV049', 'AVD-KSV-0049'] },
  rights: [{ apiGroup: '', resources: ['configmaps'], verbs: ['update', 'patch'] }],
  // Where kube-system is within reach, `rbac/system-config-write` speaks.
  isLeft: ({ isSystem }) => isSystem,
  breaks: 'programs that write ConfigMaps',
});
