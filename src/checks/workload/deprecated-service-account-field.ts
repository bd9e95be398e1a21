import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';

export const deprecatedServiceAccountField: Check = defineCheck({
  id: 'workload/deprecated-service-account-field',
  title: 'Pod names its service account in a deprecated field',
  severity: 'info',
  on: 'pod',
  why: 'serviceAccount is an alias from the first releases; tools that look at serviceAccountName alone see the default account.',
  remedy: 'Rename the field to serviceAccountName.',
  standards: { owasp: ['K01'], cks: ['cluster-hardening'] },
  aliases: { 'kube-linter': ['deprecated-service-account-field'] },
  unseen: 'The manifests that were looked at use the current field.',
  fix: ({ path }, { pod }) =>
    pod.spec.serviceAccountName === undefined
      ? makeFix([{ kind: 'rename', path, key: 'serviceAccountName' }], 'nothing: both names mean the same')
      : makeFix([{ kind: 'remove', path }], 'nothing: the other field counts'),
  *evaluate({ pod }) {
    const { serviceAccount, serviceAccountName } = pod.spec;
    if (serviceAccount === undefined || serviceAccountName === serviceAccount) return;
    const message =
      serviceAccountName === undefined
        ? `serviceAccount is deprecated; ${serviceAccount} belongs in serviceAccountName`
        : `serviceAccount is ${serviceAccount} and serviceAccountName is ${serviceAccountName}; the latter counts`;
    yield { path: [...pod.path, 'serviceAccount'], message };
  },
});
