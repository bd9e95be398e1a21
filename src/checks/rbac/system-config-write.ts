import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';
import { systemConfigMaps } from './powerful-names.ts';

export const systemConfigWrite: Check = defineRight({
  id: 'rbac/system-config-write',
  title: 'Somebody may change the configuration of the cluster in ConfigMaps',
  severity: 'medium',
  inNamespace: 'medium',
  why: 'The ConfigMap coredns decides where every name in the cluster leads, aws-auth who is an administrator, extension-apiserver-authentication whom aggregated API servers trust.',
  remedy:
    'Bind the role in the namespaces of the program instead of the whole cluster, so that kube-system stays out of reach, or name its ConfigMaps with resourceNames.',
  standards: { nsa: ['rbac'], owasp: ['K03'], mitre: ['T1562.001'], microsoft: ['MS-TA9035'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KSV049', 'AVD-KSV-0049', 'KSV115', 'AVD-KSV-0115'], kubescape: ['C-0037'] },
  rights: [{ apiGroup: '', resources: ['configmaps'], verbs: ['create', 'update', 'patch'] }],
  names: systemConfigMaps,
  // A create alone cannot change what is there; elsewhere `rbac/config-map-write` speaks.
  isLeft: ({ isSystem }, { verbs }) => !isSystem || !['update', 'patch', '*'].some((verb) => verbs.includes(verb)),
  breaks: 'programs that write ConfigMaps in kube-system',
});
