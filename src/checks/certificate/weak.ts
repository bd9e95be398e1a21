import { type Check, defineCheck } from '../define.ts';
import { readTlsSecret } from '../tls-secret.ts';

export const weak: Check = defineCheck({
  id: 'certificate/weak',
  title: 'Certificate that is easy to forge',
  severity: 'medium',
  on: 'object',
  kinds: ['/Secret'],
  why: 'RSA keys below 2048 bits can be factored by those who care, and clients refuse them.',
  remedy: 'Make a new key: EC P-256, or RSA with at least 2048 bits.',
  standards: { nsa: ['encryption'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: {},
  unseen: 'The certificates that were looked at have keys of a proper size.',
  *evaluate({ object }) {
    const tls = readTlsSecret(object);
    const details = tls?.certificates[0]?.publicKey.asymmetricKeyDetails;
    const bits = details?.modulusLength;
    if (tls && bits !== undefined && bits < 2048)
      yield { path: tls.certificatePath, message: `the key of ${tls.subject} has ${bits} bits` };
  },
});
