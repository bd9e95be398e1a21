import { resourceAction } from '../../../engines/rbac/index.ts';
import { type AttackStep, defineStep } from '../../define-step.ts';

export const readSecret: AttackStep = defineStep({
  id: 'api/read-secret',
  phase: 'api',
  title: 'Read a Secret',
  condition: 'It may get the Secret, or list or watch the Secrets of its namespace: the lists hold the contents.',
  mitre: ['T1552.007'],
  microsoft: ['MS-TA9025'],
  reference: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets',
  effort: 1,
  *moves({ objects, namespace: fallback }) {
    for (const { group, kind, name, namespace = fallback } of objects) {
      if (group !== '' || kind !== 'Secret') continue;
      yield {
        from: [
          {
            kind: 'one-of',
            actions: [
              resourceAction('get', 'secrets', { namespace, name }),
              resourceAction('list', 'secrets', { namespace }),
              resourceAction('watch', 'secrets', { namespace }),
            ],
          },
        ],
        to: { kind: 'secret', namespace, name },
        says: `reads Secret ${namespace}/${name}`,
      };
    }
  },
});
