import type { BoundRole, GrantIndex, HeldBinding } from './grant-index.ts';
import { apiGroupMatches, pathMatches, resourceMatches, resourceNameMatches, ruleAllows, verbMatches } from './match.ts';
import { type Action, combinedResource, type UserInfo } from './request.ts';
import type { Binding, PolicyRule, Role } from './vocabulary.ts';

/** The one change, to the policy or to the request, that would allow it. */
export type NearestMiss =
  /** A rule that the user holds lacks only this word in this list. An empty name asks for the list to be empty. */
  | {
      readonly kind: 'rule';
      readonly field: keyof PolicyRule;
      readonly missing: string;
      readonly binding: Binding;
      readonly role: Role;
      readonly rule: PolicyRule;
      readonly ruleIndex: number;
    }
  /** The same request would be allowed in the namespace of this binding. */
  | { readonly kind: 'namespace'; readonly binding: Binding; readonly role: Role; readonly rule: PolicyRule }
  /** A binding in force allows it to others; the user is no subject of it. */
  | { readonly kind: 'subject'; readonly binding: Binding; readonly role: Role; readonly rule: PolicyRule }
  /** A role allows it that no binding in force refers to. */
  | { readonly kind: 'binding'; readonly role: Role; readonly rule: PolicyRule };

/** Names first, since a rule that lacks a name is nearer than one that lacks a verb. */
const NEAREST_FIRST: readonly (keyof PolicyRule)[] = ['resourceNames', 'verbs', 'resources', 'nonResourceURLs', 'apiGroups'];

/** For a request that is not allowed; `undefined` where no single change would allow it. */
export function nearestMiss(index: GrantIndex, user: UserInfo, action: Action): NearestMiss | undefined {
  const namespace = action.kind === 'resource' ? action.namespace : '';
  const own = nearestRule(index.bindingsOf(user, namespace), action);
  if (own) return own;
  const matching = index.rules.query(action).matching();
  const allows = (held: BoundRole): boolean => held.role.rules.some((rule) => ruleAllows(rule, action));
  for (const other of action.kind === 'resource' ? index.namespacesOf(user) : []) {
    const misplaced = index.bindingsOf(user, other).find(allows);
    if (misplaced) return { kind: 'namespace', ...describe(misplaced, action) };
  }
  const foreign = least(index.bindingsOfRules(matching, namespace), ({ binding, role }) => weigh(binding.isAssumed, role));
  if (foreign) return { kind: 'subject', ...describe(foreign, action) };
  const unbound = least(
    index.rolesOfRules(matching).filter((role) => role.kind === 'ClusterRole' || role.namespace === namespace),
    (role) => weigh(role.isAssumed, role),
  );
  const rule = unbound?.rules.find((one) => ruleAllows(one, action));
  return unbound && rule ? { kind: 'binding', role: unbound, rule } : undefined;
}

/** What the user wrote is nearer than what every cluster has, and a role that gives little is nearer than one that gives all. */
function weigh(isAssumed: boolean, { rules }: Role): number {
  const isFull = rules.some(({ verbs, resources }) => verbs.includes('*') && resources.includes('*'));
  return (isAssumed ? 1_000_000 : 0) + (isFull ? 100_000 : 0) + rules.length;
}

function least<T>(items: readonly T[], weightOf: (item: T) => number): T | undefined {
  let best: T | undefined;
  let bestWeight = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const weight = weightOf(item);
    if (weight < bestWeight) [best, bestWeight] = [item, weight];
  }
  return best;
}

function describe({ binding, role }: BoundRole, action: Action): { binding: Binding; role: Role; rule: PolicyRule } {
  const rule = role.rules.find((one) => ruleAllows(one, action));
  if (!rule) throw new Error('a binding was taken to allow what none of its rules allows');
  return { binding, role, rule };
}

function nearestRule(held: readonly HeldBinding[], action: Action): NearestMiss | undefined {
  let best: NearestMiss | undefined;
  let rank = NEAREST_FIRST.length;
  for (const { binding, role } of held) {
    for (const [ruleIndex, rule] of role.rules.entries()) {
      const [lack, another] = lacks(rule, action);
      if (!lack || another) continue;
      const own = NEAREST_FIRST.indexOf(lack.field);
      if (own >= rank) continue;
      rank = own;
      best = { kind: 'rule', ...lack, binding, role, rule, ruleIndex };
    }
  }
  return best;
}

function lacks(rule: PolicyRule, action: Action): { field: keyof PolicyRule; missing: string }[] {
  const verb = verbMatches(rule, action.verb) ? [] : [{ field: 'verbs', missing: action.verb } as const];
  if (action.kind === 'path') {
    // A rule for resources is not near to one for paths.
    if (rule.nonResourceURLs.length === 0) return [];
    return [...verb, ...(pathMatches(rule, action.path) ? [] : [{ field: 'nonResourceURLs', missing: action.path } as const])];
  }
  if (rule.resources.length === 0) return [];
  return [
    ...verb,
    ...(apiGroupMatches(rule, action.apiGroup) ? [] : [{ field: 'apiGroups', missing: action.apiGroup } as const]),
    ...(resourceMatches(rule, action) ? [] : [{ field: 'resources', missing: combinedResource(action) } as const]),
    ...(resourceNameMatches(rule, action.name) ? [] : [{ field: 'resourceNames', missing: action.name } as const]),
  ];
}
