import { type AttackStep, defineStep, usual } from '../../define-step.ts';

export const tokenInSecret: AttackStep = defineStep({
  id: 'inside/token-in-secret',
  phase: 'inside',
  title: 'Use the token that a Secret holds',
  condition: 'The Secret has the type kubernetes.io/service-account-token; the token in it is valid until the Secret is deleted.',
  mitre: ['T1528', 'T1552.007'],
  microsoft: ['MS-TA9016'],
  reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets',
  effort: 1,
  *moves({ surroundings, find }) {
    for (const { namespace, name, serviceAccount } of surroundings.tokenSecrets) {
      const object = find('', 'Secret', namespace, name);
      yield {
        from: [{ kind: 'secret', namespace, name }],
        to: { kind: 'subject', subject: { kind: 'ServiceAccount', namespace, name: serviceAccount } },
        says: `uses the token of ServiceAccount ${namespace}/${serviceAccount} that Secret ${namespace}/${name} holds`,
        premises: [usual(`the cluster has filled Secret ${namespace}/${name}`)],
        grounds: () => [{ text: 'its type is kubernetes.io/service-account-token', ...(object ? { object } : {}), path: ['type'] }],
        cuts: () =>
          object
            ? [
                {
                  key: `token ${namespace}/${name}`,
                  title: `delete Secret ${namespace}/${name}, which holds a token for good`,
                  risk: 'whoever uses this token loses access',
                  cost: 8,
                  changes: [],
                  removes: object,
                },
              ]
            : [],
      };
    }
  },
});
