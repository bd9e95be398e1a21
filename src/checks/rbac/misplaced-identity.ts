import { splitNodeName, splitServiceAccountName } from '../../engines/rbac/index.ts';
import type { Check } from '../define.ts';
import { defineSubjectCheck } from './define-subject-check.ts';

/** Groups that Kubernetes itself puts its users into. */
const GROUPS = /^system:(?:masters|authenticated|unauthenticated|nodes|bootstrappers|monitoring|serviceaccounts(?::.*)?)$/;

export const misplacedIdentity: Check = defineSubjectCheck({
  id: 'rbac/misplaced-identity',
  title: 'Group named as a user, or user named as a group',
  severity: 'low',
  why: 'The subject matches nobody, so the right that somebody counted on is not there; and when it is missed, it is usually given more widely than it was meant.',
  remedy:
    'Write kind: Group for system:authenticated, system:serviceaccounts and the like, kind: ServiceAccount for an account, or remove the subject.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'Manifests that are published have been applied, so this mistake is not in them.',
  find({ kind, name }) {
    if (kind === 'User' && GROUPS.test(name)) return { at: 'name', message: `${name} is a group, and no user has that name` };
    const isUser = name === 'system:anonymous' || splitServiceAccountName(name) !== undefined || splitNodeName(name) !== undefined;
    return kind === 'Group' && isUser ? { at: 'name', message: `${name} is a user, and no group has that name` } : undefined;
  },
});
