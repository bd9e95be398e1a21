import { isRecord, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { encryptionRules } from '../encryption-rules.ts';

export const keyInFile: Check = defineCheck({
  id: 'encryption/key-in-file',
  title: 'Encryption key stands in the configuration',
  severity: 'high',
  on: 'object',
  kinds: ['apiserver.config.k8s.io/EncryptionConfiguration'],
  why: 'Whoever has the file or the repository has the key to every Secret in every backup of etcd.',
  remedy: 'Use a kms provider, which keeps the key outside; never commit the file, and change the keys that were.',
  standards: {
    cis: ['1.2.28'],
    nsa: ['encryption', 'secrets'],
    owasp: ['K08'],
    mitre: ['T1552.001'],
    microsoft: ['MS-TA9027'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: { 'kube-bench': ['1.2.28'] },
  *evaluate({ object }) {
    for (const { index, providers } of encryptionRules(object.value)) {
      for (const [at, { kind, settings }] of providers.entries()) {
        const keys = Array.isArray(settings['keys']) ? settings['keys'] : [];
        for (const [number, key] of keys.entries()) {
          const secret = isRecord(key) ? stringAt(key, 'secret') : undefined;
          if (secret && !/[<{$]/.test(secret))
            yield {
              path: ['resources', index, 'providers', at, kind, 'keys', number, 'secret'],
              message: `key ${stringAt(key, 'name') ?? number} of ${kind} stands here in clear`,
            };
        }
      }
    }
  },
});
