import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const workloadChange: Check = defineRight({
  id: 'rbac/workload-change',
  title: 'Somebody may change what workloads run',
  severity: 'medium',
  inNamespace: 'low',
  why: 'A changed image, command or service account in an existing workload runs the code of whoever changed it, under a name that nobody looks at twice.',
  remedy:
    'Give update and patch on workloads to the deployment pipeline alone, in a Role of each namespace. What only scales needs deployments/scale, what only restarts can be limited with resourceNames.',
  standards: { cis: ['5.1.4'], nsa: ['rbac'], owasp: ['K03'], mitre: ['T1610'], microsoft: ['MS-TA9012'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KSV048', 'AVD-KSV-0048'] },
  rights: [
    { apiGroup: '', resources: ['pods', 'replicationcontrollers'], verbs: ['update', 'patch'] },
    { apiGroup: 'apps', resources: ['deployments', 'daemonsets', 'statefulsets', 'replicasets'], verbs: ['update', 'patch'] },
    { apiGroup: 'batch', resources: ['jobs', 'cronjobs'], verbs: ['update', 'patch'] },
  ],
  leavesStars: true,
  // `rbac/workload-create` says more where the rule allows that too.
  isLeft: (_, { verbs }) => verbs.includes('create'),
  breaks: 'programs that change workloads',
});
