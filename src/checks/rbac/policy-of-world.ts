import { valueAt } from '../../core/index.ts';
import {
  type Binding,
  createRbacAuthorizer,
  type PolicyObject,
  type PolicyProblem,
  type RbacAuthorizer,
  type RbacPolicy,
  type Role,
  readPolicy,
  type Subject,
} from '../../engines/rbac/index.ts';
import type { InventoryObject, World } from '../../inventory/index.ts';
import { selects } from '../../kubernetes/index.ts';
import { rememberByWorld } from '../unread-kinds.ts';

export const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** A binding through which a role reaches subjects: its own, or that of an aggregated role which gathers it. */
export interface Grant {
  readonly binding: Binding;
  readonly aggregatedInto?: Role;
}

/** The roles and bindings of one world, read once for all checks, and what they ask again and again. */
export interface WorldPolicy {
  readonly policy: RbacPolicy;
  readonly authorizer: RbacAuthorizer;
  /** Whether the world has bindings of its own: where it has none, they are kept elsewhere, and who holds a role is not known. */
  readonly hasBindings: boolean;
  /** What an object became; `undefined` for one that another object of its name replaces. */
  roleOf(object: InventoryObject): Role | undefined;
  bindingOf(object: InventoryObject): Binding | undefined;
  problemsOf(object: InventoryObject): readonly PolicyProblem[];
  /** Aggregated roles that gather this one. */
  gatherersOf(role: Role): readonly Role[];
  grantsOf(role: Role): readonly Grant[];
  bindingsTo(role: Role): readonly Binding[];
  /** Whether a binding that leaves its namespace to the installation refers to a role of that name. */
  isNamedAnywhere(role: Role): boolean;
  /** Workloads whose pods run as the service account and are not denied its token. */
  podsOf(subject: Subject): readonly InventoryObject[];
}

export const policyOfWorld: (world: World) => WorldPolicy = rememberByWorld(readWorld);

function readWorld(world: World): WorldPolicy {
  const ofKinds = (group: string, kinds: readonly string[]): InventoryObject[] => kinds.flatMap((kind) => [...world.ofKind(group, kind)]);
  const bindings = ofKinds(RBAC_GROUP, ['ClusterRoleBinding', 'RoleBinding']);
  const policy = readPolicy([...ofKinds(RBAC_GROUP, ['ClusterRole', 'Role']), ...bindings, ...world.ofKind('', 'ServiceAccount')]);
  const roles = new Map(policy.roles.map((role) => [role.source, role]));
  const bindingOf = new Map(policy.bindings.map((binding) => [binding.source, binding]));
  const bindingsByRole = Map.groupBy(policy.bindings, ({ role }) => role);
  const problems = Map.groupBy(policy.problems, sourceOf);
  const aggregated = policy.roles.filter(({ clusterRoleSelectors }) => clusterRoleSelectors !== undefined);
  const gatherers = new Map<Role, readonly Role[]>();
  const loose = new Set(
    policy.bindings
      .filter(({ source }) => source && source.namespace === undefined)
      .map(({ roleRef }) => `${roleRef.kind}/${roleRef.name}`),
  );
  let authorizer: RbacAuthorizer | undefined;
  let pods: ReadonlyMap<string, readonly InventoryObject[]> | undefined;

  const gatherersOf = (role: Role): readonly Role[] => {
    if (role.kind !== 'ClusterRole' || Object.keys(role.labels).length === 0) return [];
    let found = gatherers.get(role);
    if (!found) gatherers.set(role, (found = gatherersAmong(role, aggregated)));
    return found;
  };
  const bindingsTo = (role: Role): readonly Binding[] => bindingsByRole.get(role) ?? [];
  return {
    policy,
    get authorizer() {
      return (authorizer ??= createRbacAuthorizer(policy));
    },
    hasBindings: bindings.length > 0,
    roleOf: (object) => roles.get(object),
    bindingOf: (object) => bindingOf.get(object),
    problemsOf: (object) => problems.get(object) ?? [],
    gatherersOf,
    bindingsTo,
    isNamedAnywhere: ({ kind, name }) => loose.has(`${kind}/${name}`),
    grantsOf: (role) => [
      ...bindingsTo(role).map((binding) => ({ binding })),
      ...gatherersOf(role).flatMap((aggregatedInto) => bindingsTo(aggregatedInto).map((binding) => ({ binding, aggregatedInto }))),
    ],
    podsOf({ kind, namespace, name }) {
      if (kind !== 'ServiceAccount') return [];
      pods ??= podsByAccount(world);
      return (pods.get(name) ?? []).filter((object) => object.namespace === undefined || object.namespace === namespace);
    },
  };
}

function sourceOf(problem: PolicyProblem): PolicyObject | undefined {
  if ('binding' in problem) return problem.binding.source;
  return 'role' in problem ? problem.role.source : problem.object;
}

/** Roles that gather it, and roles that gather those. */
function gatherersAmong(role: Role, aggregated: readonly Role[]): readonly Role[] {
  const found = new Set<Role>();
  const follow = (one: Role): void => {
    for (const other of aggregated) {
      if (other === role || found.has(other)) continue;
      if (!(other.clusterRoleSelectors ?? []).some((selector) => selects(selector, one.labels))) continue;
      found.add(other);
      follow(other);
    }
  };
  follow(role);
  return [...found];
}

function podsByAccount(world: World): Map<string, InventoryObject[]> {
  const found = new Map<string, InventoryObject[]>();
  for (const object of world.objects) {
    for (const { spec } of object.pods) {
      const name = spec.serviceAccountName || spec.serviceAccount || 'default';
      const account = world.find('', 'ServiceAccount', object.namespace, name);
      const mounts = spec.automountServiceAccountToken ?? valueAt(account?.value, ['automountServiceAccountToken']);
      if (mounts === false) continue;
      const users = found.get(name);
      if (!users) found.set(name, [object]);
      else if (!users.includes(object)) users.push(object);
    }
  }
  return found;
}
