import type { Check } from '../define.ts';
import { defineWideSubject } from './define-wide-subject.ts';

/** What every cluster lets its users know about itself. */
const BASIC_ROLES: ReadonlySet<string> = new Set(['system:basic-user', 'system:discovery', 'system:public-info-viewer']);

export const authenticatedGrant: Check = defineWideSubject({
  id: 'rbac/authenticated-grant',
  title: 'Rights for everybody with any login',
  severity: 'high',
  why: 'Every user, every node and every pod of the cluster is in this group; on some clouds it holds everybody who has an account there.',
  remedy: 'Name the group or the service accounts that are meant in place of system:authenticated.',
  standards: {
    nsa: ['rbac', 'authentication'],
    owasp: ['K03', 'K06'],
    mitre: ['T1078'],
    microsoft: ['MS-TA9029'],
    cks: ['cluster-hardening'],
  },
  aliases: { kubescape: ['C-0265'] },
  isMeant: ({ kind, name }) => kind === 'Group' && name === 'system:authenticated',
  who: () => 'everybody with any login (system:authenticated)',
  severityOf: (rank, _, { name }) => {
    if (BASIC_ROLES.has(name)) return undefined;
    if (rank <= 1) return 'critical';
    return rank <= 3 ? 'high' : 'low';
  },
  breaks: 'users and programs that have these rights through no other binding',
});
