// Source of truth: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#auto-reconciliation
import { defaultPolicy } from './default-policy.ts';
import type { Binding, Role, Subject } from './vocabulary.ts';

interface Defaults {
  readonly roles: ReadonlyMap<string, Role>;
  readonly bindings: ReadonlyMap<string, Binding>;
}

let defaults: Defaults | undefined;

function index(): Defaults {
  if (defaults) return defaults;
  const { roles, bindings } = defaultPolicy();
  defaults = {
    roles: new Map(roles.map((role) => [keyOf(role), role])),
    bindings: new Map(bindings.map((binding) => [keyOf(binding), binding])),
  };
  return defaults;
}

function keyOf({ kind, namespace, name }: Pick<Role | Binding, 'kind' | 'namespace' | 'name'>): string {
  return `${kind}/${namespace}/${name}`;
}

/**
 * The role of that name as an API server makes it; `undefined` for a role of the user's own. The rules of an aggregated one are empty here:
 * they are those of the roles it gathers.
 */
export function defaultRole(role: Pick<Role, 'kind' | 'namespace' | 'name'>): Role | undefined {
  return index().roles.get(keyOf(role));
}

/** Whether an API server itself gives this role to this subject through a binding of this name. */
export function isDefaultGrant(binding: Binding, subject: Subject): boolean {
  const known = index().bindings.get(keyOf(binding));
  if (!known || known.roleRef.kind !== binding.roleRef.kind || known.roleRef.name !== binding.roleRef.name) return false;
  return known.subjects.some(
    ({ kind, namespace, name }) => kind === subject.kind && namespace === subject.namespace && name === subject.name,
  );
}
