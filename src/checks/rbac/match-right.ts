import type { PolicyRule } from '../../engines/rbac/index.ts';
import type { WorldPolicy } from './policy-of-world.ts';

/** Verbs on resources of one group that lead to the same place. */
export interface Right {
  readonly apiGroup: string;
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

export interface RightPattern {
  readonly rights: readonly Right[];
  /** Verbs without which the others are left to another check; with one of them they are told, and taken away, together. */
  readonly needs?: readonly string[];
  /** Another check speaks where a star among the verbs gives this right, since it gives that check's right too. */
  readonly leavesStars?: true;
  /** Which of the names that a rule is limited to matter; without it a rule with names is harmless. A rule without names is for all. */
  readonly names?: (rule: PolicyRule, policy: WorldPolicy) => readonly string[];
}

/** What of a rule gives a right. */
export interface Matched {
  /** As the rule names them. */
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly names: readonly string[];
}

/**
 * `undefined` where the rule does not name the right. A star in place of the resources is left to the checks of stars; one before
 * `/exec` names the subresource and counts.
 */
export function matchRight(
  rule: PolicyRule,
  { rights, names, needs, leavesStars }: RightPattern,
  policy: WorldPolicy,
): Matched | undefined {
  const hasStar = rule.verbs.includes('*');
  if (rule.resources.includes('*') || (hasStar && leavesStars)) return undefined;
  if (needs && !hasStar && !needs.some((verb) => rule.verbs.includes(verb))) return undefined;
  const resources = new Set<string>();
  const verbs = new Set<string>();
  for (const right of rights) {
    if (!rule.apiGroups.includes('*') && !rule.apiGroups.includes(right.apiGroup)) continue;
    const found = hasStar ? right.verbs : right.verbs.filter((verb) => rule.verbs.includes(verb));
    const named = rule.resources.filter((resource) => right.resources.some((wanted) => isNamed(resource, wanted)));
    if (found.length === 0) continue;
    for (const resource of named) {
      resources.add(resource);
      for (const verb of found) verbs.add(verb);
    }
  }
  if (resources.size === 0) return undefined;
  const wanted = rule.resourceNames.length === 0 ? [] : (names?.(rule, policy) ?? []);
  if (rule.resourceNames.length > 0 && wanted.length === 0) return undefined;
  return { resources: [...resources], verbs: [...verbs], names: wanted };
}

function isNamed(resource: string, wanted: string): boolean {
  return resource === wanted || (resource.startsWith('*/') && wanted.endsWith(resource.slice(1)));
}

/** Everything in every group: such a rule has a check of its own, and nothing else in its role adds to it. */
export function isEverything({ verbs, apiGroups, resources, resourceNames }: PolicyRule): boolean {
  return verbs.includes('*') && apiGroups.includes('*') && resources.includes('*') && resourceNames.length === 0;
}
