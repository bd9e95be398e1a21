import { compareText } from '../../core/index.ts';
import { has, type IdSet, idSet } from './id-set.ts';
import { serviceAccountName, splitServiceAccountName, type UserInfo, userOf } from './request.ts';
import { createInterner, indexRules, type RuleIndex, type RuleQuery } from './rule-index.ts';
import type { Binding, RbacPolicy, Role, Subject } from './vocabulary.ts';

/** A binding that leads to a role, with the numbers of the role's rules. */
export interface BoundRole {
  readonly binding: Binding;
  readonly role: Role;
  readonly ruleIds: Int32Array;
  /** Its place among all bindings. */
  readonly order: number;
}

/** A binding that concerns a user, with the first of its subjects that does. */
export interface HeldBinding extends BoundRole {
  readonly subject: Subject;
}

/** A subject with the numbers of its own name and of the groups that it cannot but be in. */
export interface Identity {
  readonly subject: Subject;
  readonly principals: readonly number[];
}

/** Who is bound to which rules. A principal is a user name or a group; a service account is the user name that it has. */
export interface GrantIndex {
  readonly rules: RuleIndex;
  /** Whether any rule that the user holds in the namespace answers the query. */
  someRule(user: UserInfo, namespace: string, query: RuleQuery): boolean;
  /** Bindings that concern the user, in the order of the API server: for the whole cluster, then of the namespace. */
  bindingsOf(user: UserInfo, namespace: string): readonly HeldBinding[];
  /** Bindings in force in the namespace whose role has one of the rules, whoever their subjects are. */
  bindingsOfRules(rules: readonly number[], namespace: string): readonly BoundRole[];
  rolesOfRules(rules: readonly number[]): readonly Role[];
  namespacesOf(user: UserInfo): readonly string[];
  /** The number of a subject of a binding that leads to a role. */
  principalOf(subject: Subject): number;
  identities(): readonly Identity[];
  orderOf(binding: Binding): number;
}

/** What one principal holds in one place. */
interface Scope {
  readonly held: HeldBinding[];
  /** Made at the first question. */
  rules: { readonly ids: Int32Array; readonly set: IdSet } | undefined;
}

interface Principal {
  readonly cluster: Scope;
  readonly namespaces: Map<string, Scope>;
}

/** So many rules are asked one by one; above that the smaller of two sets is walked through. */
const FEW = 128;

export function indexGrants(policy: RbacPolicy): GrantIndex {
  const interner = createInterner();
  const ruleIdsOf = new Map<Role, Int32Array>();
  const rolesOfRule: Role[][] = [];
  for (const role of policy.roles) {
    const ids = Int32Array.from(role.rules, (rule) => interner.intern(rule));
    ruleIdsOf.set(role, ids);
    for (const id of new Set(ids)) (rolesOfRule[id] ??= []).push(role);
  }
  const rules = indexRules(interner.rules);
  const numbers = new Map<string, number>();
  const principals: Principal[] = [];
  const numberOf = (key: string): number => {
    let number = numbers.get(key);
    if (number === undefined) {
      number = principals.push({ cluster: emptyScope(), namespaces: new Map() }) - 1;
      numbers.set(key, number);
    }
    return number;
  };
  const bound = new Map<Role, BoundRole[]>();
  const orders = new Map<Binding, number>();
  for (const [order, binding] of policy.bindings.entries()) {
    orders.set(binding, order);
    const ruleIds = binding.role && ruleIdsOf.get(binding.role);
    if (!binding.role || !ruleIds) continue;
    const one: BoundRole = { binding, role: binding.role, ruleIds, order };
    const others = bound.get(binding.role);
    if (others) others.push(one);
    else bound.set(binding.role, [one]);
    for (const subject of binding.subjects) {
      const { held } = scopeFor(principals[numberOf(principalKey(subject))], binding);
      if (held.at(-1)?.binding !== binding) held.push({ ...one, subject });
    }
  }
  const scopesOf = (user: UserInfo, namespace: string): [Scope[], Scope[]] => {
    const [wide, narrow]: [Scope[], Scope[]] = [[], []];
    const add = (key: string): void => {
      const principal = principals[numbers.get(key) ?? -1];
      if (!principal) return;
      if (principal.cluster.held.length > 0) wide.push(principal.cluster);
      const scope = namespace === '' ? undefined : principal.namespaces.get(namespace);
      if (scope) narrow.push(scope);
    };
    add(`u${user.name}`);
    for (const group of user.groups) add(`g${group}`);
    return [wide, narrow];
  };
  let identities: readonly Identity[] | undefined;
  return {
    rules,
    someRule(user, namespace, query) {
      const [wide, narrow] = scopesOf(user, namespace);
      return (
        wide.some((scope) => answers(scope, query, rules.rules.length)) || narrow.some((scope) => answers(scope, query, rules.rules.length))
      );
    },
    bindingsOf(user, namespace) {
      const [wide, narrow] = scopesOf(user, namespace);
      return [...inOrder(wide, user), ...inOrder(narrow, user)];
    },
    bindingsOfRules(ids, namespace) {
      const found = [...rolesOf(ids, rolesOfRule)].flatMap((role) =>
        (bound.get(role) ?? []).filter(({ binding }) => binding.kind === 'ClusterRoleBinding' || binding.namespace === namespace),
      );
      return found.sort((a, b) => a.order - b.order);
    },
    rolesOfRules: (ids) => [...rolesOf(ids, rolesOfRule)],
    namespacesOf(user) {
      const keys = [`u${user.name}`, ...user.groups.map((group) => `g${group}`)];
      const found = keys.flatMap((key) => [...(principals[numbers.get(key) ?? -1]?.namespaces.keys() ?? [])]);
      return [...new Set(found)].sort(compareText);
    },
    principalOf: (subject) => numbers.get(principalKey(subject)) ?? -1,
    identities: () =>
      (identities ??= knownSubjects(policy).map((subject) => {
        const user = userOf(subject);
        const keys = [...(user.name === '' ? [] : [`u${user.name}`]), ...user.groups.map((group) => `g${group}`)];
        return { subject, principals: keys.flatMap((key) => numbers.get(key) ?? []) };
      })),
    orderOf: (binding) => orders.get(binding) ?? -1,
  };
}

function emptyScope(): Scope {
  return { held: [], rules: undefined };
}

function scopeFor(principal: Principal | undefined, { kind, namespace }: Binding): Scope {
  if (!principal || kind === 'ClusterRoleBinding') return principal?.cluster ?? emptyScope();
  let scope = principal.namespaces.get(namespace);
  if (!scope) {
    scope = emptyScope();
    principal.namespaces.set(namespace, scope);
  }
  return scope;
}

function principalKey(subject: Subject): string {
  if (subject.kind === 'Group') return `g${subject.name}`;
  return `u${subject.kind === 'ServiceAccount' ? serviceAccountName(subject.namespace, subject.name) : subject.name}`;
}

function answers(scope: Scope, query: RuleQuery, size: number): boolean {
  const { ids, set } = (scope.rules ??= collect(scope.held, size));
  if (ids.length <= FEW) {
    for (const id of ids) if (query.allows(id)) return true;
    return false;
  }
  return query.matching().some((id) => has(set, id));
}

function collect(held: readonly HeldBinding[], size: number): { ids: Int32Array; set: IdSet } {
  const ids = new Set<number>();
  for (const { ruleIds } of held) for (const id of ruleIds) ids.add(id);
  const list = [...ids];
  return { ids: Int32Array.from(list), set: idSet(list, size) };
}

/** Where a user is bound twice by one binding, through two groups for example, the subject that stands first in it counts. */
function inOrder(scopes: readonly Scope[], user: UserInfo): readonly HeldBinding[] {
  const [only, second] = scopes;
  if (!only) return [];
  if (!second) return only.held;
  const all = scopes.flatMap(({ held }) => held).sort((a, b) => a.order - b.order);
  return all.flatMap((one, index) => {
    if (all[index - 1]?.binding === one.binding) return [];
    if (all[index + 1]?.binding !== one.binding) return [one];
    const keys = new Set([`u${user.name}`, ...user.groups.map((group) => `g${group}`)]);
    return [{ ...one, subject: one.binding.subjects.find((subject) => keys.has(principalKey(subject))) ?? one.subject }];
  });
}

function rolesOf(ids: readonly number[], rolesOfRule: readonly (readonly Role[] | undefined)[]): Set<Role> {
  const roles = new Set<Role>();
  for (const id of ids) for (const role of rolesOfRule[id] ?? []) roles.add(role);
  return roles;
}

/** Everyone whom a binding names or who exists, each once: a user name that is a service account's counts as the service account. */
function knownSubjects(policy: RbacPolicy): Subject[] {
  const known = new Map<string, Subject>();
  for (const subject of [...policy.bindings.flatMap(({ subjects }) => subjects), ...policy.serviceAccounts]) {
    const account = subject.kind === 'User' ? splitServiceAccountName(subject.name) : undefined;
    const key = principalKey(subject);
    if (!known.has(key)) known.set(key, account ? { kind: 'ServiceAccount', ...account } : subject);
  }
  return [...known.values()];
}
