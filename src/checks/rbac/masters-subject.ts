import type { Check } from '../define.ts';
import { defineWideSubject } from './define-wide-subject.ts';

export const mastersSubject: Check = defineWideSubject({
  id: 'rbac/masters-subject',
  title: 'Binding for the group system:masters',
  severity: 'low',
  why: 'Members of system:masters may do everything before any binding is asked, and no binding takes that away. That somebody binds the group shows that it is in use, with certificates that cannot be revoked.',
  remedy:
    'Remove the subject. Give the people behind it a group of their own, and issue no more certificates with the organisation system:masters.',
  standards: { cis: ['5.1.7'], nsa: ['rbac', 'authentication'], owasp: ['K03', 'K06'], mitre: ['T1078'], cks: ['cluster-hardening'] },
  aliases: { 'kube-bench': ['5.1.7'] },
  unseen: 'No binding that was looked at gives rights in this way.',
  isMeant: ({ kind, name }) => kind === 'Group' && name === 'system:masters',
  who: () => 'the group system:masters, which may do everything already,',
  severityOf: () => 'low',
  breaks: 'webhooks and other authorizers that read bindings',
});
