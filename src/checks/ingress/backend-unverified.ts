import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';
import { annotationOf, INGRESS_KINDS, NGINX } from './annotations.ts';

export const backendUnverified: Check = defineCheck({
  id: 'ingress/backend-unverified',
  title: 'Ingress does not check the certificate of its backend',
  severity: 'low',
  on: 'object',
  kinds: INGRESS_KINDS,
  why: 'The connection to the pods is encrypted and takes any certificate, so whoever gets between the controller and the pods reads along: verification is off unless it is switched on.',
  remedy:
    'Set nginx.ingress.kubernetes.io/proxy-ssl-verify to "on", with proxy-ssl-secret for the authority and proxy-ssl-name for the name in the certificate.',
  standards: { nsa: ['encryption'], owasp: ['K07'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'None of the Ingresses that were looked at talks TLS to its backend.',
  fix: setField('on', 'backends whose certificate no known authority signed', { risky: true }),
  *evaluate({ object }) {
    const protocol = annotationOf(object, `${NGINX}backend-protocol`)?.toUpperCase();
    if (protocol !== 'HTTPS' && protocol !== 'GRPCS') return;
    const verify = annotationOf(object, `${NGINX}proxy-ssl-verify`);
    if (verify === 'on' || annotationOf(object, `${NGINX}ssl-passthrough`) === 'true') return;
    const key = `${NGINX}${verify === undefined ? 'backend-protocol' : 'proxy-ssl-verify'}`;
    yield { path: ['metadata', 'annotations', key], message: `the backend speaks ${protocol}, and its certificate is not checked` };
  },
});
