import { type Check, defineCheck } from '../define.ts';
import { removeField } from '../fixes.ts';
import { annotationOf, INGRESS_KINDS, NGINX } from './annotations.ts';

const KEY = `${NGINX}mirror-target`;

export const mirrored: Check = defineCheck({
  id: 'ingress/mirrored',
  title: 'Ingress sends a copy of every request elsewhere',
  severity: 'medium',
  on: 'object',
  kinds: INGRESS_KINDS,
  why: 'The copy carries the cookies, tokens and bodies of the users. Clients see nothing of it, so it is also a quiet way to collect logins.',
  remedy:
    'Remove the annotation mirror-target once the comparison is done, and mirror only to a service of the same team inside the cluster.',
  standards: { nsa: ['encryption'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: {},
  unseen: 'None of the Ingresses that were looked at mirrors requests.',
  fix: removeField('the receiver of the copies', { risky: true }),
  *evaluate({ object }) {
    const target = annotationOf(object, KEY);
    if (target === undefined || target === '') return;
    const shown = target.replace(/\/\/[^/@\s]*@/, '//').split(/\s/)[0];
    yield { path: ['metadata', 'annotations', KEY], message: `every request is copied to ${shown}` };
  },
});
