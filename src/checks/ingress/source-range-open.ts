import { type Check, defineCheck } from '../define.ts';
import { annotationOf, INGRESS_KINDS, NGINX } from './annotations.ts';

const KEYS = [
  `${NGINX}whitelist-source-range`,
  `${NGINX}allowlist-source-range`,
  'haproxy.org/allow-list',
  'haproxy-ingress.github.io/allowlist-source-range',
  'alb.ingress.kubernetes.io/inbound-cidrs',
];

export const sourceRangeOpen: Check = defineCheck({
  id: 'ingress/source-range-open',
  title: 'Source range of an Ingress that is everyone',
  severity: 'medium',
  on: 'object',
  kinds: INGRESS_KINDS,
  why: 'The annotation says that only some networks get through, and one of its ranges is every address, so everyone does.',
  remedy: 'Remove the range, or the annotation where the application is meant for everyone.',
  standards: { nsa: ['network-policies'], owasp: ['K07'], mitre: ['T1133', 'T1190'], cks: ['cluster-setup'] },
  aliases: {},
  unseen: 'None of the Ingresses that were looked at has such a range.',
  *evaluate({ object }) {
    for (const key of KEYS) {
      const open = annotationOf(object, key)
        ?.split(',')
        .map((range) => range.trim())
        .find((range) => range.endsWith('/0'));
      if (open) yield { path: ['metadata', 'annotations', key], message: `the source range ${open} is everyone` };
    }
  },
});
