import type { Check } from '../define.ts';
import { defineWideSubject } from './define-wide-subject.ts';

export const namespaceAccountsGrant: Check = defineWideSubject({
  id: 'rbac/namespace-accounts-grant',
  title: 'Rights for every pod of a namespace',
  severity: 'medium',
  why: 'The group holds every service account of the namespace, also those that are added later and that of pods which name none.',
  remedy: 'Name the service accounts that are meant in place of the group.',
  standards: {
    cis: ['5.1.5', '5.1.6'],
    nsa: ['rbac', 'service-account-tokens'],
    owasp: ['K03'],
    mitre: ['T1078'],
    cks: ['cluster-hardening'],
  },
  aliases: {},
  unseen: 'No binding that was looked at gives rights in this way.',
  isMeant: ({ kind, name }) => kind === 'Group' && name.startsWith('system:serviceaccounts:'),
  who: ({ name }) => `every service account of namespace ${name.slice('system:serviceaccounts:'.length)}`,
  severityOf: (rank, { kind }) => {
    if (rank <= 2) return kind === 'ClusterRoleBinding' ? 'high' : 'medium';
    return 'low';
  },
  breaks: 'programs that have these rights through no other binding',
});
