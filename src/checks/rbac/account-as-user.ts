import type { FieldEdit } from '../../core/index.ts';
import { splitServiceAccountName } from '../../engines/rbac/index.ts';
import type { Check } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { defineSubjectCheck } from './define-subject-check.ts';

export const accountAsUser: Check = defineSubjectCheck({
  id: 'rbac/account-as-user',
  title: 'Service account named as a user',
  severity: 'low',
  why: 'The right is given, but most tools that list the rights of service accounts miss it, so it outlives reviews.',
  remedy: 'Write kind: ServiceAccount with name and namespace.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'Manifests that are published have been applied, so this mistake is not in them.',
  find({ kind, name }) {
    const account = kind === 'User' ? splitServiceAccountName(name) : undefined;
    return account && { at: 'name', message: `user ${name} is the service account ${account.name} of namespace ${account.namespace}` };
  },
  fix({ name, path, apiGroup }) {
    const account = splitServiceAccountName(name);
    if (!account) return undefined;
    const edits: FieldEdit[] = [
      { kind: 'set', path: [...path, 'kind'], value: 'ServiceAccount' },
      { kind: 'set', path: [...path, 'name'], value: account.name },
      { kind: 'set', path: [...path, 'namespace'], value: account.namespace },
    ];
    if (apiGroup !== undefined) edits.push({ kind: 'remove', path: [...path, 'apiGroup'] });
    return makeFix(edits, 'tools that compare subjects as texts');
  },
});
