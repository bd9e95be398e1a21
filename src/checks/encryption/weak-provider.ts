import { type Check, defineCheck } from '../define.ts';
import { encryptionRules } from '../encryption-rules.ts';

export const weakProvider: Check = defineCheck({
  id: 'encryption/weak-provider',
  title: 'Encryption provider that is out of date',
  severity: 'low',
  on: 'object',
  kinds: ['apiserver.config.k8s.io/EncryptionConfiguration'],
  why: 'aescbc is open to padding oracles, kms v1 is deprecated and off by default; aesgcm needs its key changed every 200,000 writes.',
  remedy: 'Use kms with apiVersion v2, or secretbox where there is no key service.',
  standards: { cis: ['1.2.28'], nsa: ['encryption'], owasp: ['K08'], cks: ['microservice-vulnerabilities'] },
  aliases: { 'kube-bench': ['1.2.28'] },
  *evaluate({ object }) {
    for (const { index, providers } of encryptionRules(object.value)) {
      for (const [at, { kind, settings }] of providers.entries()) {
        const isOldKms = kind === 'kms' && (settings['apiVersion'] ?? 'v1') === 'v1';
        if (kind === 'aescbc' || kind === 'aesgcm' || isOldKms)
          yield { path: ['resources', index, 'providers', at], message: `the provider ${kind}${isOldKms ? ' v1' : ''} is used` };
      }
    }
  },
});
