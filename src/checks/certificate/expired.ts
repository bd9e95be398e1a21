import { type Check, defineCheck } from '../define.ts';
import { readTlsSecret } from '../tls-secret.ts';

export const expired: Check = defineCheck({
  id: 'certificate/expired',
  title: 'Certificate that is no longer valid',
  severity: 'high',
  on: 'object',
  kinds: ['/Secret'],
  why: 'Clients refuse it, or have been told to accept anything, which is worse and stays so.',
  remedy: 'Renew the certificate; let cert-manager do it from now on.',
  standards: { nsa: ['encryption'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: {},
  parameters: {
    days: { type: 'number', default: 30, minimum: 0, description: 'days before the end from which a certificate is reported' },
  },
  *evaluate({ object }, { now, parameters }) {
    const tls = readTlsSecret(object);
    const certificate = tls?.certificates[0];
    if (!tls || !certificate) return;
    const path = tls.certificatePath;
    const end = new Date(certificate.validTo);
    const start = new Date(certificate.validFrom);
    const days = Math.floor((end.getTime() - now.getTime()) / 86_400_000);
    if (end < now) yield { path, message: `the certificate of ${tls.subject} ended on ${end.toISOString().slice(0, 10)}` };
    else if (start > now) yield { path, message: `the certificate of ${tls.subject} begins on ${start.toISOString().slice(0, 10)}` };
    else if (days < parameters.days) yield { path, message: `the certificate of ${tls.subject} ends in ${days} days`, severity: 'medium' };
  },
});
