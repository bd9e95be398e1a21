import type { Check } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { defineSubjectCheck } from './define-subject-check.ts';

export const subjectNamespace: Check = defineSubjectCheck({
  id: 'rbac/subject-namespace',
  title: 'Service account without a namespace in a binding',
  severity: 'info',
  why: 'The API server takes the namespace of the binding. Copied into another namespace, or turned into a ClusterRoleBinding, the binding means another account or none.',
  remedy: 'Write the namespace of the service account.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  find: ({ kind, name, namespace }, object) =>
    kind === 'ServiceAccount' && name !== '' && !namespace && object.kind === 'RoleBinding'
      ? { at: 'namespace', message: `ServiceAccount ${name} is taken from the namespace of the binding` }
      : undefined,
  fix: ({ path }, object) =>
    object.namespace === undefined
      ? undefined
      : makeFix([{ kind: 'set', path: [...path, 'namespace'], value: object.namespace }], 'tools that compare subjects as texts'),
});
