// Source of truth: https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/rbac/escalation_check.go and the storages in
// https://github.com/kubernetes/kubernetes/tree/v1.37.0/pkg/registry/rbac (clusterrole, role, clusterrolebinding, rolebinding)
import { covers } from './covers.ts';
import type { RbacAuthorizer } from './rbac-authorizer.ts';
import { type Action, resourceAction, SYSTEM_MASTERS, type UserInfo } from './request.ts';
import { type PolicyRule, RBAC_GROUP, type Role, type RoleRef } from './vocabulary.ts';

/** Whether the whole chain of authorizers allows a request. */
export type Authorize = (user: UserInfo, action: Action) => boolean;

/** What a registry says to a write that the authorizers have allowed already. */
export type EscalationVerdict =
  | { readonly kind: 'allowed'; readonly because: 'system:masters' | 'escalate' | 'bind' | 'covered' | 'unchanged' }
  /** Rights that the user would give without holding them. */
  | { readonly kind: 'forbidden'; readonly missing: readonly PolicyRule[] }
  /** The role that a binding refers to is not there, so nobody without `bind` can say what it grants. */
  | { readonly kind: 'missing-role' };

export interface RoleWrite {
  readonly verb: 'create' | 'update';
  readonly role: Pick<Role, 'kind' | 'namespace' | 'name' | 'rules' | 'clusterRoleSelectors'>;
  /** Whether the role in the cluster, which an update replaces, gathers others. */
  readonly replacesAggregated?: boolean;
  /** Whether an update touches nothing but ownerReferences and finalizers. */
  readonly isOnlyForGarbageCollection?: boolean;
}

export interface BindingWrite {
  /** Of the binding; empty for a ClusterRoleBinding. */
  readonly namespace: string;
  readonly roleRef: RoleRef;
  readonly isOnlyForGarbageCollection?: boolean;
}

const NONE = { apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: [] };

/** What it takes to set an aggregation rule, which may gather anything. */
const FULL_AUTHORITY: readonly PolicyRule[] = [
  { ...NONE, verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { ...NONE, verbs: ['*'], nonResourceURLs: ['*'] },
];

/** Whether the user may give a role these rules. What the user holds counts by RBAC alone, even where other authorizers give more. */
export function checkRoleWrite(user: UserInfo, write: RoleWrite, rbac: RbacAuthorizer, authorize: Authorize): EscalationVerdict {
  const { role, verb } = write;
  if (user.groups.includes(SYSTEM_MASTERS)) return { kind: 'allowed', because: 'system:masters' };
  // On create the request does not carry the name.
  const escalate = resourceAction('escalate', role.kind === 'Role' ? 'roles' : 'clusterroles', {
    apiGroup: RBAC_GROUP,
    namespace: role.namespace,
    name: verb === 'create' ? '' : role.name,
  });
  if (authorize(user, escalate)) return { kind: 'allowed', because: 'escalate' };
  if (verb === 'update' && write.isOnlyForGarbageCollection) return { kind: 'allowed', because: 'unchanged' };
  const isAggregated = role.clusterRoleSelectors !== undefined || (verb === 'update' && write.replacesAggregated === true);
  const wanted = isAggregated ? [...role.rules, ...FULL_AUTHORITY] : role.rules;
  return compare(user, role.namespace, wanted, rbac);
}

/** Whether the user may bind that role there, to whomever. An update is checked anew even where only the subjects change. */
export function checkBindingWrite(user: UserInfo, write: BindingWrite, rbac: RbacAuthorizer, authorize: Authorize): EscalationVerdict {
  const { namespace, roleRef } = write;
  if (user.groups.includes(SYSTEM_MASTERS)) return { kind: 'allowed', because: 'system:masters' };
  if (write.isOnlyForGarbageCollection) return { kind: 'allowed', because: 'unchanged' };
  const resource = roleRef.kind === 'ClusterRole' ? 'clusterroles' : roleRef.kind === 'Role' ? 'roles' : undefined;
  const { apiGroup, name } = roleRef;
  if (resource && authorize(user, resourceAction('bind', resource, { apiGroup, namespace, name })))
    return { kind: 'allowed', because: 'bind' };
  const role = rbac.policy.roles.find(
    (one) => one.kind === roleRef.kind && one.name === name && one.namespace === (one.kind === 'Role' ? namespace : ''),
  );
  return role ? compare(user, namespace, role.rules, rbac) : { kind: 'missing-role' };
}

function compare(user: UserInfo, namespace: string, wanted: readonly PolicyRule[], rbac: RbacAuthorizer): EscalationVerdict {
  const owned = rbac.rulesFor(user, namespace).map(({ rule }) => rule);
  const { isCovered, missing } = covers(owned, wanted);
  return isCovered ? { kind: 'allowed', because: 'covered' } : { kind: 'forbidden', missing };
}
