import { listAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeField } from '../fixes.ts';
import { annotationOf, INGRESS_KINDS, NGINX } from './annotations.ts';

/** Annotations that stop a controller from redirecting to TLS, with the value that does. */
const SWITCHES = [
  [`${NGINX}ssl-redirect`, 'false'],
  ['ingress.kubernetes.io/ssl-redirect', 'false'],
  ['haproxy.org/ssl-redirect', 'false'],
  ['haproxy-ingress.github.io/ssl-redirect', 'false'],
  ['kubernetes.io/ingress.allow-http', 'true'],
] as const;

export const plainTextAllowed: Check = defineCheck({
  id: 'ingress/plain-text-allowed',
  title: 'Ingress with TLS also answers in clear',
  severity: 'medium',
  on: 'object',
  kinds: INGRESS_KINDS,
  why: 'A browser that starts in clear stays in clear, and whoever sits on the way keeps it there.',
  remedy: 'Remove the annotation, so that plain requests are redirected.',
  standards: { nsa: ['encryption'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: {},
  fix: removeField('clients that do not follow redirects'),
  *evaluate({ object }) {
    // Without TLS there is nothing to redirect to, and another check says so.
    if (listAt(object.value, 'spec', 'tls').length === 0 || annotationOf(object, `${NGINX}force-ssl-redirect`) === 'true') return;
    for (const [key, value] of SWITCHES) {
      if (annotationOf(object, key) === value) yield { path: ['metadata', 'annotations', key], message: `${key} is "${value}"` };
    }
  },
});
