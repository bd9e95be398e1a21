import type { Check } from '../define.ts';
import { defineWideSubject } from './define-wide-subject.ts';

/** What every cluster shows to everybody: versions and health. */
const PUBLIC_ROLE = 'system:public-info-viewer';

export const anonymousGrant: Check = defineWideSubject({
  id: 'rbac/anonymous-grant',
  title: 'Rights for everybody without a login',
  severity: 'critical',
  why: 'Whoever reaches the port of the API server has these rights, without a password, a certificate or a token; scanners of the internet find such clusters within hours.',
  remedy:
    'Remove system:anonymous and system:unauthenticated from the subjects, or delete the binding. Health checks need --anonymous-auth limited to their paths in AuthenticationConfiguration, and no binding.',
  standards: {
    nsa: ['rbac', 'authentication'],
    owasp: ['K03', 'K06'],
    mitre: ['T1133', 'T1078'],
    microsoft: ['MS-TA9029'],
    cks: ['cluster-hardening'],
  },
  aliases: { trivy: ['KSV122', 'AVD-KSV-0122'], kubescape: ['C-0262'] },
  unseen: 'No binding that was looked at gives rights in this way.',
  isMeant: ({ kind, name }) => (kind === 'User' && name === 'system:anonymous') || (kind === 'Group' && name === 'system:unauthenticated'),
  who: ({ name }) => `everybody without a login (${name})`,
  severityOf: (rank, _, { name }) => {
    if (name === PUBLIC_ROLE) return undefined;
    return rank <= 3 ? 'critical' : 'high';
  },
  breaks: 'programs that call the API server without a login',
});
