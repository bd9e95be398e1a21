import { stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

/** https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets */
const TYPE = 'kubernetes.io/service-account-token';

export const serviceAccountToken: Check = defineCheck({
  id: 'secret/service-account-token',
  title: 'Secret asks for a token that never expires',
  severity: 'medium',
  on: 'object',
  kinds: ['/Secret'],
  why: 'The token in such a Secret is valid until the Secret is deleted, for every audience and from every place. Whoever reads it once, in the API, in a backup or in etcd, keeps the rights of the service account.',
  remedy:
    'Delete the Secret. Programs in pods get a short-lived token from a projected volume (serviceAccountToken); people and pipelines from kubectl create token.',
  standards: {
    cis: ['5.1.6'],
    nsa: ['service-account-tokens'],
    owasp: ['K06', 'K08'],
    mitre: ['T1528', 'T1552.007'],
    microsoft: ['MS-TA9016', 'MS-TA9025'],
    cks: ['cluster-hardening'],
  },
  aliases: {},
  *evaluate({ object }) {
    if (stringAt(object.value, 'type') !== TYPE) return;
    const account = stringAt(object.value, 'metadata', 'annotations', 'kubernetes.io/service-account.name') ?? 'unknown';
    yield { path: ['type'], message: `a token without expiry is made for service account ${account}` };
  },
});
