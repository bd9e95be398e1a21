import { recordAt, stringAt } from '../../../core/index.ts';
import { type AttackStep, defineStep, open, usual } from '../../define-step.ts';
import { loginsBelow } from '../logins.ts';

const BOOTSTRAP = 'bootstrap.kubernetes.io/token';
const TOKEN = 'kubernetes.io/service-account-token';

/** A bootstrap token is a member of this group, and of those that it names: https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/ */
function bootstrapGroups(value: unknown): string[] {
  const own = stringAt(value, 'stringData', 'auth-extra-groups');
  const encoded = stringAt(value, 'data', 'auth-extra-groups');
  const text = own ?? Buffer.from(encoded ?? '', 'base64').toString('utf8');
  return ['system:bootstrappers', ...text.split(',').filter((name) => /^system:bootstrappers:[a-z0-9:-]+$/.test(name))];
}

export const loginInSecret: AttackStep = defineStep({
  id: 'inside/login-in-secret',
  phase: 'inside',
  title: 'Use a login that a Secret holds',
  condition:
    'The Secret holds a kubeconfig with a client certificate and its key, the token of a ServiceAccount under a name of its own, or a bootstrap token. A kubeconfig may be for another cluster.',
  mitre: ['T1552.007', 'T1078'],
  microsoft: ['MS-TA9003', 'MS-TA9027'],
  reference: 'https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/',
  effort: 1,
  *moves({ ofKind, namespace: fallback }) {
    for (const object of ofKind('', 'Secret')) {
      const { name, value, namespace = fallback } = object;
      const from = [{ kind: 'secret', namespace, name }] as const;
      const type = stringAt(value, 'type');
      if (type === BOOTSTRAP) {
        for (const group of bootstrapGroups(value)) {
          yield {
            from,
            to: { kind: 'subject', subject: { kind: 'Group', namespace: '', name: group } },
            says: `uses the bootstrap token of Secret ${namespace}/${name}`,
            premises: [usual('the API server takes bootstrap tokens'), open('the token has not expired')],
            grounds: () => [{ text: `its type is ${BOOTSTRAP}`, object, path: ['type'] }],
          };
        }
      }
      // The cluster's own tokens speak in a step of their own.
      if (type === TOKEN) continue;
      const logins = [
        ...loginsBelow(recordAt(value, 'data'), ['data'], true),
        ...loginsBelow(recordAt(value, 'stringData'), ['stringData']),
      ];
      for (const { to, what, path } of logins) {
        yield {
          from,
          to,
          says: `uses ${what} that Secret ${namespace}/${name} holds`,
          premises: [open('it is one of this cluster and still valid')],
          grounds: () => [{ text: what, object, path }],
        };
      }
    }
  },
});
