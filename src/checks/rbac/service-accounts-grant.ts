import type { Check } from '../define.ts';
import { defineWideSubject } from './define-wide-subject.ts';

/** Shows the keys with which tokens are checked, to every pod of most clusters. */
const ISSUER_ROLE = 'system:service-account-issuer-discovery';

export const serviceAccountsGrant: Check = defineWideSubject({
  id: 'rbac/service-accounts-grant',
  title: 'Rights for every pod of the cluster',
  severity: 'high',
  why: 'The group system:serviceaccounts holds every service account of every namespace, so the least important pod has these rights, and so has whoever breaks into it.',
  remedy: 'Name the service accounts that are meant, with their namespaces, in place of the group.',
  standards: {
    cis: ['5.1.6'],
    nsa: ['rbac', 'service-account-tokens'],
    owasp: ['K03'],
    mitre: ['T1078', 'T1528'],
    microsoft: ['MS-TA9016'],
    cks: ['cluster-hardening'],
  },
  aliases: {},
  unseen: 'No binding that was looked at gives rights in this way.',
  isMeant: ({ kind, name }) => kind === 'Group' && name === 'system:serviceaccounts',
  who: () => 'every service account of the cluster (system:serviceaccounts)',
  severityOf: (rank, _, { name }) => {
    if (name === ISSUER_ROLE) return undefined;
    if (rank <= 1) return 'critical';
    return rank <= 3 ? 'high' : 'low';
  },
  breaks: 'programs that have these rights through no other binding',
});
