import { isWeakPassword, strengthOfName } from '../credentials/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { valuesOf } from './values.ts';

export const defaultPassword: Check = defineCheck({
  id: 'secret/default-password',
  title: 'Secret holds a password that everybody tries',
  severity: 'high',
  on: 'object',
  kinds: ['/Secret'],
  why: 'Passwords that products are delivered with stand at the top of every list that attackers try, so the login protects nothing from whoever reaches it.',
  remedy: 'Generate a long random password (openssl rand -base64 24), set it in the program and keep it in a vault or an encrypted file.',
  standards: {
    nsa: ['secrets', 'authentication'],
    owasp: ['K08'],
    mitre: ['T1078', 'T1552.001'],
    microsoft: ['MS-TA9027'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: {},
  unseen: 'The Secrets of the corpora hold other values.',
  *evaluate({ object }) {
    for (const { key, path, text } of valuesOf(object)) {
      if (strengthOfName(key) && isWeakPassword(text)) yield { path, message: `${key} is one of the passwords that everybody tries` };
    }
  },
});
