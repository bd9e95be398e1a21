import { type FieldPath, listAt, recordAt, stringAt } from '../../core/index.ts';
import { type Binding, isDefaultGrant, type Subject } from '../../engines/rbac/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';

export const BINDING_KINDS = ['rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding'] as const;

/** A subject as a binding declares it. */
export interface DeclaredSubject {
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly apiGroup: string | undefined;
  readonly path: FieldPath;
}

export function declaredSubjects(object: InventoryObject): readonly DeclaredSubject[] {
  return listAt(object.value, 'subjects').map((one, index) => ({
    kind: stringAt(one, 'kind') ?? '',
    namespace: stringAt(one, 'namespace'),
    name: stringAt(one, 'name') ?? '',
    apiGroup: stringAt(one, 'apiGroup'),
    path: ['subjects', index],
  }));
}

export function roleRefOf(object: InventoryObject): { readonly kind: string; readonly name: string } {
  const { kind, name } = recordAt(object.value, 'roleRef');
  return { kind: typeof kind === 'string' ? kind : '', name: typeof name === 'string' ? name : '' };
}

/** kubeadm shows the address and certificate of the cluster to nodes that are about to join, and names its administrators. */
const KUBEADM: ReadonlySet<string> = new Set(['kubeadm:bootstrap-signer-clusterinfo', 'kubeadm:cluster-admins']);

/** The subjects to whom a binding gives what neither an API server nor kubeadm gives them. */
export function ownSubjects(binding: Binding | undefined): readonly Subject[] {
  if (!binding || KUBEADM.has(binding.name)) return [];
  return binding.subjects.filter((subject) => !isDefaultGrant(binding, subject));
}

/** `in the whole cluster`, `in namespace shop`, for what a binding gives. */
export function placeOfBinding({ kind, namespace }: InventoryObject): string {
  if (kind === 'ClusterRoleBinding') return 'in the whole cluster';
  return namespace === undefined ? 'in the namespace it is installed in' : `in namespace ${namespace}`;
}
