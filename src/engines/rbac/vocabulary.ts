// Source of truth: https://github.com/kubernetes/api/blob/v0.37.2/rbac/v1/types.go
import type { InventoryObject } from '../../inventory/index.ts';

export const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** What the engine reads of an object; every object of an inventory is one. */
export type PolicyObject = Pick<InventoryObject, 'group' | 'kind' | 'namespace' | 'name' | 'value'>;

/** Lists are empty where the manifest has none. */
export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];
}

/** A Role or ClusterRole; the namespace of a ClusterRole is empty. */
export interface Role {
  readonly kind: 'Role' | 'ClusterRole';
  readonly namespace: string;
  readonly name: string;
  /** Of an aggregated ClusterRole what its selectors gather, which is what the cluster writes over its own. */
  readonly rules: readonly PolicyRule[];
  readonly labels: Readonly<Record<string, unknown>>;
  /** The selectors of `aggregationRule`; `undefined` where there is none. */
  readonly clusterRoleSelectors: readonly unknown[] | undefined;
  /** Not among the objects: every cluster makes it when it starts. */
  readonly isAssumed: boolean;
  readonly source: PolicyObject | undefined;
}

export interface RoleRef {
  readonly apiGroup: string;
  readonly kind: string;
  readonly name: string;
}

/** A subject as a binding names it. `namespace` is empty except for service accounts. */
export interface Subject {
  readonly kind: 'User' | 'Group' | 'ServiceAccount';
  readonly namespace: string;
  readonly name: string;
}

/** A RoleBinding or ClusterRoleBinding; the namespace of a ClusterRoleBinding is empty. Subjects that can match nobody are left out. */
export interface Binding {
  readonly kind: 'RoleBinding' | 'ClusterRoleBinding';
  readonly namespace: string;
  readonly name: string;
  readonly roleRef: RoleRef;
  readonly subjects: readonly Subject[];
  /** What `roleRef` leads to; `undefined` where it leads nowhere, and then the binding grants nothing. */
  readonly role: Role | undefined;
  readonly isAssumed: boolean;
  readonly source: PolicyObject | undefined;
}

/** Something in the objects that grants less than it seems to, or something else. */
export type PolicyProblem =
  | { readonly kind: 'missing-role'; readonly binding: Binding }
  /** `scope`: a ClusterRoleBinding cannot refer to a Role. */
  | { readonly kind: 'unusable-role-ref'; readonly binding: Binding; readonly reason: 'kind' | 'scope' | 'name' }
  /** The API server refuses a roleRef of another group; the authorizer would not look at it. */
  | { readonly kind: 'foreign-role-ref'; readonly binding: Binding }
  /** `index` counts the subjects as declared; `namespace`: a service account in a ClusterRoleBinding without a namespace. */
  | {
      readonly kind: 'unusable-subject';
      readonly binding: Binding;
      readonly index: number;
      readonly reason: 'kind' | 'name' | 'namespace';
    }
  /** The API server refuses a subject of another group; the authorizer would not look at it. */
  | { readonly kind: 'foreign-subject'; readonly binding: Binding; readonly index: number }
  /** The authorizer takes the binding's namespace for a service account without one. */
  | { readonly kind: 'namespace-defaulted'; readonly binding: Binding; readonly index: number }
  /** An object inside namespaces that names none was taken to stand in this one. */
  | { readonly kind: 'namespace-assumed'; readonly object: PolicyObject; readonly namespace: string }
  /** Rules declared beside an aggregation rule; the cluster writes over them. */
  | { readonly kind: 'rules-overwritten'; readonly role: Role }
  /** A selector the cluster cannot read: the role keeps the rules it has. */
  | { readonly kind: 'bad-selector'; readonly role: Role; readonly index: number }
  /** A Role cannot grant paths, since paths stand in no namespace. */
  | { readonly kind: 'path-in-role'; readonly role: Role; readonly index: number };

/** Everything the RBAC authorizer decides from. Bindings for the whole cluster come first, each sort in the order of the objects. */
export interface RbacPolicy {
  readonly roles: readonly Role[];
  readonly bindings: readonly Binding[];
  /** Service accounts among the objects, bound or not. */
  readonly serviceAccounts: readonly Subject[];
  readonly problems: readonly PolicyProblem[];
}
