import { stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { severityIfKept } from './kept.ts';

const RBAC = 'rbac.authorization.k8s.io';

/** Roles that come with every cluster: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings */
function isBuiltIn(kind: string, name: string): boolean {
  return name.startsWith('system:') || (kind === 'ClusterRole' && ['cluster-admin', 'admin', 'edit', 'view'].includes(name));
}

export const role: Check = defineCheck({
  id: 'reference/role',
  title: 'Binding of a role that is not among what was scanned',
  severity: 'low',
  on: 'object',
  kinds: ['rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding'],
  why: 'The binding gives nothing today. When somebody makes a role of that name later, its rights go to subjects that nobody thinks of.',
  remedy: 'Add the role to the scanned files, correct the name, or remove the binding.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  scope: 'world',
  unseen: 'The manifests that were looked at bring the roles that they bind.',
  *evaluate({ object }, { world }) {
    const kind = stringAt(object.value, 'roleRef', 'kind') ?? '';
    const name = stringAt(object.value, 'roleRef', 'name') ?? '';
    if ((kind !== 'Role' && kind !== 'ClusterRole') || name === '' || isBuiltIn(kind, name)) return;
    const namespace = kind === 'Role' ? object.namespace : undefined;
    if (world.find(RBAC, kind, namespace, name)) return;
    yield {
      path: ['roleRef', 'name'],
      message: `${kind} ${name} is not among the scanned objects`,
      severity: severityIfKept(world, namespace, RBAC, kind, 'low'),
    };
  },
});
