import { recordAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

/** Keys by which a Secret shows what it holds, and the type whose keys the API server checks: https://kubernetes.io/docs/concepts/configuration/secret/#secret-types */
const TYPES: readonly { readonly keys: readonly string[]; readonly type: string }[] = [
  { keys: ['.dockerconfigjson'], type: 'kubernetes.io/dockerconfigjson' },
  { keys: ['.dockercfg'], type: 'kubernetes.io/dockercfg' },
  { keys: ['tls.crt', 'tls.key'], type: 'kubernetes.io/tls' },
  { keys: ['ssh-privatekey'], type: 'kubernetes.io/ssh-auth' },
];

export const wrongType: Check = defineCheck({
  id: 'secret/wrong-type',
  title: 'Secret does not say what it holds',
  severity: 'info',
  on: 'object',
  kinds: ['/Secret'],
  why: 'The API server checks the keys of a typed Secret, and rules about who may read or create which Secrets go by the type; an Opaque one escapes both, and a registry login of type Opaque is not used for pulling.',
  remedy: 'Set type to the one that belongs to the keys. A type cannot be changed, so the Secret has to be replaced.',
  standards: { nsa: ['secrets'], owasp: ['K08'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'The corpora type their Secrets, or keep single values in them.',
  *evaluate({ object }) {
    const type = stringAt(object.value, 'type') ?? '';
    if (type !== '' && type !== 'Opaque') return;
    const keys = new Set([...Object.keys(recordAt(object.value, 'data')), ...Object.keys(recordAt(object.value, 'stringData'))]);
    const fitting = TYPES.find((candidate) => candidate.keys.every((key) => keys.has(key)));
    if (!fitting) return;
    yield { path: ['type'], message: `${fitting.keys.join(' and ')} in a Secret of type Opaque; ${fitting.type} is the type for it` };
  },
});
