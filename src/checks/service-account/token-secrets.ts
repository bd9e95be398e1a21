import { listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeField } from '../fixes.ts';

/** Makes the list a restriction of what pods may mount; deprecated since v1.32: https://kubernetes.io/docs/concepts/security/service-accounts/#enforce-mountable-secrets */
const ENFORCE = 'kubernetes.io/enforce-mountable-secrets';

/** OpenShift lists the registry logins that it makes itself. */
const GENERATED = /-dockercfg-\w{5}$/;

export const tokenSecrets: Check = defineCheck({
  id: 'service-account/token-secrets',
  title: 'Service account lists Secrets',
  severity: 'low',
  on: 'object',
  kinds: ['/ServiceAccount'],
  why: 'The list dates from when tokens were kept in Secrets without an expiry. Since Kubernetes 1.24 it restricts nothing and grants nothing, and what it names is usually such a token that nobody has deleted.',
  remedy: 'Remove secrets from the ServiceAccount, and delete the token Secrets it names once nothing uses them.',
  standards: {
    cis: ['5.1.6'],
    nsa: ['service-account-tokens'],
    owasp: ['K06', 'K08'],
    mitre: ['T1528'],
    microsoft: ['MS-TA9016'],
    cks: ['cluster-hardening'],
  },
  aliases: {},
  fix: removeField('programs that read the token Secret by its name in the account', { risky: true }),
  *evaluate({ object }) {
    if (stringAt(object.value, 'metadata', 'annotations', ENFORCE) === 'true') return;
    for (const [index, entry] of listAt(object.value, 'secrets').entries()) {
      const name = stringAt(entry, 'name') ?? '';
      if (GENERATED.test(name)) continue;
      yield { path: ['secrets', index], message: `service account ${object.name} lists Secret ${name}` };
    }
  },
});
