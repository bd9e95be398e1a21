import { type Check, defineCheck } from '../define.ts';
import { encryptionRules, ruleFor } from '../encryption-rules.ts';

export const secretsNotCovered: Check = defineCheck({
  id: 'encryption/secrets-not-covered',
  title: 'Encryption at rest leaves Secrets out',
  severity: 'high',
  on: 'object',
  kinds: ['apiserver.config.k8s.io/EncryptionConfiguration'],
  why: 'Other resources are encrypted, and the ones that matter most are not.',
  remedy: 'Add secrets to the resources of an entry whose first provider encrypts.',
  standards: {
    cis: ['1.2.28'],
    nsa: ['encryption', 'secrets'],
    owasp: ['K08'],
    mitre: ['T1552.001'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: { 'kube-bench': ['1.2.28'] },
  unseen: 'The configurations that were looked at name secrets.',
  *evaluate({ object }) {
    if (!ruleFor(encryptionRules(object.value), 'secrets')) yield { path: ['resources'], message: 'no entry names secrets' };
  },
});
