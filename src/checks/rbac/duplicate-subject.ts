import { type Check, defineCheck } from '../define.ts';
import { removeItem } from '../fixes.ts';
import { BINDING_KINDS, declaredSubjects } from './bindings.ts';

export const duplicateSubject: Check = defineCheck({
  id: 'rbac/duplicate-subject',
  title: 'Subject that a binding names twice',
  severity: 'low',
  on: 'object',
  kinds: BINDING_KINDS,
  why: 'Whoever takes the right away removes one of the two lines, and the right stays.',
  remedy: 'Remove all but the first of the equal subjects.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'Manifests that are published have been applied, so this mistake is not in them.',
  fix: removeItem('tools that count subjects'),
  *evaluate({ object }) {
    const seen = new Set<string>();
    for (const { kind, namespace, name, path } of declaredSubjects(object)) {
      const home = kind === 'ServiceAccount' ? (namespace ?? object.namespace ?? '') : '';
      const key = `${kind}/${home}/${name}`;
      if (seen.has(key)) yield { path, message: `${kind} ${home === '' ? '' : `${home}/`}${name} is named twice` };
      seen.add(key);
    }
  },
});
