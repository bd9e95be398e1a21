import { type Check, defineCheck } from '../define.ts';

export const serviceAccount: Check = defineCheck({
  id: 'reference/service-account',
  title: 'Service account that is not among what was scanned',
  severity: 'medium',
  on: 'pod',
  why: 'The pod is refused; and when somebody creates the account later, it runs with whatever rights that account is given.',
  remedy: 'Add the ServiceAccount, or correct the name.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: { 'kube-linter': ['non-existent-service-account'] },
  scope: 'world',
  unseen: 'The manifests that were looked at bring the accounts that they name.',
  *evaluate({ object, pod }, { world }) {
    const name = pod.spec.serviceAccountName ?? pod.spec.serviceAccount;
    // Where no accounts are kept at all, they are made by other means.
    const isKept = world.ofKind('', 'ServiceAccount').length > 0;
    if (!name || name === 'default' || !isKept || world.find('', 'ServiceAccount', object.namespace, name)) return;
    yield {
      path: [...pod.path, pod.spec.serviceAccountName ? 'serviceAccountName' : 'serviceAccount'],
      message: `ServiceAccount ${name} is not among the scanned objects`,
    };
  },
});
