import { type Check, defineCheck } from '../define.ts';
import { readTlsSecret } from '../tls-secret.ts';

export const keyMismatch: Check = defineCheck({
  id: 'certificate/key-mismatch',
  title: 'Certificate and key do not belong together',
  severity: 'high',
  on: 'object',
  kinds: ['/Secret'],
  why: 'No server can use them, so the controller falls back to a certificate of its own.',
  remedy: 'Put the certificate and the key that it was made for into the Secret.',
  standards: { nsa: ['encryption'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: {},
  unseen: 'The certificates that were looked at have their own keys.',
  *evaluate({ object }) {
    const tls = readTlsSecret(object);
    const certificate = tls?.certificates[0];
    if (certificate && tls?.key && !certificate.checkPrivateKey(tls.key))
      yield { path: tls.keyPath, message: `the key does not belong to the certificate of ${tls.subject}` };
  },
});
