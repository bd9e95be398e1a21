import { recordAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const plainTextAllowed: Check = defineCheck({
  id: 'ingress/plain-text-allowed',
  title: 'Ingress with TLS also answers in clear',
  severity: 'medium',
  on: 'object',
  kinds: ['networking.k8s.io/Ingress', 'extensions/Ingress'],
  why: 'A browser that starts in clear stays in clear, and whoever sits on the way keeps it there.',
  remedy: 'Remove the annotation, so that plain requests are redirected.',
  standards: { nsa: ['encryption'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: {},
  *evaluate({ object }) {
    for (const [key, value] of Object.entries(recordAt(object.value, 'metadata', 'annotations'))) {
      const isOff = /^nginx\.ingress\.kubernetes\.io\/(?:force-)?ssl-redirect$/.test(key) && value === 'false';
      const isAllowed = key === 'kubernetes.io/ingress.allow-http' && value === 'true';
      if (isOff || isAllowed) yield { path: ['metadata', 'annotations', key], message: `${key} is "${String(value)}"` };
    }
  },
});
