import { type Check, defineCheck } from '../define.ts';
import { removeField } from '../fixes.ts';
import { annotationOf, INGRESS_KINDS, NGINX } from './annotations.ts';

/** Annotations whose values ingress-nginx wrote into nginx.conf as they are, before the releases that fixed these CVEs. */
const CVE: Readonly<Record<string, string>> = {
  'auth-url': 'CVE-2025-24514',
  'auth-tls-match-cn': 'CVE-2025-1097',
  'mirror-target': 'CVE-2025-1098',
  'mirror-host': 'CVE-2025-1098',
  'permanent-redirect': 'CVE-2023-5044',
};

/** A line break, the end of a directive followed by the end of a block, or a block of its own: none is part of a URL or of a name. */
const DIRECTIVES = /[\r\n]|;\s*\}|\{[^{}]*;/;

export const annotationInjection: Check = defineCheck({
  id: 'ingress/annotation-injection',
  title: 'Annotation of an Ingress smuggles configuration into nginx',
  severity: 'high',
  on: 'object',
  kinds: INGRESS_KINDS,
  why: 'A controller that is not up to date writes the value into nginx.conf as it is. Directives in it run code in the controller, which reads the Secrets of all namespaces.',
  remedy: 'Find out who wrote the annotation, delete it, and run ingress-nginx 1.11.5, 1.12.1 or newer with annotation validation on.',
  standards: { owasp: ['K10', 'K09'], nsa: ['upgrades'], mitre: ['T1190', 'T1068'], microsoft: ['MS-TA9004'], cks: ['cluster-setup'] },
  aliases: {},
  unseen: 'Nobody publishes an attack as a manifest of an application.',
  fix: removeField('what the annotation does', { risky: true }),
  *evaluate({ object }) {
    for (const [name, cve] of Object.entries(CVE)) {
      const key = `${NGINX}${name}`;
      if (DIRECTIVES.test(annotationOf(object, key)?.trim() ?? ''))
        yield { path: ['metadata', 'annotations', key], message: `the value of ${key} holds directives of nginx, as in ${cve}` };
    }
  },
});
