import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';
import { annotationOf, INGRESS_KINDS, NGINX } from './annotations.ts';

const KEY = `${NGINX}auth-tls-verify-client`;

const MEANINGS: Readonly<Record<string, string>> = {
  off: 'no certificate is asked for',
  optional: 'clients without a certificate are let in',
  optional_no_ca: 'certificates of any authority are let in',
};

export const clientCertificateOptional: Check = defineCheck({
  id: 'ingress/client-certificate-optional',
  title: 'Client certificates are set up and not required',
  severity: 'medium',
  on: 'object',
  kinds: INGRESS_KINDS,
  why: 'The Ingress names an authority for client certificates, so it looks as if only its clients got through; with this setting everyone does, unless the application looks at the header itself.',
  remedy: 'Set nginx.ingress.kubernetes.io/auth-tls-verify-client to "on", or remove it: on is the default.',
  standards: { nsa: ['authentication', 'encryption'], owasp: ['K06'], mitre: ['T1190'], cks: ['cluster-setup'] },
  aliases: {},
  unseen: 'None of the Ingresses that were looked at asks for client certificates.',
  fix: setField('on', 'clients without a certificate', { risky: true }),
  *evaluate({ object }) {
    const mode = annotationOf(object, KEY) ?? 'on';
    // Without a secret there is no authority, and the setting does nothing.
    if (!Object.hasOwn(MEANINGS, mode) || annotationOf(object, `${NGINX}auth-tls-secret`) === undefined) return;
    yield { path: ['metadata', 'annotations', KEY], message: `auth-tls-verify-client is "${mode}": ${MEANINGS[mode]}` };
  },
});
