import type { FieldEdit } from '../../core/index.ts';
import type { Check } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { defineSubjectCheck } from './define-subject-check.ts';
import { RBAC_GROUP } from './policy-of-world.ts';

/** https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/rbac/validation/validation.go (ValidateRoleBindingSubject) */
export const refusedSubject: Check = defineSubjectCheck({
  id: 'rbac/refused-subject',
  title: 'Subject that the API server refuses',
  severity: 'medium',
  why: 'The whole binding is refused, so the rights that it should give or narrow are not what the file says.',
  remedy: `A ServiceAccount has no apiGroup, and in a ClusterRoleBinding it needs its namespace; the apiGroup of a User or Group is ${RBAC_GROUP}.`,
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'Manifests that are published have been applied, so this mistake is not in them.',
  find({ kind, name, namespace, apiGroup }, object) {
    if (kind === 'ServiceAccount') {
      if (apiGroup) return { at: 'apiGroup', message: `ServiceAccount ${name} has the apiGroup ${apiGroup}; a service account has none` };
      return !namespace && object.kind === 'ClusterRoleBinding' && name !== ''
        ? { at: 'namespace', message: `ServiceAccount ${name} has no namespace, and a ClusterRoleBinding has none to lend` }
        : undefined;
    }
    const isKnown = kind === 'User' || kind === 'Group';
    return isKnown && apiGroup && apiGroup !== RBAC_GROUP
      ? { at: 'apiGroup', message: `${kind} ${name} has the apiGroup ${apiGroup} in place of ${RBAC_GROUP}` }
      : undefined;
  },
  fix({ kind, path, name, namespace, apiGroup }, _, { world }) {
    const edits: FieldEdit[] = [];
    if (kind !== 'ServiceAccount') edits.push({ kind: 'set', path: [...path, 'apiGroup'], value: RBAC_GROUP });
    else if (apiGroup) edits.push({ kind: 'remove', path: [...path, 'apiGroup'] });
    else if (!namespace) {
      const homes = world.ofKind('', 'ServiceAccount').filter((account) => account.name === name);
      const [home] = homes;
      if (homes.length !== 1 || !home?.namespace) return undefined;
      edits.push({ kind: 'set', path: [...path, 'namespace'], value: home.namespace });
    }
    return makeFix(edits, 'nothing that works today: the API server begins to accept the binding, and it gives what it says', {
      risky: true,
    });
  },
});
