import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const roleWrite: Check = defineRight({
  id: 'rbac/role-write',
  title: 'Somebody may write roles',
  severity: 'medium',
  inNamespace: 'low',
  why: 'What a role allows then changes for everybody who is bound to it. Without escalate nobody can give more than they have, but what they have they can give to those who should not have it.',
  remedy:
    'Leave roles to the pipeline that applies reviewed manifests; remove create, update and patch on roles and clusterroles from everything else.',
  standards: { cis: ['5.1.8'], nsa: ['rbac'], owasp: ['K03'], mitre: ['T1098.006'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KSV050', 'AVD-KSV-0050'] },
  unseen: 'No role that was looked at gives this right by its name.',
  rights: [{ apiGroup: 'rbac.authorization.k8s.io', resources: ['roles', 'clusterroles'], verbs: ['create', 'update', 'patch'] }],
  leavesStars: true,
  // `rbac/escalate` says more where the rule has that verb too.
  isLeft: (_, { verbs }) => verbs.includes('escalate'),
  breaks: 'controllers that write roles',
});
