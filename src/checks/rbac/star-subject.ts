import type { Check } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { declaredSubjects } from './bindings.ts';
import { defineSubjectCheck } from './define-subject-check.ts';

export const starSubject: Check = defineSubjectCheck({
  id: 'rbac/star-subject',
  title: 'Star in the name of a subject',
  severity: 'low',
  why: 'Names of subjects are compared letter by letter: the binding gives nothing to those it seems to be for, and who reviews it believes that it gives it to all of them.',
  remedy: 'Name the users, groups or service accounts. All service accounts of a namespace are the group system:serviceaccounts:NAMESPACE.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'Manifests that are published have been applied, so this mistake is not in them.',
  find: ({ kind, name, namespace }) =>
    name.includes('*') || namespace?.includes('*')
      ? {
          at: name.includes('*') ? 'name' : 'namespace',
          message: `${kind} ${name.includes('*') ? name : namespace} is no pattern: it means that name alone`,
        }
      : undefined,
  fix: ({ path }, object) =>
    declaredSubjects(object).length > 1 ? makeFix([{ kind: 'remove', path }], 'a user whose name has a star in it') : undefined,
});
