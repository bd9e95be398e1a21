import { type Check, defineCheck } from '../define.ts';
import { readTlsSecret } from '../tls-secret.ts';

export const malformed: Check = defineCheck({
  id: 'certificate/malformed',
  title: 'TLS Secret that holds no certificate',
  severity: 'high',
  on: 'object',
  kinds: ['/Secret'],
  why: 'The controller cannot use it and serves a certificate of its own, which nobody can check.',
  remedy: 'Put PEM texts into tls.crt and tls.key, encoded with base64 under data, as they are under stringData.',
  standards: { nsa: ['encryption'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: {},
  unseen: 'The Secrets that were looked at hold certificates.',
  *evaluate({ object }) {
    const tls = readTlsSecret(object);
    if (!tls) return;
    if (tls.hasCertificate && tls.certificates.length === 0) yield { path: tls.certificatePath, message: 'tls.crt is no certificate' };
    if (tls.hasKey && !tls.key) yield { path: tls.keyPath, message: 'tls.key is no private key' };
  },
});
