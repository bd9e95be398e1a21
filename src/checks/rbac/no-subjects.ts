import { type Check, defineCheck } from '../define.ts';
import { BINDING_KINDS, declaredSubjects, roleRefOf } from './bindings.ts';

export const noSubjects: Check = defineCheck({
  id: 'rbac/no-subjects',
  title: 'Binding without subjects',
  severity: 'info',
  on: 'object',
  kinds: BINDING_KINDS,
  why: 'It gives nothing, and waits: whoever may update it fills in a name of their choice, and reviewers of new bindings see none.',
  remedy: 'Delete the binding, or name its subjects.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'Manifests that are published have been applied, so this mistake is not in them.',
  *evaluate({ object }) {
    if (declaredSubjects(object).length === 0) yield { path: ['subjects'], message: `nobody is given ${roleRefOf(object).name}` };
  },
});
