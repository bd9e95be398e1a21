import { type Check, defineCheck } from '../define.ts';
import { encryptionRules } from '../encryption-rules.ts';

export const identityFirst: Check = defineCheck({
  id: 'encryption/identity-first',
  title: 'Encryption provider that does not encrypt comes first',
  severity: 'critical',
  on: 'object',
  kinds: ['apiserver.config.k8s.io/EncryptionConfiguration'],
  why: 'The first provider writes. With identity there, new Secrets are stored in clear, although keys stand below it and everybody believes that they are used.',
  remedy:
    'Put the encrypting provider first and identity last, restart the API servers, and rewrite all Secrets (kubectl get secrets -A -o json | kubectl replace -f -).',
  standards: {
    cis: ['1.2.28'],
    nsa: ['encryption', 'secrets'],
    owasp: ['K08'],
    mitre: ['T1552.001'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: { 'kube-bench': ['1.2.28'] },
  *evaluate({ object }) {
    for (const { index, resources, providers } of encryptionRules(object.value)) {
      if (providers[0]?.kind !== 'identity') continue;
      const others = providers.slice(1).map(({ kind }) => kind);
      // Configuration for what needs no encryption is no mistake.
      if (others.length === 0 && !resources.some((name) => /^(?:secrets|\*)/.test(name))) continue;
      const message =
        others.length > 0
          ? `${resources.join(', ')} are written in clear, although ${others.join(' and ')} ${others.length === 1 ? 'is' : 'are'} set up`
          : `${resources.join(', ')} are written in clear`;
      yield { path: ['resources', index, 'providers', 0], message };
    }
  },
});
