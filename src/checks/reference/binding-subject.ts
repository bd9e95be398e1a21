import { listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { severityIfKept } from './kept.ts';

export const bindingSubject: Check = defineCheck({
  id: 'reference/binding-subject',
  title: 'Rights of a service account that is not among what was scanned',
  severity: 'low',
  on: 'object',
  kinds: ['rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding'],
  why: 'Bindings go by name. Whoever may create service accounts in that namespace, or the namespace itself, can make this one and has its rights.',
  remedy: 'Add the ServiceAccount, correct its name or namespace, or remove the subject from the binding.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  scope: 'world',
  unseen: 'The manifests that were looked at bring the accounts that they bind.',
  *evaluate({ object }, { world }) {
    for (const [index, subject] of listAt(object.value, 'subjects').entries()) {
      const name = stringAt(subject, 'name');
      if (stringAt(subject, 'kind') !== 'ServiceAccount' || !name || name === 'default') continue;
      const namespace = stringAt(subject, 'namespace') ?? object.namespace;
      // The accounts of kube-system belong to the distribution.
      if (namespace === 'kube-system' || world.find('', 'ServiceAccount', namespace, name)) continue;
      yield {
        path: ['subjects', index, 'name'],
        message: `ServiceAccount ${namespace === undefined ? '' : `${namespace}/`}${name} is not among the scanned objects`,
        severity: severityIfKept(world, namespace, '', 'ServiceAccount', 'low'),
      };
    }
  },
});
