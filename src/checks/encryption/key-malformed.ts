import { isRecord, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { encryptionRules } from '../encryption-rules.ts';

/** Lengths in bytes that each provider takes. */
const LENGTHS: Readonly<Record<string, readonly number[]>> = { aescbc: [16, 24, 32], aesgcm: [16, 24, 32], secretbox: [32] };

export const keyMalformed: Check = defineCheck({
  id: 'encryption/key-malformed',
  title: 'Encryption key of a wrong length',
  severity: 'high',
  on: 'object',
  kinds: ['apiserver.config.k8s.io/EncryptionConfiguration'],
  why: 'The API server does not start with it, or the change that should bring encryption is rolled back in a hurry.',
  remedy: 'Make the key with head -c 32 /dev/urandom | base64.',
  standards: { cis: ['1.2.28'], nsa: ['encryption'], owasp: ['K08'], cks: ['microservice-vulnerabilities'] },
  aliases: { 'kube-bench': ['1.2.28'] },
  unseen: 'A configuration with such a key does not work, so it is not published.',
  *evaluate({ object }) {
    for (const { index, providers } of encryptionRules(object.value)) {
      for (const [at, { kind, settings }] of providers.entries()) {
        const lengths = LENGTHS[kind];
        const keys = Array.isArray(settings['keys']) ? settings['keys'] : [];
        for (const [number, key] of keys.entries()) {
          const secret = isRecord(key) ? stringAt(key, 'secret') : undefined;
          if (!lengths || !secret || /[<{$]/.test(secret)) continue;
          const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(secret) && secret.length % 4 === 0;
          const length = Buffer.from(secret, 'base64').length;
          if (isBase64 && lengths.includes(length)) continue;
          const what = isBase64 ? `${length} bytes long and must be ${lengths.join(', ')}` : 'no base64';
          yield {
            path: ['resources', index, 'providers', at, kind, 'keys', number, 'secret'],
            message: `key ${stringAt(key, 'name') ?? number} of ${kind} is ${what}`,
          };
        }
      }
    }
  },
});
