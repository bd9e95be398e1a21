import { isRecord, listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const embeddedCredentials: Check = defineCheck({
  id: 'kubeconfig/embedded-credentials',
  title: 'Kubeconfig holds credentials',
  severity: 'high',
  on: 'object',
  kinds: ['/Config'],
  why: 'The file is the account: whoever copies it from a repository, a backup or an image is that user, usually for a year.',
  remedy: 'Use exec with a login tool, or tokenFile and client-key on the machine; take the credentials back, since they have been seen.',
  standards: {
    nsa: ['kubeconfig', 'secrets'],
    owasp: ['K06', 'K08'],
    mitre: ['T1552.001', 'T1078'],
    microsoft: ['MS-TA9003'],
    cks: ['cluster-hardening'],
  },
  aliases: {},
  *evaluate({ object }) {
    for (const [index, entry] of listAt(object.value, 'users').entries()) {
      for (const field of ['token', 'password', 'client-key-data'] as const) {
        const value = stringAt(entry, 'user', field);
        if (value && !/^[$<{]|REDACTED|DATA\+OMITTED/.test(value))
          yield {
            path: ['users', index, 'user', field],
            message: `${field} of user ${isRecord(entry) ? (stringAt(entry, 'name') ?? index) : index} stands here in clear`,
          };
      }
    }
  },
});
