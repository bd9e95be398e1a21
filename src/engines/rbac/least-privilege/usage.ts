import { ruleAllows } from '../match.ts';
import type { HeldRule, RbacAuthorizer } from '../rbac-authorizer.ts';
import { type Action, SYSTEM_MASTERS, type UserInfo } from '../request.ts';
import type { Binding, PolicyObject, PolicyRule, RbacPolicy, Role } from '../vocabulary.ts';
import type { CollectedLog, LoggedAction } from './collect.ts';

/** What the log used of one rule of a role. */
export interface RuleUse {
  readonly role: Role;
  readonly ruleIndex: number;
  readonly rule: PolicyRule;
  /** Different requests that it allowed. */
  readonly actions: readonly Action[];
  readonly count: number;
  /** When it was used last; empty where it never was. */
  readonly last: string;
}

export interface BindingUse {
  readonly binding: Binding;
  readonly count: number;
  readonly last: string;
}

/** A logged request that the policy decides otherwise than the cluster did. */
export interface Drift {
  readonly user: UserInfo;
  readonly logged: LoggedAction;
  /** `denied-today`: the log allowed it. `allowed-today`: the log denied it each time. */
  readonly kind: 'denied-today' | 'allowed-today';
}

export interface PolicyUse {
  /** Of roles that are among the objects and gather nothing themselves, in their order. */
  readonly rules: readonly RuleUse[];
  /** Of bindings that are among the objects. */
  readonly bindings: readonly BindingUse[];
  readonly drift: readonly Drift[];
}

interface Mark {
  readonly actions: Set<Action>;
  count: number;
  last: string;
}

/**
 * Marks every rule and every binding that allows a request of the log, also where another would have allowed it too: what is not marked
 * can go without anybody noticing in that log.
 */
export function policyUse(authorizer: RbacAuthorizer, log: CollectedLog): PolicyUse {
  const { policy } = authorizer;
  const ruleMarks = new Map<PolicyRule, Mark>();
  const bindingMarks = new Map<Binding, Mark>();
  const drift: Drift[] = [];
  for (const { user, actions } of log.users) {
    const byNamespace = new Map<string, readonly HeldRule[]>();
    const rulesIn = (namespace: string): readonly HeldRule[] => {
      let held = byNamespace.get(namespace);
      if (!held) byNamespace.set(namespace, (held = authorizer.rulesFor(user, namespace)));
      return held;
    };
    for (const logged of actions) {
      const { action } = logged;
      const held = rulesIn(action.kind === 'resource' ? action.namespace : '').filter(({ rule, binding }) => {
        if (action.kind === 'path') return binding.kind === 'ClusterRoleBinding' && ruleAllows(rule, action);
        return logged.isAnyName ? allowsSomeName(rule, action) : ruleAllows(rule, action);
      });
      // What the node authorizer, a webhook or the group of masters allowed never was up to roles.
      const isByRoles =
        (!log.hasDecisions || logged.reason.startsWith('RBAC: ') || action.verb.startsWith('impersonate')) &&
        !user.groups.includes(SYSTEM_MASTERS);
      if (logged.allowed > 0 && held.length === 0 && isByRoles) drift.push({ user, logged, kind: 'denied-today' });
      if (logged.allowed === 0 && logged.denied > 0 && held.length > 0) drift.push({ user, logged, kind: 'allowed-today' });
      if (logged.allowed === 0) continue;
      for (const rule of new Set(held.map((one) => one.rule))) mark(ruleMarks, rule, logged);
      for (const binding of new Set(held.map((one) => one.binding))) mark(bindingMarks, binding, logged);
    }
  }
  const marksOf = ruleMarksBySource(policy, ruleMarks);
  return {
    rules: policy.roles.flatMap((role) =>
      role.source === undefined || role.clusterRoleSelectors !== undefined
        ? []
        : role.rules.map((rule, ruleIndex) => {
            const found = marksOf(role, rule);
            return {
              role,
              ruleIndex,
              rule,
              actions: [...new Set(found.flatMap(({ actions }) => [...actions]))],
              count: found.reduce((total, { count }) => total + count, 0),
              last: found.reduce((latest, { last }) => (last > latest ? last : latest), ''),
            };
          }),
    ),
    bindings: policy.bindings
      .filter(({ source }) => source !== undefined)
      .map((binding) => {
        const { count = 0, last = '' } = bindingMarks.get(binding) ?? {};
        return { binding, count, last };
      }),
    drift,
  };
}

function mark<T>(marks: Map<T, Mark>, key: T, { action, allowed, last }: LoggedAction): void {
  let known = marks.get(key);
  if (!known) marks.set(key, (known = { actions: new Set(), count: 0, last: '' }));
  known.actions.add(action);
  known.count += allowed;
  if (last > known.last) known.last = last;
}

function allowsSomeName(rule: PolicyRule, action: Action): boolean {
  return action.kind === 'resource' && ruleAllows({ ...rule, resourceNames: [] }, action);
}

/** What an aggregated role used counts for every role that it has an equal rule from. */
function ruleMarksBySource(policy: RbacPolicy, marks: ReadonlyMap<PolicyRule, Mark>): (role: Role, rule: PolicyRule) => Mark[] {
  const gathered = new Map<string, Mark[]>();
  for (const role of policy.roles) {
    if (role.clusterRoleSelectors === undefined) continue;
    for (const rule of role.rules) {
      const found = marks.get(rule);
      if (!found) continue;
      const key = JSON.stringify(rule);
      const known = gathered.get(key) ?? [];
      if (!known.includes(found)) gathered.set(key, [...known, found]);
    }
  }
  return (role, rule) => {
    const own = marks.get(rule);
    const others = role.kind === 'ClusterRole' && Object.keys(role.labels).length > 0 ? (gathered.get(JSON.stringify(rule)) ?? []) : [];
    return [...(own ? [own] : []), ...others.filter((one) => one !== own)];
  };
}

/** The roles that some binding among the objects, or a role that gathers it, refers to. */
export function boundRoles(policy: RbacPolicy): ReadonlySet<PolicyObject> {
  const bound = new Set<PolicyObject>();
  for (const { role } of policy.bindings) if (role?.source) bound.add(role.source);
  const gatheredRules = new Set(
    policy.roles.flatMap((role) => (role.clusterRoleSelectors === undefined ? [] : role.rules.map((rule) => JSON.stringify(rule)))),
  );
  for (const role of policy.roles) {
    const isGathered = Object.keys(role.labels).length > 0 && role.rules.some((rule) => gatheredRules.has(JSON.stringify(rule)));
    if (role.source && isGathered) bound.add(role.source);
  }
  return bound;
}
